"""Hundreds of files as other programs write them: what was put in is found again, with every row counted."""

from collections import Counter
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detox.domain.snapshot import Snapshot
from detox.exchange.foreign import first_plan, guessed, read
from detox.exchange.foreign.converting import Reconciliation, to_snapshot
from detox.exchange.foreign.plan import plan_of, plan_text
from detox.exchange.foreign.source import Source
from tests.exchange.foreign.grammars import GRAMMARS, Fact, Made

TODAY = date(2026, 3, 14)
EACH = 14
each_grammar = pytest.mark.parametrize("name", GRAMMARS)


def made_by(name: str, seed: int) -> Made:
    return GRAMMARS[name](Random(f"{name} {seed}"))  # noqa: S311 - the same files every time


def facts_in(source: Source) -> Counter[Fact]:
    return Counter(
        (str(row.day), row.at, row.habit, row.mark and str(row.mark), row.mood, row.text)
        for row in source.rows
    )


def taken_in(source: Source) -> tuple[Snapshot, Reconciliation]:
    return to_snapshot(source, first_plan(source), today=TODAY)


def check(made: Made) -> None:
    source = read(made.data)
    taken, counts = taken_in(source)

    assert guessed(made.data) == made.form
    assert facts_in(source) == Counter(made.facts)
    assert counts.balanced
    assert counts.read == len(made.facts)
    assert counts.entries == len(taken.entries)
    named = "\n".join(counts.aside)
    assert [told for told in made.told if told not in named] == []


@each_grammar
@pytest.mark.parametrize("seed", range(EACH))
def test_what_was_put_in_is_found_again(name: str, seed: int) -> None:
    check(made_by(name, seed))


@each_grammar
def test_what_is_written_stands_in_the_diary(name: str) -> None:
    made = made_by(name, EACH)

    taken, _counts = taken_in(read(made.data))

    notes = {str(checkin.day): checkin.note for checkin in taken.checkins}
    entries = Counter((str(entry.day), entry.at, entry.note) for entry in taken.entries)
    for day, at, habit, mark, mood, text in made.facts:
        if mark in ("yes", "auto", "skip"):
            assert entries[day, at, text]
        elif mark != "replaced" and text and mood is None:
            assert text.strip() in notes[day]
        elif mark == "no":
            assert f"{habit}: no" in notes[day]


@each_grammar
def test_a_plan_of_any_of_them_comes_back_as_it_was_shown(name: str) -> None:
    source = read(made_by(name, EACH + 1).data)
    plan = first_plan(source)

    assert plan_of(plan_text(plan, source).encode()) == plan


@given(st.sampled_from(sorted(GRAMMARS)), st.integers(EACH, 2**32))
@settings(max_examples=150, deadline=None)
def test_what_was_put_in_is_found_again_whatever_it_was(name: str, seed: int) -> None:
    check(made_by(name, seed))


def totals() -> dict[str, Counter[str]]:
    """What the corpus holds, by format: files, rows, and where they went."""
    found: dict[str, Counter[str]] = {}
    for name in GRAMMARS:
        for seed in range(EACH):
            made = made_by(name, seed)
            _taken, counts = taken_in(read(made.data))
            found.setdefault(made.form, Counter()).update(
                files=1,
                read=counts.read,
                entries=counts.entries,
                moods=counts.moods,
                notes=counts.notes,
                left_out=sum(counts.left_out.values()),
                aside=len(counts.aside),
            )
    return found


if __name__ == "__main__":
    for form, counts in totals().items():
        print(form, dict(counts))  # noqa: T201 - the figures
