"""Tables for a spreadsheet: nothing in them is a formula, and the way back is exact."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detox.domain.snapshot import Snapshot
from detox.errors import BadLog
from detox.exchange.csv_tables import from_csv, to_csv
from detox.exchange.log import from_json, to_json
from tests.strategies import A_FEW, TODAY, snapshots

MOMENT = "2026-03-14T21:00:00+08:00"


COLUMNS = "id, text, due, state, on, updated_at, clock_from, rev, clock, supersedes, doubt, others"


def without_nul(diary: Snapshot) -> Snapshot:
    """The diary with the symbol of NUL for each one."""
    text = to_json(diary, exported_at=MOMENT).replace("\\u0000", "\u2400")
    return from_json(text.encode(), today=TODAY)


@A_FEW
@given(snapshots())
def test_a_diary_comes_back_from_its_tables_as_it_was(diary: Snapshot) -> None:
    tables = to_csv(diary)

    assert from_csv(tables, today=TODAY) == without_nul(diary)


@A_FEW
@given(snapshots())
def test_no_cell_begins_like_a_formula(diary: Snapshot) -> None:
    for text in to_csv(diary).values():
        for row in csv.reader(io.StringIO(text, newline="")):
            assert not any(re.match(r"[=+\-@|\t\r\n＝＋－＠｜]", cell) for cell in row)


@pytest.mark.parametrize("text", ["=1", "'=1", "''=1", "'a", "-5", "＠x", "\t=1", "\r", "|x", "", "'"])
def test_a_quote_before_a_formula_is_taken_off_again(text: str) -> None:
    diary = from_csv({"diary.csv": "app,left,how,trial\r\n,,,\r\n"}, today=TODAY)
    step = {"steps.csv": "id,text,due,state,on,updated_at\r\ns1,Withdraw,,open,,2026-03-14T21:00:00Z\r\n"}
    note = from_csv(step, today=TODAY).steps[0]
    named = diary.replace(steps=(note.replace(text=f"{text} x" if not text.strip() else text),))

    assert from_csv(to_csv(named), today=TODAY) == named


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", f'line 1: expected columns of {COLUMNS}, got ""'),
        ("s1,Withdraw\r\n", f'line 1: expected columns of {COLUMNS}, got "s1"'),
        ("id,id\r\n", f'line 1: expected columns of {COLUMNS}, got "id"'),
        ("id,text\r\ns1\r\n", "line 2: expected 2 cells, got 1"),
        ("id,text\r\ns1,a\0b\r\n", 'line 2: expected text without NUL, got "␀"'),
        ('id,text\r\ns1,"open\r\n', "line 2: expected CSV, got a mistake in it (unexpected end of data)"),
    ],
)
def test_a_bad_table_is_refused_with_the_place(text: str, problem: str) -> None:
    with pytest.raises(BadLog) as refused:
        from_csv({"steps.csv": text}, today=TODAY)

    assert refused.value.problems == (f"steps.csv: {problem}",)


@A_FEW
@given(st.dictionaries(st.sampled_from(["steps.csv", "entries.csv", "trials.csv", "diary.csv"]), st.text()))
def test_any_tables_are_a_diary_or_refused_and_never_a_crash(tables: dict[str, str]) -> None:
    try:
        from_csv(tables, today=TODAY)
    except BadLog as error:
        assert error.problems  # noqa: PT017 - both ends are right


def test_a_row_that_lacks_what_it_needs_is_named_as_in_a_log() -> None:
    with pytest.raises(BadLog) as refused:
        from_csv({"steps.csv": "id,text\r\ns1,Withdraw\r\n"}, today=TODAY)

    assert refused.value.problems == ("steps[0].updated_at: expected a value, got nothing",)
