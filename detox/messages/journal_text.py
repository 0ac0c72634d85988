"""The diary as a journal to read, in Markdown and in the person's own language."""

from detox.catalogue import channel_choice, spoken_name, task_choice
from detox.domain.entries import Entry
from detox.domain.snapshot import Snapshot
from detox.exchange.markdown import Wording, to_markdown
from detox.messages import checkin_text, entry_text, long_day
from detox.messages.review_messages import checkin_words, entry_words


def journal_text(snapshot: Snapshot) -> str:
    """Every day of a snapshot, the newest last, in its own words alone: the diary itself may say more."""
    tasks = {task.id: spoken_name(task_choice(task.id), task.name, snapshot.app) for task in snapshot.tasks}
    channels = {
        held.id: spoken_name(channel_choice(held.id), held.name, snapshot.app) for held in snapshot.channels
    }

    def said(entry: Entry) -> str:
        channel = channels.get(entry.channel, entry.channel) if entry.channel else None
        return entry_text(entry, tasks.get(entry.task, entry.task), channel)

    return to_markdown(snapshot, Wording(long_day, said, checkin_text, entry_words, checkin_words))
