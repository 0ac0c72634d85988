"""Sentences about the charts that could be false; the wild ones run in a process of their own."""

import math
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detox import charts
from detox.charts import Ink, Marks, dots, index_chart, outcome_chart, shared_out, week_column, week_step
from detox.charts.plotext_adapter import COLOUR_CODE
from detox.domain.entries import NEEDED, Outcome
from detox.domain.weeks import Status, Week

SIGNS = dict(zip(Outcome, "o~&<_.", strict=True))
COLOURS = dict.fromkeys(Outcome, (47, 181, 140))
INK = Ink(point=(230, 210, 122), muted=(143, 152, 163), line=(57, 64, 74))
ROOT = Path(__file__).parent.parent

WILD = """
import sys
from hypothesis import HealthCheck, given, settings, strategies as st
from tests.test_charts import INK, COLOURS, SIGNS, a_week, is_exactly
from detox.charts import Ink, index_chart, outcome_chart
from detox.domain.entries import Outcome

huge = st.sampled_from([1e300, -1e300, 1e18, float("inf"), float("nan")])
values = st.one_of(st.none(), st.floats(), huge)
some_weeks = st.lists(st.tuples(values, values, values), max_size=int(sys.argv[2]))
end = st.tuples(st.floats(), st.floats())
ends = st.one_of(st.none(), st.tuples(end, end))

@settings(max_examples=int(sys.argv[1]), deadline=None, database=None, derandomize=True,
          suppress_health_check=list(HealthCheck))
@given(some_weeks, st.integers(0, 300), st.integers(0, 100), st.booleans(), ends)
def every_chart_has_its_size(rows, width, height, coloured, trend):
    weeks = [a_week(n, index, low=low, high=high) for n, (index, low, high) in enumerate(rows)]
    is_exactly(index_chart(weeks, width, height, INK if coloured else Ink(), trend=trend), width, height)
    is_exactly(outcome_chart(weeks, width, height, COLOURS if coloured else {}, SIGNS), width, height)

every_chart_has_its_size()
"""


def a_week(
    n: int,
    index: float | None,
    *,
    low: float | None = None,
    high: float | None = None,
    status: Status = Status.OK,
    outcomes: dict[Outcome, int] | None = None,
) -> Week:
    first = date(2022, 10, 17) + timedelta(days=7 * n)
    return Week(
        week=n + 1,
        start=first,
        end=first + timedelta(days=6),
        status=status,
        index=index,
        se=None,
        low=low,
        high=high,
        coverage=1.0,
        fresh=1.0,
        stale=0.0,
        events=12,
        never_answered=0,
        not_come_up=0,
        by_category={},
        outcomes={Outcome.DIRECT: 6, Outcome.WORKAROUND: 3} if outcomes is None else outcomes,
        minutes=28,
        favours=1,
        logged_days=7,
        normal_days=5,
        normal_answers=7,
        means={},
        note=None,
    )


def is_exactly(text: str, width: int, height: int) -> None:
    bare = COLOUR_CODE.sub("", text)
    lines = bare.split("\n") if height else []
    assert [len(line) for line in lines] == [width] * height


def lines_of(text: str) -> list[str]:
    return COLOUR_CODE.sub("", text).split("\n")


def run_wild(examples: int, weeks: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", WILD, str(examples), str(weeks)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False)


def test_nothing_that_floats_can_hold_aborts_the_process() -> None:
    done = run_wild(40, 30)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.thorough
@pytest.mark.timeout(900)
def test_nothing_that_floats_can_hold_aborts_the_process_at_length() -> None:
    done = run_wild(1500, 600)

    assert (done.returncode, done.stderr) == (0, "")


def test_a_point_stands_in_its_own_column_at_its_own_height() -> None:
    weeks = [a_week(n, index) for n, index in enumerate((100.0, 50.0, 0.0))]

    lines = lines_of(index_chart(weeks, 65, 9, INK))

    for place, row in ((0, 0), (1, 4), (2, 8)):
        assert lines[row][week_column(place, 3, 65)] == "●"


def test_thin_weeks_are_hollow_and_empty_weeks_are_not_drawn() -> None:
    weeks = [a_week(0, 50.0, status=Status.TOO_FEW), a_week(1, None, status=Status.NO_DATA)]

    drawn = index_chart(weeks, 65, 9, INK)

    assert (drawn.count("○"), drawn.count("●")) == (1, 0)


def test_a_whisker_spans_the_likely_range_and_spares_the_point() -> None:
    lines = lines_of(index_chart([a_week(0, 50.0, low=20.0, high=80.0)], 65, 13, INK))

    column = "".join(line[week_column(0, 1, 65)] for line in lines)
    assert column == "╌ ╷│││●│││╵ ─"


def test_a_gap_splits_the_line_of_many_weeks() -> None:
    weeks = [a_week(n, None if 20 <= n < 30 else 40.0) for n in range(52)]

    lines = lines_of(index_chart(weeks, 65, 9, INK))

    row = next(line for line in lines if any("⠀" < sign <= "⣿" for sign in line))
    assert row[charts.AXIS + 26 : charts.AXIS + 33].strip() == ""
    assert " " not in row[charts.AXIS : charts.AXIS + 20]


def test_the_axis_says_its_five_numbers_on_their_own_lines() -> None:
    lines = lines_of(index_chart([], 65, 9, INK))

    assert [line[:3].strip() for line in lines] == ["100", "", "75", "", "50", "", "25", "", "0"]


def test_without_colour_a_chart_holds_no_colour_code() -> None:
    assert "\x1b" not in index_chart([a_week(0, 50.0)], 65, 9, Ink())


def test_the_same_values_give_the_same_bytes() -> None:
    weeks = [a_week(n, 10.0 * n) for n in range(8)]

    assert index_chart(weeks, 65, 9, INK) == index_chart(weeks, 65, 9, INK)


def test_without_the_drawing_library_the_numbers_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charts, "available", lambda: False)

    drawn = index_chart([a_week(0, 53.5, low=44.0, high=63.0)], 65, 9, INK, marks=Marks())

    is_exactly(drawn, 65, 9)
    assert drawn.split("\n")[0].split() == ["1", "53.5", "44-63"]


def test_stacked_bars_leave_a_week_without_entries_blank() -> None:
    weeks = [a_week(0, None, outcomes={}), a_week(1, 50.0)]

    lines = lines_of(outcome_chart(weeks, 65, 9, {}, SIGNS))

    assert {line[5:9] for line in lines} == {"    "}
    assert [line[10:14] for line in lines].count("oooo") == 6


@given(st.lists(st.integers(0, 400), min_size=len(NEEDED), max_size=len(NEEDED)), st.integers(0, 40))
@settings(max_examples=60)
def test_shares_fill_every_cell_and_stay_within_one_of_their_due(counts: list[int], cells: int) -> None:
    shares = shared_out(counts, cells)

    total = sum(counts)
    assert sum(shares) == (cells if total else 0)
    for count, share in zip(counts, shares, strict=True):
        assert abs(share - (count * cells / total if total else 0)) < 1 or math.isclose(share, 0)


@given(st.integers(0, 400), st.integers(6, 300))
@settings(max_examples=60)
def test_every_week_stands_inside_the_plot(weeks: int, width: int) -> None:
    columns = [week_column(place, weeks, width) for place in range(weeks)]

    assert all(charts.AXIS <= column < width for column in columns)
    assert 0 <= week_step(weeks, width) <= charts.WIDEST_WEEK


def test_every_dot_stands_in_its_own_half_column_and_quarter_row() -> None:
    for half_column in range(12):
        for quarter in range(12):
            rows = dots([(half_column, (quarter + 0.5) / 12 * 100)], 6, 3)

            (row, column) = next(
                (n, m) for n, row in enumerate(rows) for m, sign in enumerate(row) if sign != " "
            )
            pattern = ord(rows[row][column]) - 0x2800
            assert column == half_column // 2
            assert row == 2 - quarter // 4
            assert (
                pattern == ((0x40, 0x04, 0x02, 0x01), (0x80, 0x20, 0x10, 0x08))[half_column % 2][quarter % 4]
            )


@given(st.lists(st.tuples(st.floats(), st.floats()), max_size=4), st.integers(0, 9), st.integers(0, 5))
@settings(max_examples=40, deadline=None)
def test_dots_have_their_size_whatever_they_are(points: list[charts.Point], width: int, height: int) -> None:
    assert [len(row) for row in dots(points, width, height)] == [width] * height
