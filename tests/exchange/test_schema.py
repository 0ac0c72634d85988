"""The schema that ships: made by the code, true of every export, no laxer than an import has to be."""

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detox.domain.snapshot import Snapshot
from detox.errors import BadLog
from detox.exchange import log
from detox.exchange.schema import FILE, as_text, schema
from tests.strategies import A_FEW, NASTY, TODAY, snapshots

MOMENT = "2026-03-14T21:00:00+08:00"
VALIDATOR = jsonschema.Draft202012Validator(
    schema(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)
ODD_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**17), 10**17),
    st.floats(allow_nan=False, allow_infinity=False).filter(
        lambda x: not x.is_integer()
    ),  # 1.0 is an integer to a schema
    st.sampled_from(
        [*NASTY, "", " ", "x" * 65, "x" * 201, "x" * 20_001, "all", "mon", "tue mon", "18:30", "24:00"]
    ),
    st.sampled_from(
        ["../x", "a/b", "id\n", "2022-02-30", "1969-12-31", "2022-1-1", "12:3٤", "2.5", "2.505", "CNY"]
    ),
    st.sampled_from([[], {}, [[]], [None], {"id": "x"}, ["mon"]]),
)


def test_the_schema_that_ships_is_the_one_the_code_makes() -> None:
    assert FILE.read_text(encoding="utf-8") == as_text(schema())


def test_the_schema_is_a_sound_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@A_FEW
@given(snapshots())
def test_every_log_is_what_the_schema_says(diary: Snapshot) -> None:
    VALIDATOR.validate(json.loads(log.to_json(diary, exported_at=MOMENT)))


@settings(A_FEW, max_examples=50)
@given(snapshots(most=2), st.data())
def test_what_the_schema_refuses_an_import_refuses_and_mostly_the_other_way_round(
    diary: Snapshot, data: st.DataObject
) -> None:
    made = json.loads(log.to_json(diary, exported_at=MOMENT))
    holder, key = data.draw(st.sampled_from(list(_places(made))))
    holder[key] = data.draw(ODD_VALUES)

    by_schema = _is_valid(made)
    problems = _problems(made)

    if by_schema:
        assert all(any(word in problem for word in BESIDE) for problem in problems), problems
    else:
        assert problems, next(iter(VALIDATOR.iter_errors(made))).message


@pytest.mark.thorough
@settings(A_FEW, max_examples=3000)
@given(snapshots(most=2), st.data())
def test_schema_and_import_agree_however_often_they_are_asked(diary: Snapshot, data: st.DataObject) -> None:
    agree = test_what_the_schema_refuses_an_import_refuses_and_mostly_the_other_way_round
    agree.hypothesis.inner_test(diary, data)  # type: ignore[attr-defined]


BESIDE = (
    "a channel of the log or the diary", "each id once", "a day not before", "a day up to",
    "criteria of this rule", "null beside weekdays",
    "each criterion once", "expected 1..", "expected all or 1..",
)  # fmt: skip
"""What a value can only say beside another, which a schema does not see."""


def _is_valid(made: dict[str, Any]) -> bool:
    return VALIDATOR.is_valid(made)


def _problems(made: dict[str, Any]) -> tuple[str, ...]:
    try:
        log.from_json(json.dumps(made).encode(), today=TODAY)
    except BadLog as error:
        return error.problems
    return ()


def _places(value: Any) -> Any:
    if isinstance(value, dict):
        yield from ((value, key) for key in value)
    if isinstance(value, list):
        yield from ((value, n) for n in range(len(value)))
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _places(part)


@pytest.mark.parametrize("path", [("entries", "minutes"), ("checkins", "mood")])
def test_a_bool_is_no_number_to_the_schema(path: tuple[str, str]) -> None:
    field = schema()["$defs"][{"entries": "Entry", "checkins": "CheckIn"}[path[0]]]["properties"][path[1]]

    assert not jsonschema.Draft202012Validator(field).is_valid(True)
