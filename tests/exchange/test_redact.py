"""A diary to hand on: what was to be hidden is nowhere in it, and every count is as before."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detox.domain.entries import CheckIn, Contact, Entry, Outcome, Pause, Step, Task
from detox.domain.snapshot import Snapshot
from detox.domain.trial import Choice, Ending, Trial, usual_rule
from detox.exchange.log import to_json
from detox.exchange.redact import PARTS, between, redacted
from tests.strategies import A_FEW, TODAY, days, snapshots

MOMENT = "2026-03-14T21:00:00+08:00"
TIMES = {"recorded_at": MOMENT, "updated_at": MOMENT}
SECRETS = {"names": ["Lao Wang", "13800000000"], "helpers": ["Aunt Mei"], "notes": ["xyzzy"]}


@pytest.fixture
def diary() -> Snapshot:
    """A diary with something to hide in every place."""
    entry = Entry(id="e1", day=TODAY, task="pay.shop", outcome=Outcome.PROXY, note="xyzzy", **TIMES)
    helpers = ["Aunt Mei", "Aunt Mei", "Lao Wang", None]
    choice = Choice(on=TODAY, what=Ending.LATER, why="xyzzy")
    trial = Trial(start=date(2026, 1, 1), sentence="xyzzy", choice=choice)
    changed = trial.amended(usual_rule(), time=MOMENT, day=3, logged=2, reason="xyzzy")
    return Snapshot(
        trial=changed,
        past_trials=(changed.replace(start=date(2025, 1, 1)),),
        entries=tuple(entry.replace(id=f"e{n}", helper=helper) for n, helper in enumerate(helpers)),
        checkins=(CheckIn(day=TODAY, note="xyzzy", **TIMES),),
        contacts=(Contact(id="c1", name="Lao Wang", address="13800000000", note="xyzzy", updated_at=MOMENT),),
        pauses=(Pause(id="p1", first=TODAY, last=TODAY, reason="xyzzy"),),
    )


@pytest.mark.parametrize("part", PARTS)
def test_what_is_hidden_is_nowhere_and_the_rest_stays(part: str, diary: Snapshot) -> None:
    text = to_json(redacted(diary, {part}), exported_at=MOMENT)

    assert "Aunt Mei" not in text or part != "helpers"
    assert "13800000000" not in text or part != "names"
    assert "xyzzy" not in text or part != "notes"
    assert all(word in text for other in PARTS if other != part for word in SECRETS[other][-1:])


def test_a_person_has_one_alias_as_contact_and_as_helper(diary: Snapshot) -> None:
    hidden = redacted(diary, PARTS)

    assert [entry.helper for entry in hidden.entries] == ["Person 1", "Person 1", "Person 2", None]
    assert hidden.contacts[0].name == "Person 2"


def test_a_contact_who_helped_is_hidden_as_helper_too(diary: Snapshot) -> None:
    hidden = redacted(diary, {"names"})

    assert [entry.helper for entry in hidden.entries] == ["Aunt Mei", "Aunt Mei", "Person 1", None]


def test_the_chain_of_a_rule_without_its_words_holds(diary: Snapshot) -> None:
    hidden = redacted(diary, {"notes"}).trial

    assert hidden is not None
    assert hidden.broken_link is None
    assert hidden.rule == usual_rule()


def test_nobody_is_named_in_what_stays(diary: Snapshot) -> None:
    task = Task(id="t", name="Call Lao Wang", category="work", since=TODAY)
    step = Step(id="s", text="Tell lao  wang, also Al", updated_at=MOMENT)
    al = diary.contacts[0].replace(id="c2", name="Al", note="")
    named = diary.entries[0].replace(note="找Al帮忙, also 王芳", helper="王芳")
    whole = diary.replace(tasks=(task,), steps=(step,), contacts=(*diary.contacts, al), entries=(named,))

    hidden = redacted(whole, {"names", "helpers"})

    assert (hidden.tasks[0].name, hidden.steps[0].text) == ("task 1", "step 1")
    assert (hidden.entries[0].note, hidden.entries[0].helper) == ("找Person 1帮忙, also Person 3", "Person 3")


def test_a_reason_that_names_somebody_gets_a_chain_that_holds(diary: Snapshot) -> None:
    trial = Trial(start=date(2026, 1, 1), sentence="for Lao Wang")
    trial = trial.amended(usual_rule(), time=MOMENT, day=3, logged=2, reason="Lao Wang said so")

    hidden = redacted(diary.replace(trial=trial), {"names"}).trial

    assert hidden is not None
    assert (hidden.sentence, hidden.amendments[0].reason) == ("for Person 1", "Person 1 said so")
    assert hidden.broken_link is None


def test_a_helper_alone_is_hidden_in_a_name_too(diary: Snapshot) -> None:
    task = Task(id="t", name="Call aunt mei", category="work", since=TODAY)

    hidden = redacted(diary.replace(tasks=(task,)), {"helpers"})

    assert (hidden.tasks[0].id, hidden.tasks[0].name) == ("t", "Call Person 1")


def test_somebody_is_hidden_by_a_part_of_the_name_too(diary: Snapshot) -> None:
    people = [diary.contacts[0].replace(id=f"c{n}", name=name, note="") for n, name in enumerate(NAMES)]
    noted = diary.entries[0].replace(note="met Anna, 小明 and Annabel", helper=None)

    hidden = redacted(diary.replace(contacts=tuple(people), entries=(noted,)), {"names"})

    assert hidden.entries[0].note == "met Person 1, Person 2 and Annabel"


NAMES = ("Anna Smith", "王小明")


def test_a_part_of_two_names_names_nobody(diary: Snapshot) -> None:
    people = [diary.contacts[0].replace(id=name[5:], name=name, note="") for name in ("Anna Smi", "Anna Lee")]
    noted = diary.entries[0].replace(note="met Anna", helper=None)

    hidden = redacted(diary.replace(contacts=tuple(people), entries=(noted,)), {"names"})

    assert hidden.entries[0].note == "met …"


@A_FEW
@given(snapshots(), st.sets(st.sampled_from(PARTS)))
def test_redacting_changes_no_count(diary: Snapshot, hidden: set[str]) -> None:
    made = redacted(diary, hidden)

    assert figures(made) == figures(diary)


def figures(diary: Snapshot) -> list[object]:
    """All of a diary that is no word of anybody; ids by where they stand first."""
    helpers = [entry.helper for entry in diary.entries]
    tasks, channels = [e.task for e in diary.entries], [e.channel for e in diary.entries]
    return [
        [(e.day, e.outcome, e.channel is None, e.minutes, e.helper is None) for e in diary.entries],
        [helpers.index(helper) for helper in helpers],
        [tasks.index(task) for task in tasks],
        [channels.index(channel) for channel in channels],
        len({entry.id for entry in diary.entries}),
        len({task.id for task in diary.tasks} & {entry.task for entry in diary.entries}),
        [checkin.replace(note="", review=None) for checkin in diary.checkins],
        [(contact.state, contact.key) for contact in diary.contacts],
        [(trial.id, trial.rule, len(trial.amendments)) for trial in diary.past_trials],
    ]


@A_FEW
@given(snapshots(), st.none() | days, st.none() | days)
def test_some_days_of_a_diary_are_those_days_and_no_other(
    diary: Snapshot, first: date | None, last: date | None
) -> None:
    part = between(diary, first, last)

    low, high = first or date.min, last or date.max
    assert [e for e in diary.entries if low <= e.day <= high] == list(part.entries)
    assert all(low <= checkin.day <= high for checkin in part.checkins)
    assert part.tasks == diary.tasks


def test_a_pause_that_reaches_into_the_days_is_kept(diary: Snapshot) -> None:
    assert between(diary, TODAY, None).pauses == diary.pauses
    assert between(diary, TODAY + timedelta(days=1), None).pauses == ()
