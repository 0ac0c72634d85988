"""The trial: what was written before it began, how far it is, and what it says at its end."""

from datetime import date

from detox.diary.context import DiaryContext
from detox.diary.figures import Figures
from detox.domain.dated_states import counted_days
from detox.domain.dates import Span
from detox.domain.facts import Evidence
from detox.domain.trial import Choice, Ending, Rule, Trial
from detox.domain.verdict import Verdict, verdict
from detox.errors import Forbidden
from detox.storage.transaction import Change


class Trials:
    """The trial that is shown, and the way to the next one."""

    def __init__(self, context: DiaryContext, figures: Figures) -> None:
        self._context = context
        self._figures = figures

    def current(self) -> Trial | None:
        """The trial that is shown; `None` before one was written down."""
        return self._context.book.trial

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
        """Whether the trial's last day has passed into the evening, or it was ended early."""
        trial = self.current()
        return trial is not None and (self.ended_on(trial) is not None or self._context.today >= trial.end)

    def ended_on(self, trial: Trial) -> date | None:
        """The day a trial was stopped before its end; `None` where it was not."""
        return trial.choice.on if trial.choice and trial.choice.on < trial.end else None

    def logged_days(self) -> tuple[int, int]:
        """Days written so far in the trial, of how many that have passed."""
        trial = self.needed()
        last = min(self._context.today, trial.end)
        if last < trial.start:
            return 0, 0
        span = Span(first=trial.start, last=last)
        counted = counted_days(self._context.book.pauses, span.first, span.last, method=trial.method)
        return self._figures.logged_days(span), len(counted)

    def verdict(self, *, preview: bool = False) -> Verdict:
        """The rule, read at the end; before it only how much data there is, unless a preview is asked for.

        Raises:
            Forbidden: there is no trial.
        """
        trial = self.needed()
        return verdict(trial, self.evidence(trial), today=self._context.today, preview=preview)

    def evidence(self, trial: Trial) -> Evidence:
        """Everything written in its days that a verdict may look at."""
        return self._figures.evidence(Span(first=trial.start, last=max(trial.start, trial.later_end)))

    def price_span(self, found: Verdict) -> Span:
        """The days whose price is told: those the rule read, of a stopped trial those it lasted."""
        trial = self.needed()
        stopped = self.ended_on(trial)
        return found.window if stopped is None else Span(first=trial.start, last=max(trial.start, stopped))

    def new(self, trial: Trial) -> Trial:
        """Write down a further trial; the one before it is kept among the past ones.

        Raises:
            Forbidden: one is running.
        """
        book, held = self._context.book, self.current()
        if not book.tasks:
            raise Forbidden("not started")
        if held is not None and not self.over():
            raise Forbidden("trial running")
        before = next((past for past in book.trials if past.id == trial.id), None)
        life = book.life if book.life.trial or book.life.app else None
        self._context.store.save(
            "trial new",
            [
                Change(before=before, after=trial),
                Change(before=life, after=book.life.replace(trial=trial.id)),
            ],
        )
        return trial

    def amend(self, rule: Rule, reason: str) -> Trial:
        """Change the rule; the change is dated, its reason and the data seen by then are kept with it.

        Raises:
            Forbidden: there is no trial, it is over, no reason was given, or the rule is as it was.
            BadField: the rule makes no sense; nothing was written.
        """
        trial = self.needed()
        if self.over():
            raise Forbidden("too late")
        if not reason.strip():
            raise Forbidden("reason needed")
        if rule == trial.rule:
            raise Forbidden("same rule")
        changed = trial.amended(
            rule,
            time=self._context.moment(),
            day=trial.day_number(self._context.today),
            logged=self.logged_days()[0],
            reason=reason.strip(),
        )
        self._context.change("trial amend", trial, changed)
        return changed

    def choose(self, what: Ending, why: str = "") -> Trial:
        """Write down what comes after the trial, free of what the verdict says; earlier reasons stay.

        Raises:
            Forbidden: there is no trial, or it is not over.
        """
        trial = self.needed()
        if not self.over():
            raise Forbidden("trial not over", day=trial.day_number(self._context.today), days=trial.rule.days)
        held = trial.choice or Choice(on=self._context.today, what=what)
        lines = dict.fromkeys([*held.why.splitlines(), *why.splitlines()])
        return self._decided(trial, held.replace(what=what, why="\n".join(lines)))

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
