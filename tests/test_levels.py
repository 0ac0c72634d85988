"""Sentences about heights in a drawing that could be false: from a value to cells."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detox.charts.levels import (
    EIGHTHS,
    MARKER,
    bounds_of,
    height_of,
    marker_at,
    marker_cell,
    marker_rows,
    split_cell,
    tick_row,
)


@pytest.mark.parametrize("rows", [12, 20])
def test_four_indexes_a_point_apart_stand_at_four_heights(rows: int) -> None:
    starts = [marker_at(value, rows) for value in (31.0, 32.0, 33.0, 34.0)]

    assert len(set(starts)) == 4
    assert starts == sorted(starts)


def test_the_weeks_33_31_34_and_32_of_a_life_differ() -> None:
    life = (32.76, 30.6, 34.24, 31.77)

    drawn = [_signs(marker_at(value, 12)) for value in life]

    assert len(set(drawn)) == 4


def _signs(start: int) -> tuple[tuple[int, str], ...]:
    rows = marker_rows(start).items()
    return tuple((row, marker_cell(*part, "marker", "band").sign) for row, part in rows)


@given(st.floats(0, 100), st.integers(1, 60))
@settings(max_examples=200)
def test_a_marker_is_at_most_an_eighth_and_a_half_from_its_value(value: float, rows: int) -> None:
    start = marker_at(value, rows)

    exact = value / 100 * rows * EIGHTHS
    lowest, highest = MARKER / 2, rows * EIGHTHS - MARKER / 2
    assert abs(start + MARKER / 2 - min(highest, max(lowest, exact))) <= 1.5
    assert 0 <= start <= rows * EIGHTHS - MARKER


@given(st.floats(0, 100), st.integers(1, 60))
@settings(max_examples=200)
def test_a_marker_needs_no_third_ink_in_any_cell(value: float, rows: int) -> None:
    parts = marker_rows(marker_at(value, rows)).values()

    assert all(first == 0 or end == EIGHTHS for first, end in parts)
    assert sum(end - first for first, end in parts) == MARKER


def test_more_is_never_drawn_lower() -> None:
    for rows in (5, 6, 7, 12, 20):
        starts = [marker_at(value / 4, rows) for value in range(401)]
        assert starts == sorted(starts)


def test_a_cell_is_ground_above_and_ink_below() -> None:
    cell = split_cell(3, "low", "high")

    assert (cell.sign, cell.ink, cell.ground) == ("▃", "low", "high")
    assert split_cell(0, "low", "high").ground == "high"
    assert split_cell(8, "low", "high").ground == "low"


@pytest.mark.parametrize(
    ("rows", "ticks"),
    [(6, [0, 1, 2, 4, 5]), (7, [0, 1, 3, 5, 6]), (12, [0, 2, 5, 8, 11]), (20, [0, 4, 9, 14, 19])],
)
def test_the_numbers_of_the_axis_stand_in_the_rows_of_their_values(rows: int, ticks: list[int]) -> None:
    assert [tick_row(value, rows) for value in (0, 25, 50, 75, 100)] == ticks


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf"), 1e300, -1e300])
def test_what_no_index_can_be_stays_inside_the_drawing(value: float) -> None:
    assert 0 <= height_of(value, 7) <= 56
    assert 0 <= marker_at(value, 7) <= 56 - MARKER


COUNTS = st.lists(st.integers(0, 60), min_size=1, max_size=5)


@given(COUNTS, st.integers(1, 20))
@settings(max_examples=300)
def test_a_bar_is_full_and_no_row_of_it_holds_two_bounds(counts: list[int], rows: int) -> None:
    ends = bounds_of(counts, rows)

    assert ends == sorted(ends)
    assert ends[-1] == (rows * EIGHTHS if sum(counts) else 0)
    for row in range(rows):
        assert len({end for end in ends if row * EIGHTHS < end < (row + 1) * EIGHTHS}) <= 1


@given(COUNTS, st.integers(1, 20))
@settings(max_examples=300)
def test_every_bound_is_less_than_a_row_from_its_due_and_nothing_has_no_height(
    counts: list[int], rows: int
) -> None:
    ends, total, so_far = bounds_of(counts, rows), sum(counts), 0

    for n, (below, end) in enumerate(pairwise([0, *ends])):
        so_far += counts[n]
        assert abs(end - (so_far * rows * EIGHTHS / total if total else 0)) < EIGHTHS
        assert counts[n] or below == end


def test_a_small_part_between_two_large_ones_keeps_its_place() -> None:
    ends = bounds_of([25, 2, 0, 25, 0], 6)

    assert ends[0] < ends[1] < ends[3] == 48


def test_a_bar_of_nothing_is_nothing() -> None:
    assert bounds_of([0, 0, 0], 6) == [0, 0, 0]
