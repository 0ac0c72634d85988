"""Everything a user can do, said once, for both faces."""

from contextlib import AbstractContextManager
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detox.diary.basket import UsualRow, find_outcome
from detox.diary.drawers import Drawers
from detox.diary.name_search import plain
from detox.domain.dates import ONE_DAY
from detox.domain.entries import CheckIn, Cost, Entry, Life, Outcome, Task
from detox.domain.record import Record
from detox.domain.snapshot import Snapshot
from detox.domain.trial import DAYS, Rule, usual_rule
from detox.errors import Forbidden, NoSuch
from detox.storage.drafts import Drafts
from detox.storage.paths import Notice
from detox.storage.store import MergeCounts, RecordVersion
from detox.storage.transaction import Change
from detox.words import words_for

if TYPE_CHECKING:  # see drawers.py
    from detox.diary.beginning import Beginning
    from detox.diary.locked_entries import LockedEntries

SOMEONE = "someone"
"""The catalogue's channel for another person's account."""
BLANK = {"channel": None, "minutes": None, "cost": None, "helper": None}
"""What an outcome that nothing carried knows nothing of."""

LAST = words_for("last")
"""Names the entry that was recorded last, whatever its day."""


class Day(Record, frozen=True, kw_only=True):
    """One day as it was written."""

    day: date
    entries: tuple[Entry, ...]
    """In the order they were recorded."""
    checkin: CheckIn | None
    index: float | None
    """0..100 over the listed tasks of that day; `None` where none came up."""


class Diary(Drawers):
    """The whole vocabulary: what is not a method here, or of one of its drawers, a user cannot do."""

    @cached_property
    def locked_entries(self) -> "LockedEntries":
        """What was written while the diary was locked."""
        from detox.diary.locked_entries import LockedEntries  # noqa: PLC0415 - only of a sealed diary

        return LockedEntries(self.context, Diary)

    @property
    def today(self) -> date:
        """The logical day."""
        return self.context.today

    def day_said(self, text: str, *, since: date | None = None) -> date:
        """The day that a person names; with `since` a weekday is the first one from there on.

        Raises:
            BadDate: no day is called that.
        """
        return self.context.day_said(text, since=since)

    def past(self, day: date | None) -> date:
        """`day`, today where it is not given.

        Raises:
            FutureDay: it has not come yet.
        """
        return self.context.past(day)

    def notices(self) -> list[Notice]:
        """What the person should hear of the files, each thing once."""
        return self.store.notices()

    def renewed_code(self) -> str | None:
        """The code of the rule where it has just followed an edit of the list or the people; told once."""
        code, self.context.renewed_code = self.context.renewed_code, None
        return code

    @property
    def life(self) -> Life:
        """The app that was left, and how."""
        return self.context.book.life

    def name(self, key: str) -> str:
        """What the task or channel of that id is called."""
        known = any(task.id == key for task in self.context.book.tasks)
        return self.basket.task_name(key) if known else self.channels.name(key)

    @property
    def moment(self) -> str:
        """Now, as it is recorded: RFC 3339 with offset, to the second."""
        return self.context.moment()

    def one_look(self) -> AbstractContextManager[None]:
        """Within, what is read is the diary of one moment: the disk is looked at once, until we write."""
        return self.store.cache.one_look()

    def stamp(self) -> object:
        """Something that is equal as long as nobody, in any program, has written into this diary."""
        return self.store.stamp()

    @property
    def sealing_changed(self) -> bool:
        """Whether it was sealed, or its seal changed, since it was opened: then it has to be opened anew."""
        return self.store.paths.sealing_changed

    def folder_marks(self) -> object:
        """The folders' part of `stamp`: taken before the diary is read."""
        return self.store.cache.folder_marks()

    def stamp_as_read(self, folder_marks: object) -> object:
        """What `stamp` gives while nothing has changed since it was read; `folder_marks` are from before."""
        return self.store.cache.stamp_as_read(folder_marks)

    def day_begins_at(self, hour: int) -> None:
        """From here on a new day begins at that hour, 0..12."""
        self.context.day_start = hour

    def last_day(self) -> date | None:
        """The last day with anything written; `None` in an empty diary."""
        span = self.store.span()
        return span.last if span else None

    def home_gone(self) -> str:
        """The folder of the diary, where it was moved away or is not mounted; empty where it is there."""
        return str(self.store.paths.home) if self.store.paths.home_gone else ""

    def written_ahead(self) -> date | None:
        """The last day with anything written, where it lies so far ahead that the clock must be behind."""
        last = self.last_day()
        return last if last is not None and last > self.today + ONE_DAY else None

    def started(self) -> bool:
        """Whether there is anything in this diary yet."""
        book = self.context.book
        return bool(book.tasks or book.trials or self.store.span())

    def check_not_started(self) -> None:
        """Refuse where the diary is set up already.

        Raises:
            Forbidden: it is.
        """
        # What another program's file brought stands off the list, and is no beginning.
        if self.context.book.trials or any(task.listed for task in self.context.book.tasks):
            raise Forbidden("already started")

    def start(self, beginning: "Beginning") -> None:
        """Set up the diary: the app, the basket, the channels, the steps and the trial, as one deed.

        Raises:
            Forbidden: it is set up already, or a line of the rule cannot be read on that list.
            BadField: the rule makes no sense; nothing was written.
        """
        self.check_not_started()
        contacts, moment = self.store.contacts(), self.context.moment()
        from detox.diary.beginning import begun  # noqa: PLC0415 - only for the first run

        self.context.add("start", *begun(beginning, today=self.today, moment=moment, contacts=contacts))

    def offered_rule(self, beginning: "Beginning", days: int = DAYS) -> tuple[Rule, dict[str, str]]:
        """The rule that is offered with such a beginning, and the lines it leaves out, with the reason."""
        from detox.diary.beginning import tasks_of  # noqa: PLC0415 - only for the first run

        return self.trial.offered(usual_rule(days), tasks=tasks_of(beginning, self.today))

    def day(self, day: date | None = None, *, scored: bool = True) -> Day:
        """What was written on `day`, today where none is given; its index only where it is to be `scored`."""
        day = day or self.today
        entries = tuple(self.store.entries(day, day))
        checkins = self.store.checkins(day, day)
        index = None
        if scored:
            from detox.domain.index import day_index  # noqa: PLC0415 - the figures, which logging does without

            index = day_index(self.context.book.tasks, entries)
        return Day(day=day, entries=entries, checkin=checkins[0] if checkins else None, index=index)

    def is_written(self, day: date | None = None) -> bool:
        """Whether anything was written on `day`, today where it is not given; a weekly sweep is not."""
        found = self.day(day)
        return found.checkin is not None or any(not entry.swept for entry in found.entries)

    def several(self, first: date, last: date) -> dict[str, tuple[RecordVersion, ...]]:
        """The entries and check-ins of these days of which more than one version stands, all by id."""
        return self.store.several(first, last)

    def usual_rows(self, day: date | None = None) -> list[UsualRow]:
        """The tasks that usually come up on a day, today where none is given, and what was said of each."""
        day = day or self.today
        said: dict[str, Outcome] = {}
        for entry in self.store.entries(day, day):
            if not entry.swept:
                said.setdefault(entry.task, entry.outcome)
        return [
            UsualRow(id=task.id, name=self.basket.spoken(task.id, task.name), outcome=said.get(task.id))
            for task in self.basket.usual(day)
        ]

    def log(
        self,
        task: str,
        outcome: str,
        *,
        channel: str | None = None,
        minutes: int | None = None,
        cost: Cost | None = None,
        helper: str | None = None,
        note: str = "",
        day: date | None = None,
        at: str | None = None,
        new: bool = False,
        made: Task | None = None,
    ) -> Entry:
        """Write that a task came up once.

        Args:
            task: an id, a name or a clear part of one.
            outcome: an outcome's name or key.
            channel: an id, a name or a clear part of one.
            minutes: extra minutes, 0..1440.
            cost: what it cost.
            helper: who helped.
            note: anything.
            day: today where it is not given.
            at: HH:MM.
            new: a task that is not in the basket is taken in, off the list.
            made: the task itself, not written yet; it is taken in with the entry, as one deed.

        Raises:
            NoSuch: no task, outcome or channel is called that; nothing was written.
            Ambiguous: several are.
            FutureDay: that day has not come yet.
            Forbidden: the channel is the app itself, and the outcome says "without the app".
            BadField: a value is out of range.
        """
        day = self.context.past(day)
        if not new and made is None and not self.context.book.tasks:
            raise Forbidden("not started")
        fresh = [Change(after=made)] if made else self._off_list(task) if new else []
        task_id = fresh[0].after.id if fresh else self.basket.find(task).id  # type: ignore[union-attr]
        said = find_outcome(outcome)
        channel_id = self._carrying(self.channels.find(channel).id if channel else None, said)
        moment = self.context.moment()
        entry = Entry(
            id=self.context.new_id(),
            day=day,
            at=at,
            task=task_id,
            outcome=said,
            channel=channel_id,
            minutes=minutes,
            cost=cost,
            helper=helper,
            note=note,
            recorded_at=moment,
            updated_at=moment,
        )
        self.store.save("log", [*fresh, *self.channels.missing(channel_id), Change(after=entry)])
        return entry

    def tap(
        self, task_id: str, outcome: Outcome, *, day: date, entry: Entry | None = None, new: bool = False
    ) -> Entry:
        """One key on Today: a new entry with the channel used last, or another outcome for `entry`.

        With `new`, `task_id` is a task of the catalogue or a name as typed: nothing else is meant by a part.
        """
        channel = self.channels.remembered(task_id, outcome)
        if entry is None:
            made = self.basket.made(task_id, listed=False) if new else None
            return self.log(task_id, outcome, channel=channel, day=day, made=made)
        if outcome in (Outcome.UNMET, Outcome.NOT_NEEDED):
            return self.edit(entry, outcome=outcome, **BLANK)
        same_kind = (entry.outcome is Outcome.APP) == (outcome is Outcome.APP)
        kept = entry.channel if entry.channel and same_kind else channel
        return self.edit(entry, outcome=outcome, channel=kept)

    def log_as(self, like: Entry, day: date) -> Entry:
        """Write that a task went on `day` as in another entry: outcome and channel, and no more.

        Raises:
            FutureDay: the day has not come yet; nothing was written.
        """
        return self.log(like.task, like.outcome, channel=like.channel, day=day)

    def edit(self, entry: Entry, **fields: Any) -> Entry:  # noqa: ANN401 - the fields of an Entry
        """Change an entry; `updated_at` follows by itself.

        Raises:
            FutureDay: the new day has not come yet; the entry is unchanged.
            Forbidden: the channel is the app itself, and the outcome says "without the app".
            BadField: a value is out of range; the entry is unchanged.
        """
        if "day" in fields:
            fields["day"] = self.context.past(fields["day"])
        if fields.get("channel"):
            fields["channel"] = self.channels.find(fields["channel"]).id
        changed = entry.replace(**fields)
        if (changed.channel, changed.outcome) != (entry.channel, entry.outcome):
            changed = changed.replace(channel=self._carrying(changed.channel, changed.outcome))
        if changed == entry:
            return entry
        changed = changed.replace(updated_at=self.context.moment())
        known = self.channels.missing(changed.channel)
        self.store.save("edit", [*known, Change(before=entry, after=changed)])
        return changed

    @property
    def home(self) -> Path:
        """The folder it rests in."""
        return self.store.paths.home

    @property
    def state_folder(self) -> Path:
        """The folder of what belongs to this machine alone."""
        return self.store.paths.state

    @property
    def drafts(self) -> Drafts:
        """The texts that are being typed and not saved yet."""
        return self.store.drafts

    def held(self, entry_id: str) -> Entry | None:
        """The entry of exactly that id; `None` where there is none any more."""
        return self.store.entry(entry_id)

    def checkin(self, day: date) -> CheckIn | None:
        """The check-in of a day, to go on writing in it, though a month be damaged."""
        return self.store.checkin(day)

    def entry(self, entry_id: str) -> Entry:
        """The entry of that id, or of an id that begins like that and no other does; "last": recorded last.

        Raises:
            NoSuch: there is none.
        """
        if plain(entry_id) in LAST:
            found = self.journal.recorded_last()
        else:
            found = self.store.entry(entry_id) or self.journal.by_start_of_id(entry_id)
        if found is None:
            raise NoSuch("entry", entry_id)
        return found

    def written(self, record_id: str) -> Entry | CheckIn:
        """The entry of that id, or the check-in of that day.

        Raises:
            NoSuch: there is none.
        """
        return self._checkin_of(record_id) or self.entry(record_id)

    def delete(self, record_id: str) -> Entry | CheckIn:
        """Delete an entry, or the check-in of a day; undo brings it back.

        Raises:
            NoSuch: there is none of that id or day.
        """
        record = self.written(record_id)
        self.context.drop("delete", record)
        return record

    def check_in(self, day: date | None = None, **answers: Any) -> CheckIn:  # noqa: ANN401 - answers of many types
        """Write answers of a day's check-in; those not given stay as they were, `None` takes one back.

        Raises:
            FutureDay: that day has not come yet.
            BadField: an answer is out of range; nothing was written.
        """
        day = self.context.past(day)
        held = self.store.checkin(day)
        moment = self.context.moment()
        before = held or CheckIn(day=day, recorded_at=moment, updated_at=moment)
        after = before.replace(**answers)
        if held is not None and after == held:
            return held
        after = after.replace(updated_at=moment)
        self.store.save("checkin", [Change(before=held, after=after)])
        return after

    def urge_watched(self, before: int | None, after: int | None, said: str) -> CheckIn:
        """Keep what was rated around an urge: the strongest in the check-in, `said` in its note."""
        held = self.day().checkin
        note = "\n".join(part for part in (held.note if held else "", said) if part)
        rated = [value for value in (before, after, held.urge if held else None) if value is not None]
        return self.check_in(note=note, urge=max(rated, default=None))

    def snapshot(self, *, versions: bool = False) -> Snapshot:
        """The whole diary as one value; with `versions`, also which version each record is."""
        book, span = self.context.book, self.store.span()
        return Snapshot(
            app=book.life.app,
            left=book.life.left,
            how=book.life.how,
            until=book.life.until,
            trial=book.trial,
            past_trials=tuple(trial for trial in book.trials if trial != book.trial),
            tasks=book.tasks,
            channels=book.channels,
            entries=tuple(self.store.entries(span.first, span.last)) if span else (),
            checkins=tuple(self.store.checkins(span.first, span.last)) if span else (),
            contacts=self.store.contacts(),
            steps=book.steps,
            pauses=book.pauses,
            lineages=self.store.lineages() if versions else {},
        )

    def take_in(self, snapshot: Snapshot, *, restore: bool = False) -> MergeCounts:
        """Join another copy of a diary into this one; nothing here is lost by it.

        What was deleted or purged here stays so; with `restore`, what was deleted comes back.

        Where no trial is written, a task's days on the list begin with its first entry there: so old weeks
        count. A copy that names its versions is joined as it stands.
        """
        if self.context.book.trial is not None or snapshot.trial is not None or snapshot.lineages:
            return self.store.merge(snapshot, restore=restore)
        first: dict[str, date] = {}
        for entry in snapshot.entries:
            first[entry.task] = min(entry.day, first.get(entry.task, entry.day))
        dated_back = [
            Change(before=task, after=task.replace(since=first[task.id]))
            for task in self.context.book.tasks
            if task.listed and first.get(task.id, task.since) < task.since
        ]
        return self.store.merge(snapshot, dated_back, restore=restore)

    def days_before_trial(self, snapshot: Snapshot) -> int:
        """How many written days of another diary lie before the trial here: in the journal, in no week."""
        trial = self.context.book.trial
        if trial is None:
            return 0
        written = {entry.day for entry in snapshot.entries} | {checkin.day for checkin in snapshot.checkins}
        return sum(day < trial.start for day in written)

    def _carrying(self, channel_id: str | None, outcome: Outcome) -> str | None:
        """The channel to write: through another person's account the app is carried by that person.

        Raises:
            Forbidden: the app itself is said to have been the way without it.
        """
        self.channels.check(channel_id, outcome)
        if outcome is Outcome.PROXY and self.channels.is_the_app(channel_id):
            return SOMEONE
        return channel_id

    def _off_list(self, task: str) -> list[Change]:
        try:
            self.basket.find(task)
        except NoSuch:
            return [Change(after=self.basket.made(task, listed=False))]
        return []

    def _checkin_of(self, text: str) -> CheckIn | None:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return None
        return self.store.checkin(day)
