"""The diary as a journal to read, in Markdown and in the person's own language."""

from detox.diary import Diary
from detox.domain.entries import Entry
from detox.domain.snapshot import Snapshot
from detox.exchange.markdown import Wording, to_markdown
from detox.messages import checkin_text, entry_text, long_day
from detox.messages.review_messages import checkin_words, entry_words


def journal_text(diary: Diary, snapshot: Snapshot) -> str:
    """Every day of a snapshot, the newest last, with what was written on it.

    Args:
        diary: says what tasks and channels are called.
        snapshot: what is told; a part of the diary, or one without names.
    """

    def said(entry: Entry) -> str:
        channel = diary.channels.name(entry.channel) if entry.channel else None
        return entry_text(entry, diary.basket.task_name(entry.task), channel)

    return to_markdown(snapshot, Wording(long_day, said, checkin_text, entry_words, checkin_words))
