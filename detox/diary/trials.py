"""The trial: what was written before it began, how far it is, and what it says at its end."""

from collections.abc import Iterable
from datetime import date, timedelta

from detox.diary.answers import answer_of_first_method, without_words
from detox.diary.context import DiaryContext
from detox.diary.figures import Figures
from detox.diary.freezing import refuse_unreadable, unreadable, without_lines
from detox.domain.dated_states import counted_days
from detox.domain.dates import ONE_DAY, Span, week_number, week_span
from detox.domain.entries import Task
from detox.domain.facts import Evidence
from detox.domain.kept_readings import frozen, kept_reading, reading_of, with_look
from detox.domain.readings import Reading, ReadingKind
from detox.domain.settled import SOONEST_END, Settled, settled_on, too_near
from detox.domain.trial import WINDOW, Choice, Ending, Rule, Trial, written_down
from detox.domain.verdict import Verdict, read_and_kept, verdict
from detox.errors import Forbidden, NoSuch
from detox.storage.store import RecordVersion
from detox.storage.transaction import Change

DAYS_A_WEEK = 7


class Trials:
    """The trial that is shown, and the way to the next one."""

    def __init__(self, context: DiaryContext, figures: Figures) -> None:
        self._context = context
        self._figures = figures

    def current(self) -> Trial | None:
        """The trial that is shown; `None` before one was written down."""
        return self._context.book.trial

    def earlier(self) -> tuple[Trial, ...]:
        """The trials before the one that is shown, the oldest first."""
        shown = self.current()
        if shown is None:
            return ()
        before = (trial for trial in self._context.book.trials if trial.start < shown.start)
        return tuple(sorted(before, key=lambda trial: trial.start))

    def answers_before(self) -> dict[int, tuple[Trial, Verdict]]:
        """The earlier trials whose rule was read, counted from 1, each with the answer that was kept."""
        today = self._context.today
        return {
            n: (trial, self._answer(trial, kept, max(today, trial.first_end + ONE_DAY)))
            for n, trial in enumerate(self.earlier(), 1)
            if (kept := kept_reading(trial)) is not None
        }

    def answer_before(self, n: int) -> tuple[Trial, Verdict]:
        """One of them.

        Raises:
            NoSuch: there is no such trial, or its rule was never read.
        """
        found = self.answers_before()
        if n not in found:
            raise NoSuch("trial", str(n), tuple(map(str, found)))
        return found[n]

    def needed(self) -> Trial:
        """The trial that is shown.

        Raises:
            Forbidden: none was written down.
        """
        trial = self.current()
        if trial is None:
            raise Forbidden("no trial" if self._context.book.tasks else "not started")
        return trial

    def over(self) -> bool:
        """Whether the trial has come to its end: a rule's last day has passed, or it was stopped or read."""
        trial = self.current()
        if trial is None:
            return False
        return (
            trial.stopped_on is not None
            or self._context.today > trial.earlier_end
            or kept_reading(trial) is not None
        )

    def may_be_read(self) -> bool:
        """Whether the first rule's last day has passed; a trial that was stopped before is never read."""
        trial = self.current()
        if trial is None or trial.stopped_on is not None:
            return False
        return self._context.today > trial.first_end or kept_reading(trial) is not None

    def unread(self) -> bool:
        """Whether its rule may be read, and was not."""
        trial = self.current()
        return trial is not None and self.may_be_read() and kept_reading(trial) is None

    def logged_days(self) -> tuple[int, int]:
        """Days written so far in the trial, of how many that have passed."""
        trial = self.needed()
        last = min(self._context.today, trial.stopped_on or trial.end)
        if last < trial.start:
            return 0, 0
        span = Span(first=trial.start, last=last)
        counted = counted_days(self._context.book.pauses, span.first, span.last, method=trial.method)
        return self._figures.logged_days(span), len(counted)

    def verdict(self, *, preview: bool = False) -> Verdict:
        """What may be shown of the rule now: what was read and kept, else only how much data there is.

        Nothing is read by it. A preview, before the end, has the values of the days so far and no word.

        Raises:
            Forbidden: there is no trial.
        """
        trial, today = self.needed(), self._context.today
        kept = kept_reading(trial)
        if kept is not None:  # whatever the clock says now
            return self._answer(trial, kept, max(today, trial.first_end + ONE_DAY))
        asked = trial if trial.method > 1 else trial.replace(amendments=())
        day = min(today, trial.first_end)
        preview = preview and day == today and trial.stopped_on is None
        found = verdict(asked, self._evidence(trial), today=day, preview=preview)
        return without_words(found, values=preview)

    def verdict_at_end(self) -> Verdict | None:
        """The same from the trial's last day on; `None` before it, while its days are still to come."""
        trial = self.current()
        return None if trial is None or self._context.today < trial.first_end else self.verdict()

    def _answer(self, trial: Trial, kept: Reading, today: date) -> Verdict:
        """The reading that was kept, and what it would be with what was written since."""
        evidence = self._evidence(trial)
        if trial.method == 1:
            return answer_of_first_method(trial, evidence, kept)
        found = verdict(trial, evidence, today=today)
        changed = kept_reading(trial, ReadingKind.CHANGED)
        read = reading_of(changed.figures) if changed and changed.figures else None
        return found.replace(changed=read)

    def settled(self) -> Settled | None:
        """What no later writing can change; `None` once the rule may be read, and by the first method.

        Raises:
            Forbidden: there is no trial.
        """
        trial = self.needed()
        if trial.method == 1 or self.over():
            return None
        return settled_on(trial, self._evidence(trial))

    def read(self) -> Trial:
        """Read the rule, and keep what it says: from then on that answer stays. The trial with the reading.

        The rule as it was changed later is kept the same way after its own end. Nothing is written twice,
        and no undo takes it back.

        Raises:
            Forbidden: there is no trial, its end is not over, or it was stopped.
        """
        trial, today = self.needed(), self._context.today
        if not self.may_be_read():
            if trial.stopped_on is not None:
                raise Forbidden("trial stopped")
            raise Forbidden("trial not over", day=trial.day_number(today), days=trial.days)
        made = read_and_kept(trial, self._evidence(trial), today=today, moment=self._context.moment())
        return self._kept("trial read", trial, made)

    def look(self) -> Trial:
        """Note that somebody looked ahead today; one look a day is kept.

        Raises:
            Forbidden: there is no trial, or nothing to look ahead to.
        """
        trial = self.needed()
        if self.over():
            raise Forbidden("no preview")
        made = with_look(
            trial, time=self._context.moment(), day=max(0, trial.day_number(self._context.today))
        )
        return self._kept("trial look", trial, made)

    def _kept(self, deed: str, trial: Trial, made: Trial) -> Trial:
        if made != trial:
            self._context.store.save(deed, [Change(before=trial, after=made)], undoable=False)
        return made

    def offered(self, rule: Rule, *, tasks: Iterable[Task] | None = None) -> tuple[Rule, dict[str, str]]:
        """A rule without the lines that cannot be read here, and why not; on these tasks, or the diary's."""
        refused = self.unreadable(rule, tasks=tasks)
        return without_lines(rule, refused), refused

    def unreadable(self, rule: Rule, *, tasks: Iterable[Task] | None = None) -> dict[str, str]:
        """The lines of a rule that cannot be read here, with the reason; on these tasks, or the diary's."""
        blank = written_down(rule, start=self._context.today)
        return unreadable(rule, self._frozen(blank, tasks))

    def _frozen(self, trial: Trial, tasks: Iterable[Task] | None = None) -> Trial:
        listed = self._context.book.tasks if tasks is None else tasks
        return frozen(trial, listed, self._context.store.contacts())

    def _evidence(self, trial: Trial) -> Evidence:
        return self._figures.evidence(Span(first=trial.start, last=max(trial.start, trial.later_end)))

    def price_span(self, found: Verdict) -> Span:
        """The days whose price is told: those the rule read, of a stopped trial those it lasted."""
        trial = self.needed()
        stopped = trial.stopped_on
        return found.window if stopped is None else Span(first=trial.start, last=max(trial.start, stopped))

    def new(self, trial: Trial) -> Trial:
        """Write down a further trial, frozen with the list and the people of now; the one before it is kept.

        Raises:
            Forbidden: one is running, one of the same first day was looked at, or a line cannot be read.
        """
        book, held = self._context.book, self.current()
        if not book.tasks:
            raise Forbidden("not started")
        if held is not None and not self.over():
            raise Forbidden("trial running")
        before = next((past for past in book.trials if past.id == trial.id), None)
        if before is not None and before.readings:
            raise Forbidden("trial was read", day=trial.start)
        made = self._frozen(trial)
        refuse_unreadable(made, made)
        life = book.life if book.life.trial or book.life.app else None
        self._context.store.save(
            "trial new",
            [
                Change(before=before, after=made),
                Change(before=life, after=book.life.replace(trial=made.id)),
            ],
        )
        return made

    def rivals(self) -> tuple[Trial, ...]:
        """Trials of other machines that run at the same time as the one that stands, by first day."""
        return self._context.book.rivals

    def versions(self) -> tuple[RecordVersion, ...]:
        """What the trial that stands says, where two machines began it on one day or changed it apart."""
        shown = self.current()
        several = shown is not None and any(
            isinstance(record, Trial) and record.id == shown.id
            for record in self._context.store.several_beside()
        )
        return self._context.store.versions(shown) if shown is not None and several else ()

    def amend(self, rule: Rule, reason: str) -> Trial:
        """Change the rule; the change is dated, its reason and the data seen by then are kept with it.

        Raises:
            Forbidden: there is no trial, it is over, no reason was given, the rule is as it was, its end is
                nearer than a week, or a line cannot be read.
            BadField: the rule makes no sense; nothing was written.
        """
        trial = self.needed()
        self._check_change(trial, rule, reason)
        changed = trial.amended(
            rule,
            time=self._context.moment(),
            day=trial.day_number(self._context.today),
            logged=self.logged_days()[0],
            reason=reason.strip(),
        )
        self._context.change("trial amend", trial, changed)
        return changed

    def _check_change(self, trial: Trial, rule: Rule, reason: str) -> None:
        today = self._context.today
        if self.over():
            raise Forbidden("read already" if kept_reading(trial) else "too late")
        if not reason.strip():
            raise Forbidden("reason needed")
        if rule == trial.rule:
            raise Forbidden("same rule")
        end = trial.start + timedelta(days=rule.days - 1)
        if rule.days != trial.rule.days and too_near(today, end):
            raise Forbidden("end too near", day=today + timedelta(days=SOONEST_END))
        now = self._frozen(trial)
        refuse_unreadable(rule, now, known=unreadable(trial.rule, now))

    def choose(self, chosen: Choice, *, leave_out: bool = False) -> Trial:
        """Write down what comes after the trial, free of what the verdict says; what it was before is kept.

        An extension begins the further trial as the same deed.

        Args:
            chosen: the choice, of today.
            leave_out: whether an extension may leave out the lines of the rule that it is too short for.

        Raises:
            Forbidden: there is no trial, it is not over, or lines would be left out; nothing was written.
        """
        trial = self.needed()
        if not self.over():
            day = trial.day_number(self._context.today)
            if day < 1:
                raise Forbidden("trial not begun", day=trial.start)
            raise Forbidden("trial not over", day=day, days=trial.rule.days)
        held = trial.choice
        if held is not None:  # one choice holds at a time; the earlier ones are kept, and limit nothing
            chosen = chosen.replace(past=(*held.past, held.replace(past=())))
        decided = trial.replace(choice=chosen)
        changes = [Change(before=trial, after=decided)]
        if chosen.what is Ending.EXTEND:
            changes += self._extension(decided, chosen.weeks or 4, leave_out=leave_out)
        self._context.store.save("trial choose", changes)
        return decided

    def further(self, trial: Trial, weeks: int) -> tuple[Trial, dict[str, str]]:
        """The trial that goes on from one for some weeks more, and the lines it is too short for, with why.

        It begins with the next week of the old grid, by the rule that stood last, on the list of now.
        """
        days = weeks * DAYS_A_WEEK
        rule = trial.rule.replace(days=days, window=min(WINDOW, days))
        start = self._next_start(trial)
        left_out = self.unreadable(rule)
        rule = without_lines(rule, left_out)
        made = written_down(rule, start=start, sentence=trial.sentence)
        return self._frozen(made.replace(continues=trial.start)), left_out

    def first_day(self) -> date:
        """The day on which a trial that is written down now begins: today, or where a further one may."""
        trial = self.current()
        return self._context.today if trial is None else self._next_start(trial)

    def _next_start(self, trial: Trial) -> date:
        """The first day of the next week of its grid, after its end, and no first day of another trial."""
        today, taken = self._context.today, {past.start for past in self._context.book.trials}
        ended = trial.last_day
        start = week_span(week_number(max(today, ended), trial.start) + 1, trial.start).first
        while start in taken:
            start += timedelta(days=DAYS_A_WEEK)
        return start

    def _extension(self, trial: Trial, weeks: int, *, leave_out: bool) -> list[Change]:
        made, left_out = self.further(trial, weeks)
        if left_out and not leave_out:
            raise Forbidden("lines left out", lines=tuple(left_out), weeks=weeks)
        book = self._context.book
        life = book.life if book.life.trial or book.life.app else None
        return [
            Change(after=made),
            Change(before=life, after=book.life.replace(trial=made.id)),
        ]

    def end(self, why: str = "") -> Trial:
        """Stop the trial today; stopping early is a decision, and what comes next may be chosen later.

        Raises:
            Forbidden: there is no trial, or it is over.
        """
        trial = self.needed()
        if self.over():
            raise Forbidden("too late")
        return self._decided(trial, Choice(on=self._context.today, what=Ending.LATER, why=why))

    def _decided(self, trial: Trial, choice: Choice) -> Trial:
        changed = trial.replace(choice=choice)
        self._context.change("trial choose", trial, changed)
        return changed
