"""What the method's claims rest on: how often it cries wolf, how often it sees, what it costs.

Run it from the project's root: `python benchmarks/method.py [DIARIES]`.
"""

import sys
from collections import Counter
from datetime import date, timedelta
from statistics import fmean
from time import perf_counter

from detox.demo.courses import COURSES, SIGMA
from detox.demo.generator import DAYS, START, TRIVIAL, Made, made_up
from detox.domain.entries import CheckIn, Entry, Outcome, Task
from detox.domain.facts import Evidence
from detox.domain.index import weeks
from detox.domain.record import Record
from detox.domain.trend import Direction, index_trend
from detox.domain.trial import Trial, usual_rule
from detox.domain.verdict import verdict
from detox.domain.weeks import Week

DIARIES = 200
YEARS = 10
ROWS_A_DAY = 20
LIMIT_SECONDS = 0.250
LIMIT_RATIO = 6


class Claims(Record, frozen=True, kw_only=True):
    """What was counted over some diaries of each kind."""

    diaries: int
    stuck: dict[str, int]
    """How the trend of stuck diaries was called at week 12."""
    improving: dict[str, int]
    padding: float
    """By how many points padding moved the mean index of improving diaries, at most of both kinds."""
    stuck_padding: float

    @property
    def false_down(self) -> float:
        """The share of stuck diaries that were called going down."""
        return self.stuck.get(Direction.DOWN, 0) / self.diaries

    @property
    def true_down(self) -> float:
        """The share of improving diaries that were."""
        return self.improving.get(Direction.DOWN, 0) / self.diaries


def claims(diaries: int = DIARIES) -> Claims:
    """Draw so many diaries of each kind and call their trends."""
    drawn = {name: [_weeks(made_up(COURSES[name], seed)) for seed in range(diaries)] for name in _KINDS}
    return Claims(
        diaries=diaries,
        stuck=_calls(drawn["stuck"]),
        improving=_calls(drawn["improving"]),
        padding=abs(_mean_index(drawn["padded"]) - _mean_index(drawn["improving"])),
        stuck_padding=abs(_mean_index(drawn["stuck and padded"]) - _mean_index(drawn["stuck"])),
    )


def ten_years() -> tuple[float, float]:
    """Seconds for index, trend and verdict of ten years, and for merely summing their entries into weeks."""
    tasks, entries, checkins = _decade()
    last = entries[-1].day
    start = entries[0].day
    trial = Trial(start=last - timedelta(days=DAYS - 1), need=4, criteria=usual_rule().criteria)
    evidence = Evidence(tasks=tasks, rows=entries, checkins=checkins)

    def reckon() -> None:
        index_trend(weeks(tasks, entries, checkins, start=start, until=last))
        verdict(trial, evidence, today=last)

    return _best(reckon), _best(lambda: _sum_by_week(entries, start))


_KINDS = ("stuck", "improving", "padded", "stuck and padded")


def _weeks(made: Made) -> list[Week]:
    last = START + timedelta(days=DAYS - 1)
    return weeks(made.tasks, made.entries, made.checkins, start=START, until=last)


def _calls(drawn: list[list[Week]]) -> dict[str, int]:
    return dict(Counter(str(index_trend(found).call) for found in drawn))


def _mean_index(drawn: list[list[Week]]) -> float:
    return fmean(week.index for found in drawn for week in found if week.index is not None)


def _decade() -> tuple[list[Task], list[Entry], list[CheckIn]]:
    """Twelve weeks again and again until they are ten years, with entries doubled up to twenty a day."""
    made = made_up(COURSES["sample"], 7)
    by_day: dict[int, list[Entry]] = {}
    for entry in made.entries:
        by_day.setdefault((entry.day - START).days, []).append(entry)
    first = date(2013, 1, 7)
    entries, checkins = [], []
    written = sorted(by_day)
    for n in range(YEARS * 365):
        day = first + timedelta(days=n)
        source = by_day[written[n % len(written)]]
        entries += [_moved(source[k % len(source)], day) for k in range(ROWS_A_DAY)]
        checkins.append(made.checkins[n % len(made.checkins)].replace(day=day))
    tasks = [task.replace(since=first) for task in made.tasks]
    return tasks, entries, checkins


def _moved(entry: Entry, day: date) -> Entry:
    return entry.replace(day=day)


def _sum_by_week(entries: list[Entry], start: date) -> dict[int, dict[Outcome, list[int]]]:
    """Entries and minutes by week and outcome: what any figure by week has to do at least."""
    found: dict[int, dict[Outcome, list[int]]] = {}
    for entry in entries:
        of_week = found.setdefault((entry.day - start).days // 7, {})
        sums = of_week.setdefault(entry.outcome, [0, 0])
        sums[0] += 1
        sums[1] += entry.minutes or 0
    return found


def _best(work: object, times: int = 5) -> float:
    seconds = []
    for _ in range(times):
        begun = perf_counter()
        work()
        seconds.append(perf_counter() - begun)
    return min(seconds)


def main() -> int:
    """Print every figure with its limit; the exit code says whether all limits hold."""
    diaries = int(sys.argv[1]) if len(sys.argv) > 1 else DIARIES
    found = claims(diaries)
    seconds, summing = ten_years()
    print(f"{diaries} invented diaries of {DAYS} days of each kind, seeds 0..{diaries - 1}; 20 tasks.")
    print(
        f"Minutes log-normal, sigma {SIGMA}; days hard or easy by AR(1) 0.6, sd 0.5, moving 8 % of outcomes."
    )
    print("stuck: outcomes stay as at the start. improving: they near their end with 1 to 6 weeks' pace.")
    print(f"padded: six successes more on each written day, half of them {TRIVIAL}, half off the list.")
    print()
    checks = [
        (
            f"stuck diaries called going down   {found.false_down:7.1%}   at most 5 %",
            found.false_down <= 0.05,
        ),
        (
            f"improving called going down       {found.true_down:7.1%}   at least 60 %",
            found.true_down >= 0.60,
        ),
        (
            f"padding moves the mean index by   {found.padding:7.2f}   at most 1.5 points",
            found.padding <= 1.5,
        ),
        (
            f"... where nothing improves        {found.stuck_padding:7.2f}   at most 1.5 points",
            found.stuck_padding <= 1.5,
        ),
        (
            f"ten years reckoned in             {seconds * 1000:6.0f}ms   at most 250 ms",
            seconds <= LIMIT_SECONDS,
        ),
        (
            f"... as a multiple of summing      {seconds / summing:6.1f}x   at most 6 x",
            seconds / summing <= LIMIT_RATIO,
        ),
    ]
    for line, holds in checks:
        print(line, "" if holds else "  NOT HELD")
    print(f"\ncalls: stuck {found.stuck}; improving {found.improving}; summing alone {summing * 1000:.0f} ms")
    return 0 if all(holds for _, holds in checks) else 1


if __name__ == "__main__":
    sys.exit(main())
