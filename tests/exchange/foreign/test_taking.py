"""Every format alike: the counts add up, the plan comes back as shown, a second time changes nothing."""

from collections.abc import Callable
from datetime import date
from functools import partial
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detox.diary import Diary
from detox.domain.entries import CheckIn, Task
from detox.domain.record import NOTE_LENGTH
from detox.domain.snapshot import Snapshot
from detox.errors import BadLog
from detox.exchange.foreign import FORMATS, first_plan, guessed, read
from detox.exchange.foreign.converting import to_snapshot
from detox.exchange.foreign.plan import HabitPlan, ImportPlan, Meaning, plan_of, plan_text
from detox.exchange.foreign.source import Habit, Mark, Source, SourceRow, source
from tests.exchange.foreign.grammars import GRAMMARS
from tests.exchange.foreign.packing import FIXTURES, backup, zipped

TODAY = date(2026, 3, 14)
MADE = {
    "loop_single": "loop-csv",
    "jrnl_text": "jrnl-text",
    "tui_journal": "tui-journal",
    "day_one": "day-one",
    "habitbull": "habitbull",
    "table_habit": "table-habit",
    "any_table": "table",
}
"""What no fixture stands for."""


def _made(name: str) -> bytes:
    return GRAMMARS[name](Random("once")).data  # noqa: S311 - the same file every time


FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "loop-new": ("loop", lambda: zipped("loop-new")),
    "loop-old": ("loop", lambda: zipped("loop-old")),
    "loop-backup": ("loop-backup", backup),
    **{
        name: (form, (FIXTURES / name).read_bytes)
        for name, form in {
            "daylio-old.csv": "daylio",
            "daylio-new.csv": "daylio",
            "jrnl.json": "jrnl",
            "beaver.json": "beaver",
            "harsh.log": "harsh",
            "nomie-old.csv": "nomie-csv",
            "nomie-new.csv": "nomie-csv",
            "nomie-5.json": "nomie",
            "nomie-6.json": "nomie",
        }.items()
    },
    **{name: (form, partial(_made, name)) for name, form in MADE.items()},
}
each_file = pytest.mark.parametrize(("form", "data"), FILES.values(), ids=FILES)

ROWS = st.builds(
    SourceRow,
    place=st.just("line 1"),
    day=st.dates(date(1969, 12, 1), date(2026, 4, 1)),
    at=st.sampled_from([None, "09:00"]),
    habit=st.sampled_from(["只用现金", 'Walk \x7f"#\\']),
    mark=st.sampled_from(list(Mark)),
    text=st.text(max_size=20),
) | st.builds(
    SourceRow,
    place=st.just("line 1"),
    day=st.dates(date(2026, 3, 1), date(2026, 3, 5)),
    mood=st.sampled_from(["rad", "bad", "心情复杂"]),
) | st.builds(
    SourceRow, place=st.just("line 1"), day=st.just(TODAY), text=st.text(min_size=1, max_size=9)
)  # fmt: skip
SOURCES = st.lists(ROWS, max_size=30).map(lambda rows: source("loop", [Habit(name="A\nB")], rows))


def _plan(found: Source) -> ImportPlan:
    return first_plan(found).replace(moods={"rad": 10, "bad": 2, "心情复杂": "note"})


@each_file
def test_each_format_is_known_by_its_content(form: str, data: Callable[[], bytes]) -> None:
    assert guessed(data()) == form


@each_file
def test_a_file_cut_short_is_refused_or_read_but_never_crashes(form: str, data: Callable[[], bytes]) -> None:
    whole = data()
    for n in range(0, len(whole), max(1, len(whole) // 40)):
        try:
            found = read(whole[:n], form)
        except BadLog:
            continue
        assert to_snapshot(found, first_plan(found), today=TODAY)[1].balanced


@each_file
def test_importing_twice_changes_nothing(form: str, data: Callable[[], bytes], diary: Diary) -> None:
    found = read(data(), form)
    diary.check_in(date(2026, 3, 12), mood=3, note="Mine.")
    first, _ = to_snapshot(
        found, first_plan(found), today=TODAY, held=diary.snapshot(), moment=diary.context.moment()
    )
    diary.take_in(first)
    before = diary.snapshot()

    again, _ = to_snapshot(found, first_plan(found), today=TODAY, held=before, moment=diary.context.moment())
    joined = diary.take_in(again)

    assert (joined.added, joined.changed, joined.kept) == (0, 0, 0)
    assert diary.snapshot() == before
    assert diary.day(date(2026, 3, 12)).checkin.mood == 3  # type: ignore[union-attr]


@settings(max_examples=60, deadline=None)
@given(SOURCES)
def test_every_row_is_somewhere(found: Source) -> None:
    taken, counts = to_snapshot(found, _plan(found), today=TODAY)

    assert counts.balanced
    assert counts.entries == len(taken.entries)
    assert len({entry.id for entry in taken.entries}) == len(taken.entries)


@settings(max_examples=60, deadline=None)
@given(SOURCES)
def test_a_second_time_adds_nothing(found: Source) -> None:
    first, _ = to_snapshot(found, _plan(found), today=TODAY)

    again, _ = to_snapshot(found, _plan(found), today=TODAY, held=first, moment="2026-03-20T12:00:00Z")

    assert again.entries == first.entries
    assert set(again.checkins) <= set(first.checkins)
    assert not again.tasks


@settings(max_examples=60, deadline=None)
@given(SOURCES)
def test_a_plan_comes_back_as_it_was_shown(found: Source) -> None:
    plan = _plan(found)

    assert plan_of(plan_text(plan, found).encode()) == plan


def test_what_the_diary_says_of_a_day_stays_and_is_added_to() -> None:
    held = CheckIn(
        day=TODAY, mood=3, note="Mine.", recorded_at="2026-03-14T21:00:00Z", updated_at="2026-03-14T21:00:00Z"
    )
    rows = [
        SourceRow(place="line 1", day=TODAY, mood="rad"),
        SourceRow(place="line 2", day=TODAY, text="Theirs."),
    ]
    found = source("daylio", [], rows)

    taken, _ = to_snapshot(
        found, first_plan(found), today=TODAY, held=Snapshot(checkins=(held,)), moment="2026-03-15T08:00:00Z"
    )

    assert taken.checkins == (held.replace(note="Mine.\nrad\nTheirs.", updated_at="2026-03-15T08:00:00Z"),)


def test_a_text_for_which_a_note_has_no_room_is_counted() -> None:
    rows = [
        SourceRow(place="line", day=TODAY, text="x" * (NOTE_LENGTH - 5)),
        SourceRow(place="line", day=TODAY, text="y" * 9),
    ]
    found = source("jrnl", [], [*rows, SourceRow(place="line", day=TODAY, text="z" * (NOTE_LENGTH + 1))])

    _, counts = to_snapshot(found, first_plan(found), today=TODAY)

    assert (counts.notes, counts.left_out) == (1, {"too long": 2})
    assert counts.balanced


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('format = "loop"\nwhat = 1\n', "plan: expected format"),
        ("habit = []\n", "plan.format"),
        (
            'format = "loop"\n[[habit]]\nname = "a"\nyes = "maybe"\ntask = "a"\n',
            "plan.habit[0].yes: expected direct",
        ),
        ('format = "loop"\n[[habit]]\nname = "a"\nyes = "app"\ntask = "a b"\n', "plan.habit[0].task"),
        ('format = "loop"\n[[habit]]\nnam = "a"\n', "plan.habit[0]: expected name, yes and task"),
        ('format = "loop"\n[mood]\nrad = 11\n', "plan.mood.rad: expected 0..10"),
        ('format = "loop"\n[mood]\nrad = true\n', "plan.mood.rad: expected 0..10"),
        ('format = "loop', "plan: expected TOML"),
        ("\xff", "plan"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(text: str, problem: str) -> None:
    with pytest.raises(BadLog) as caught:
        plan_of(text.encode("latin-1"))

    assert caught.value.problems[0].startswith(problem)


def test_a_plan_without_an_answer_is_refused() -> None:
    found = source("loop", [Habit(name="A")], [SourceRow(place="line", day=TODAY, habit="A", mark=Mark.YES)])

    with pytest.raises(BadLog, match="none of that name"):
        to_snapshot(found, ImportPlan(format="loop"), today=TODAY)


@pytest.mark.parametrize(
    ("listed", "yes", "refused"),
    [
        (True, Meaning.DIRECT, False),
        (True, Meaning.OFF_LIST, True),
        (False, Meaning.APP, True),
        (False, Meaning.OFF_LIST, False),
        (True, Meaning.LEAVE_OUT, False),
    ],
)
def test_a_plan_never_moves_a_task_over_the_edge_of_the_list(
    *, listed: bool, yes: Meaning, refused: bool
) -> None:
    task = Task(id="pay.shop", name="Pay in a shop", category="payments", listed=listed, since=TODAY)
    found = source("loop", [Habit(name="A")], [SourceRow(place="line", day=TODAY, habit="A", mark=Mark.YES)])
    plan = ImportPlan(format="loop", habits=(HabitPlan(name="A", yes=yes, task="pay.shop"),))

    if refused:
        with pytest.raises(BadLog, match="your list"):
            to_snapshot(found, plan, today=TODAY, held=Snapshot(tasks=(task,)))
    else:
        taken, _ = to_snapshot(found, plan, today=TODAY, held=Snapshot(tasks=(task,)))
        assert not taken.tasks


def test_a_file_that_is_like_none_is_refused_with_the_names_of_all() -> None:
    with pytest.raises(BadLog) as caught:
        read(b"Dear diary,")

    assert all(key in caught.value.problems[0] for key in FORMATS)


@pytest.mark.parametrize(
    ("named", "file"),
    [("loop", "loop-backup"), ("loop-backup", "loop-new"), ("jrnl", "jrnl_text"), ("nomie", "nomie-new.csv")],
)
def test_a_program_that_is_named_is_known_by_any_of_its_files(named: str, file: str) -> None:
    data = FILES[file][1]()

    assert read(data, named) == read(data)
