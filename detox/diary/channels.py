"""Channels: what carries a task instead of the app; the catalogue's and one's own."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from detox import catalogue
from detox.diary.context import DiaryContext
from detox.diary.name_search import best_match, fits, plain
from detox.domain.entries import WITHOUT_APP, Channel, Independence, Outcome, Task
from detox.errors import Forbidden
from detox.storage.transaction import Change

MEMORY = timedelta(days=120)
"""What carried a task longer ago is not filled in by itself."""
SEEN = timedelta(days=366)
"""What carried a task in this time stands on top where a channel is chosen."""
OLD_ACCOUNT = "old_account"
"""The catalogue's channel that stands for the app itself."""


class Channels:
    """Every channel may be said in part as long as it is clear; the app's own names mean the old account."""

    def __init__(self, context: DiaryContext) -> None:
        self._context = context

    def written(self) -> set[str]:
        """The ids of the channels that are written here, be it only to name or to archive them."""
        return {channel.id for channel in self._context.book.channels}

    def all(self, *, archived: bool = False) -> list[Channel]:
        """The channels that may carry a task: the catalogue's in its order, then one's own by name.

        What the catalogue offers under the name of the app that was left is not among them: an app is no
        alternative to itself.
        """
        book = self._context.book
        app, held = book.life.app, {channel.id: channel for channel in book.channels}
        offered = [
            held.pop(
                choice.id, Channel(id=choice.id, name=choice.name(), independence=choice.depends_on(app))
            )
            for choice in catalogue.channels(app)
        ]
        every = offered + sorted(held.values(), key=lambda channel: (channel.name, channel.id))
        return [
            channel
            for channel in every
            if (archived or not channel.archived) and not self._is_named_as_app(channel, app)
        ]

    def name(self, channel_id: str) -> str:
        """What a channel is called, in the language spoken now unless the person named it."""
        choice = catalogue.channel_choice(channel_id)
        stored = next((held.name for held in self._context.book.channels if held.id == channel_id), None)
        if stored is None:
            return choice.name() if choice else channel_id
        return catalogue.spoken_name(choice, stored)

    def warning(self, channel_id: str) -> str:
        """What one should know before using that channel; empty for most and for one's own."""
        choice = catalogue.channel_choice(channel_id)
        return choice.warning(self._context.book.life.app) if choice else ""

    def is_the_app(self, channel_id: str | None) -> bool:
        """Whether going by that channel is going back to the app."""
        book = self._context.book
        held = next((channel for channel in book.channels if channel.id == channel_id), None)
        if held is not None:
            return held.independence is Independence.THE_APP or self._is_named_as_app(held, book.life.app)
        offered = (choice for choice in catalogue.channels(book.life.app) if choice.id == channel_id)
        return any(choice.depends_on(book.life.app) is Independence.THE_APP for choice in offered)

    def find(self, text: str) -> Channel:
        """The channel that `text` names; every name of the app that was left means the old account.

        Raises:
            NoSuch: no channel fits; it carries the nearest names.
            Ambiguous: several fit; it carries them.
        """
        channels = self.all(archived=True)
        if catalogue.is_the_app(text, self._context.book.life.app):
            return next(channel for channel in channels if channel.id == OLD_ACCOUNT)
        rows = [(channel.id, (_spoken(channel), *self._names(channel))) for channel in channels]
        besides = {channel.id: self._known_by(channel) for channel in channels}
        found = best_match("channel", text, rows, besides=besides)
        return next(channel for channel in channels if channel.id == found)

    def missing(self, channel_id: str | None) -> list[Change]:
        """What must be written so that the diary knows that channel: nothing, mostly."""
        known = {channel.id for channel in self._context.book.channels}
        if channel_id is None or channel_id in known:
            return []
        return [Change(after=next(c for c in self.all(archived=True) if c.id == channel_id))]

    def add(self, name: str, independence: Independence = Independence.INDEPENDENT) -> Channel:
        """Make a channel of one's own.

        Raises:
            Forbidden: one of that name is there already, or it is the name of the app that was left.
            BadField: the name is empty or too long; nothing was written.
        """
        channel = Channel(id=self._context.new_id(), name=name.strip(), independence=independence)
        self._refuse_name(channel)
        self._context.add("channel add", channel)
        return channel

    def edit(self, channel: Channel, **fields: object) -> Channel:
        """Change a channel: its name, whom it depends on, whether it is archived.

        Raises:
            Forbidden: another one has that name, or it is the app's.
            BadField: a value is out of range; nothing was written.
        """
        if isinstance(fields.get("name"), str):
            fields["name"] = str(fields["name"]).strip()
        changed = channel.replace(**fields)
        if changed.name != channel.name:
            self._refuse_name(changed)
        held = next((held for held in self._context.book.channels if held.id == channel.id), None)
        if changed != channel:
            self._context.store.save("channel edit", [Change(before=held, after=changed)])
        return changed

    def uses(self) -> Counter[str]:
        """How often each channel was used, by id, in all that was written."""
        span = self._context.store.span()
        rows = self._context.rows(span.first, span.last) if span else []
        return Counter(row.channel for row in rows if row.channel)

    def offered(self, task: Task | None, text: str = "") -> list[Channel]:
        """The channels to choose from, best first: what carried the task, what its advice names, the rest.

        Args:
            task: the task that is asked about; `None` where there is none.
            text: only those whose name, in any language, holds it.
        """
        carried = self._carried(task.id) if task else []
        choice = catalogue.task_choice(task.id) if task else None
        advised = choice.channels if choice else ()
        rank = {name: n for n, name in enumerate(dict.fromkeys((*carried, *advised)))}
        fitting = [channel for channel in self.all() if fits(text, self._known_by(channel))]
        return sorted(fitting, key=lambda channel: rank.get(channel.id, len(rank)))

    def remembered(self, task_id: str, outcome: Outcome) -> str | None:
        """The channel to fill in: what carried this task last, then its plan; `None` where none belongs."""
        if outcome in (Outcome.UNMET, Outcome.NOT_NEEDED):
            return None
        like = WITHOUT_APP if outcome in WITHOUT_APP else (outcome,)
        used = self._last(task_id, like)
        if used:
            return used
        if outcome is Outcome.APP:
            return next((c.id for c in self.all() if c.independence is Independence.THE_APP), None)
        plan = next((task.plan for task in self._context.book.tasks if task.id == task_id), None)
        return plan if outcome in WITHOUT_APP and not self.is_the_app(plan) else None

    def check(self, channel_id: str | None, outcome: Outcome) -> None:
        """Refuse the app as an alternative: what was done by it was no way without it.

        Raises:
            Forbidden: the outcome says "without the app" and the channel is the app; nothing was written.
        """
        if outcome in WITHOUT_APP and self.is_the_app(channel_id):
            raise Forbidden("the app itself", channel=self.name(channel_id or ""))

    def _last(self, task_id: str, like: Sequence[Outcome]) -> str | None:
        """What carried the task last, in the time remembered; no month is read that is not needed."""
        today = self._context.today
        without = Outcome.APP not in like
        for entry in self._context.store.newest_first(today - MEMORY, today):
            if entry.task == task_id and entry.outcome in like and entry.channel and not entry.swept:
                if without and entry.outcome in WITHOUT_APP and self.is_the_app(entry.channel):
                    continue
                return entry.channel
        return None

    def _carried(self, task_id: str) -> list[str]:
        """What carried a task in the last year, the most used first; the app is never among them."""
        today = self._context.today
        rows = self._context.rows(today - SEEN, today)
        worked = Counter(
            row.channel for row in rows if row.task == task_id and row.outcome in WITHOUT_APP and row.channel
        )
        return [channel for channel, _n in worked.most_common() if not self.is_the_app(channel)]

    def _names(self, channel: Channel) -> tuple[str, ...]:
        choice = catalogue.channel_choice(channel.id)
        return (channel.id, channel.name, *(choice.names.values() if choice else ()))

    def _known_by(self, channel: Channel) -> tuple[str, ...]:
        choice = catalogue.channel_choice(channel.id)
        return (*self._names(channel), *(choice.also if choice else ()))

    def _is_named_as_app(self, channel: Channel, app: str | None) -> bool:
        named = channel.independence is not Independence.THE_APP
        return named and catalogue.is_any_the_app(self._names(channel), app)

    def _refuse_name(self, channel: Channel) -> None:
        if catalogue.is_the_app(channel.name, self._context.book.life.app):
            raise Forbidden("the app itself", channel=channel.name)
        others = (other for other in self.all(archived=True) if other.id != channel.id)
        if any(plain(channel.name) in map(plain, self._names(other)) for other in others):
            raise Forbidden("channel exists", name=channel.name)


def _spoken(channel: Channel) -> str:
    """What one of `Channels.all` is called, in the language spoken now unless the person named it."""
    return catalogue.spoken_name(catalogue.channel_choice(channel.id), channel.name)
