"""Histories of several machines: copied, restored, cloned, days apart; nothing that stands is lost."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from detox.storage import lineage, merge
from detox.storage.file_format import encode_doc
from detox.storage.lineage import identified
from detox.storage.merge import lone_version, merged, next_version, purged, versions

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
MACHINES = 5
DEEDS = ("edit", "edit", "edit", "delete", "join", "join", "back up", "restore", "clone", "purge")
histories = st.lists(
    st.tuples(st.sampled_from(DEEDS), st.integers(0, MACHINES - 1), st.integers(0, MACHINES - 1)),
    max_size=40,
)
clocks = st.lists(st.integers(-9, 9), min_size=MACHINES, max_size=MACHINES)
Doc = dict[str, Any]


class Lived:
    """What became of one record on every machine, and what a bystander knows of each version."""

    def __init__(self, days_off: list[int]) -> None:
        self.days_off = days_off
        self.copies: list[Doc | None] = [None] * MACHINES
        self.knows: list[set[int]] = [set() for _ in range(MACHINES)]
        self.backups: list[tuple[Doc | None, set[int]]] = [(None, set())] * MACHINES
        self.seen_by: dict[int, set[int]] = {}
        self.texts: dict[int, str] = {}
        self.purged: set[int] = set()
        self.all_copies: list[Doc] = []
        self._number = count()

    def live(self, history: list[tuple[str, int, int]]) -> None:
        for what, here, there in history:
            getattr(self, "_" + what.replace(" ", "_"))(here, there)
            if mine := self.copies[here]:
                self.all_copies.append(mine)

    def _write(self, here: int, fields: Doc, text: str) -> None:
        number = next(self._number)
        now = NOON + timedelta(days=self.days_off[here], seconds=number)
        # The rev is drawn by number: a clone draws others, as chance does.
        rev = f"{number:013d}"
        self.copies[here] = next_version(fields, self.copies[here], device=f"d{here}", now=now, rev=rev)
        self.seen_by[number], self.texts[number] = set(self.knows[here]), text
        self.knows[here].add(number)

    def _edit(self, here: int, _there: int) -> None:
        text = f"words {len(self.texts)} end"
        self._write(here, {"note": text}, text)

    def _delete(self, here: int, _there: int) -> None:
        self._write(here, {"deleted": True}, "")

    def _join(self, here: int, there: int) -> None:
        found = [doc for doc in (self.copies[here], self.copies[there]) if doc]
        self.copies[here] = merged(*found) if found else None
        self.knows[here] |= self.knows[there]

    def _back_up(self, here: int, _there: int) -> None:
        self.backups[here] = self.copies[here], set(self.knows[here])

    def _restore(self, here: int, _there: int) -> None:
        self.copies[here], self.knows[here] = self.backups[here][0], set(self.backups[here][1])

    def _clone(self, here: int, there: int) -> None:
        self.copies[here], self.knows[here] = self.copies[there], set(self.knows[there])

    def _purge(self, here: int, _there: int) -> None:
        if mine := self.copies[here]:
            self.copies[here] = purged(mine, NOON)
            self.purged |= self.knows[here]

    def standing(self) -> set[str]:
        """The texts, the empty one for a deletion, that nobody saw and wrote over, and nobody purged."""
        over = set().union(*self.seen_by.values()) if self.seen_by else set()
        return {self.texts[n] for n in self.texts if n not in over and n not in self.purged}


def told(history: list[tuple[str, int, int]], days_off: list[int]) -> None:
    lived = Lived(days_off)
    lived.live(history)
    copies = lived.all_copies
    if not copies:
        return

    together = merged(*copies)
    one_by_one = copies[0]
    for copy in copies[1:]:
        one_by_one = merged(one_by_one, copy)
    backwards = merged(*copies[::-1])
    nested = merged(copies[-1], merged(*copies))

    assert len({encode_doc(doc) for doc in (together, one_by_one, backwards, nested)}) == 1
    assert {version.get("note", "") for version in versions(together)} == lived.standing()
    said = encode_doc(together).decode()
    assert not [n for n in lived.purged if lived.texts[n] and lived.texts[n] in said]


@settings(max_examples=150, deadline=None)
@given(histories, clocks)
def test_everything_that_stands_is_there_on_every_machine(history: Any, days_off: Any) -> None:
    told(history, days_off)


@pytest.mark.thorough
@settings(max_examples=5000, deadline=None)
@given(histories, clocks)
def test_five_thousand_histories_lose_nothing_that_stands(history: Any, days_off: Any) -> None:
    told(history, days_off)


MUTANTS = {
    "the later version alone stands": lambda found: (
        [max(found, key=lambda v: v.get("updated_at", ""))] if found else found
    ),
    "a version over one names nothing": lambda found: found,
    "everything that names anything stands alone": lambda found: (
        [v for v in found if "supersedes" in v] or found
    ),
    "what a purge names lives": None,
    "a purge names the latest version alone": None,
    "only the first ancestor is named": None,
    "the first copy's marks alone are kept": None,
    "a clock decides who saw whom": None,
}
"""Ways in which a join may be wrong, each with what it does to the versions found; `None`: see `planted`."""


def planted(mutant: str, change: pytest.MonkeyPatch) -> None:
    """Let the join be wrong in that way."""
    marks_before, purged_before = merge._marks, merge.purged
    if mutant == "a version over one names nothing":
        change.setattr(merge, "named_by", lambda _versions: [])
    elif mutant == "what a purge names lives":
        change.setattr(merge, "is_purged", lambda _version, _marks: False)
    elif mutant == "a purge names the latest version alone":
        change.setitem(
            globals(), "purged", lambda doc, now: purged_before(doc, now) | {"purged": [doc.get("rev", "")]}
        )
    elif mutant == "only the first ancestor is named":
        change.setattr(merge, "named_by", lambda known: lineage.named_by(known)[:1])
    elif mutant == "the first copy's marks alone are kept":
        change.setattr(merge, "_marks", lambda docs: marks_before(list(docs)[:1]))
    elif mutant == "a clock decides who saw whom":
        change.setattr(merge, "supersedes", lambda newer, older: newer["clock"] > older["clock"])
    else:
        change.setattr(merge, "_not_superseded", MUTANTS[mutant])


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_join_that_is_wrong_is_caught(mutant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    planted(mutant, monkeypatch)

    # The same histories each run, and no search for the smallest: one that catches it is enough.
    @settings(max_examples=5000, deadline=None, derandomize=True, database=None, phases=[Phase.generate])
    @given(histories, clocks)
    def search(history: Any, days_off: Any) -> None:
        told(history, days_off)

    with pytest.raises(AssertionError):
        search()


def test_a_device_that_went_back_writes_over_nothing_it_never_saw() -> None:
    first = next_version({"note": "v0"}, None, device="laptop", now=NOON)
    newer = next_version({"note": "after the backup"}, first, device="laptop", now=NOON)
    again = next_version({"note": "after the restore"}, first, device="laptop", now=NOON)
    again = next_version({"note": "and once more"}, again, device="laptop", now=NOON)

    assert {version["note"] for version in versions(merged(newer, again))} == {
        "after the backup",
        "and once more",
    }


def test_two_machines_give_the_same_identity_to_a_version_of_schema_1() -> None:
    old = {"note": "x", "clock": "0000000000001-0000-b", "seen": {"a": 2, "b": 1}}

    assert identified(old) == identified(dict(reversed(old.items())))
    assert identified(old)["rev"] not in identified(old)["supersedes"]
    assert len(identified(old)["supersedes"]) == 2


def test_a_version_of_schema_1_is_superseded_by_one_that_had_seen_it() -> None:
    first = {"note": "first", "clock": "0000000000001-0000-a", "seen": {"a": 1}}
    second = {"note": "second", "clock": "0000000000002-0000-b", "seen": {"a": 1, "b": 1}}
    beside = {"note": "beside", "clock": "0000000000002-0000-c", "seen": {"c": 1}}

    assert [v["note"] for v in versions(merged(first, second))] == ["second"]
    assert {v["note"] for v in versions(merged(first, second, beside))} == {"second", "beside"}


def test_what_is_written_after_a_purge_lives_and_what_was_before_it_does_not() -> None:
    old = next_version({"note": "old"}, None, device="laptop", now=NOON)
    mark = purged(old, NOON)
    new = next_version({"note": "new"}, mark, device="laptop", now=NOON)

    assert [v["note"] for v in versions(merged(mark, new, old))] == ["new"]
    assert merged(mark, old)["forgotten"]


def test_no_purge_mark_is_made_of_what_was_purged() -> None:
    imported = lone_version({"note": "secret", "updated_at": "2026-03-14T11:00:00+00:00"}, NOON)

    mark = purged(imported, NOON)

    assert imported["rev"] not in encode_doc(mark).decode()
    assert merged(mark, imported)["forgotten"]


def test_the_same_identity_with_other_words_keeps_both() -> None:
    one = next_version({"note": "one"}, None, device="laptop", now=NOON, rev="same")
    other = next_version({"note": "other"}, None, device="laptop", now=NOON, rev="same")

    assert len(versions(merged(one, other))) == 2


def test_versions_that_name_each_other_in_a_ring_are_all_kept() -> None:
    ring = [
        {"note": f"{n}", "rev": f"r{n}", "supersedes": [f"r{(n + 1) % 3}"], "clock": ""} for n in range(3)
    ]

    assert len(versions(merged(*ring))) == 3


def test_two_versions_that_name_each_other_stay_beside_a_third() -> None:
    pair = [{"note": f"{n}", "rev": f"r{n}", "supersedes": [f"r{1 - n}"], "clock": ""} for n in range(2)]
    third = {"note": "third", "rev": "r9", "clock": ""}

    assert {version["note"] for version in versions(merged(*pair, third))} == {"0", "1", "third"}
