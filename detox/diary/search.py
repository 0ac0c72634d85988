"""Looking back: every day newest first, and any part of any word found again."""

from collections.abc import Iterator, Sequence
from datetime import date

from detox.catalogue.labels import OUTCOMES
from detox.diary.basket import Basket
from detox.diary.channels import Channels
from detox.diary.context import DiaryContext
from detox.diary.name_search import SHORTEST_ID, is_made, is_read_in, plain
from detox.domain.dates import ONE_DAY, Span
from detox.domain.entries import CheckIn, Entry, Lapse, Outcome, Review
from detox.domain.record import Record
from detox.errors import Ambiguous
from detox.storage.projections import EntryProjection
from detox.words import _


class SearchResult(Record, frozen=True, kw_only=True):
    """What a search brought, newest first."""

    entries: tuple[Entry, ...]
    checkins: tuple[CheckIn, ...]


class Filter(Record, frozen=True, kw_only=True):
    """What is looked for; what is left out lets everything through."""

    text: str = ""
    """Any part of a note, a helper, a task's, a channel's or an outcome's name."""
    task: str | None = None
    outcome: Outcome | None = None
    channel: str | None = None


class Journal:
    """The days behind, month by month."""

    def __init__(self, context: DiaryContext, basket: Basket, channels: Channels) -> None:
        self._context = context
        self._basket = basket
        self._channels = channels

    def months(self) -> list[Span]:
        """The months that may hold something, newest first, from the first day written to the last."""
        span = self._context.store.span()
        months: list[Span] = []
        last = span.last if span else None
        while span and last and last >= span.first:
            first = last.replace(day=1)
            months.append(Span(first=first, last=_month_end(first)))
            last = first - ONE_DAY
        return months

    def month(self, span: Span, wanted: Filter | None = None) -> SearchResult:
        """What was written in that span and passes the filter, in any of its versions, newest first."""
        wanted = wanted or Filter()
        store, names = self._context.store, self._names()
        several = {} if wanted == Filter() else store.several(span.first, span.last)

        def versions(record: Entry | CheckIn) -> Iterator[Record | None]:
            yield record
            yield from (version.record for version in several.get(record.id, ()))

        entries = [
            entry
            for entry in store.entries(span.first, span.last)
            if any(_passes(v, wanted, names) for v in versions(entry) if isinstance(v, Entry))
        ]
        only_entries = wanted.task or wanted.outcome or wanted.channel
        checkins = [
            checkin
            for checkin in ([] if only_entries else store.checkins(span.first, span.last))
            if any(
                _holds(wanted.text, [_words(v.note, v.review)])
                for v in versions(checkin)
                if isinstance(v, CheckIn)
            )
        ]
        return SearchResult(entries=tuple(reversed(entries)), checkins=tuple(reversed(checkins)))

    def search(self, wanted: Filter, within: Span | None = None, *, most: int | None = None) -> SearchResult:
        """Everything that passes the filter, newest first; no more months are read than are needed.

        Args:
            wanted: what is looked for.
            within: the days that are looked at; all of them unless given.
            most: so many of the newest, entries and check-ins together.
        """
        found: list[Entry | CheckIn] = []
        for month in self.months():
            first, last = (month.first, month.last) if within is None else _both(month, within)
            if first <= last:
                page = self.month(Span(first=first, last=last), wanted)
                found += sorted([*page.entries, *page.checkins], key=lambda record: record.day, reverse=True)
            if most is not None and len(found) >= most:
                break
        return SearchResult(
            entries=tuple(record for record in found[:most] if isinstance(record, Entry)),
            checkins=tuple(record for record in found[:most] if isinstance(record, CheckIn)),
        )

    def rows(self) -> Iterator[EntryProjection]:
        """Every entry as lean as the figures read it, month by month from the first on."""
        for span in reversed(self.months()):
            yield from self._context.rows(span.first, span.last)

    def by_start_of_id(self, text: str) -> Entry | None:
        """The entry whose id alone begins like that; `None` where none does.

        Raises:
            Ambiguous: several do; it carries their ids.
        """
        if len(text) < SHORTEST_ID:
            return None
        fitting = list(self._context.store.beginning(text))
        if len(fitting) > 1:
            raise Ambiguous("entry", text, tuple(entry.id for entry in fitting))
        return fitting[0] if fitting else None

    def recorded_last(self) -> Entry | None:
        """The entry that was recorded last, whatever its day; `None` where there is none."""
        return self._context.store.recorded_last()

    def _names(self) -> dict[str, str]:
        book = self._context.book
        known = {task.id: self._basket.known_by(task) for task in book.tasks}
        tasks = {key: "\n".join(name for name in names if not is_made(name)) for key, names in known.items()}
        channels = {channel.id: self._channels.name(channel.id) for channel in book.channels}
        return tasks | channels | {str(outcome): _(name) for outcome, name in OUTCOMES.items()}


def _words(note: str, said: Lapse | Review | None) -> str:
    """A note and every line that was said beside it."""
    lines = (
        [value for name in said.__struct_fields__ if isinstance(value := getattr(said, name), str)]
        if said
        else []
    )
    return "\n".join((note, *lines))


def _passes(entry: Entry, wanted: Filter, names: dict[str, str]) -> bool:
    if wanted.task not in (None, entry.task) or wanted.channel not in (None, entry.channel):
        return False
    if wanted.outcome not in (None, entry.outcome):
        return False
    parts = (entry.task, entry.channel or "", str(entry.outcome))
    said = _words(entry.note, entry.lapse)
    ids = (part for part in parts if not is_made(part))
    held = [said, entry.helper or "", *ids, *(names.get(part, "") for part in parts)]
    return _holds(wanted.text, held)


def _holds(text: str, held: Sequence[str]) -> bool:
    wish = plain(text)
    return wish in plain("\n".join(held)) or is_read_in(wish, held)


def _both(month: Span, within: Span) -> tuple[date, date]:
    return max(month.first, within.first), min(month.last, within.last)


def _month_end(first: date) -> date:
    later = first.replace(day=28)
    while (later + ONE_DAY).month == first.month:
        later += ONE_DAY
    return later
