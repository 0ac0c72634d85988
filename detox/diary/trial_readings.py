"""Reading the trial's rule: what is settled before its end, and the answer that stays."""

from detox.diary.context import DiaryContext
from detox.diary.trials import Trials
from detox.domain.kept_readings import with_look
from detox.domain.settled import Settled, settled_on
from detox.domain.trial import Trial
from detox.domain.verdict import read_and_kept
from detox.errors import Forbidden


class TrialReadings:
    """What the rule of the trial that is shown says, when it is read."""

    def __init__(self, context: DiaryContext, trials: Trials) -> None:
        self._context = context
        self._trials = trials

    def settled(self) -> Settled | None:
        """What no later writing can change; `None` once the rule may be read, and by the first method.

        Raises:
            Forbidden: there is no trial.
        """
        trial = self._trials.needed()
        if trial.method == 1 or self._context.today > trial.first_end:
            return None
        return settled_on(trial, self._trials.evidence(trial))

    def read(self) -> Trial:
        """Read the rule, and keep what it says: from then on that answer stays. The trial with the reading.

        The rule as it was changed later is kept the same way after its own end. Nothing is written twice.

        Raises:
            Forbidden: there is no trial, or its end is not over.
        """
        trial, today = self._trials.needed(), self._context.today
        if today <= trial.first_end:
            raise Forbidden("trial not over", day=trial.day_number(today), days=trial.days)
        moment = self._context.moment()
        made = read_and_kept(trial, self._trials.evidence(trial), today=today, moment=moment)
        self._context.change("trial read", trial, made)
        return made

    def look(self) -> Trial:
        """Note that somebody looked ahead today; one look a day is kept.

        Raises:
            Forbidden: there is no trial.
        """
        trial = self._trials.needed()
        made = with_look(trial, time=self._context.moment(), day=trial.day_number(self._context.today))
        self._context.change("trial look", trial, made)
        return made
