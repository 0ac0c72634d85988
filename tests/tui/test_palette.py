"""Sentences about the palette and the files it writes and reads that could be false."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding
from textual.pilot import Pilot
from textual.widgets import Input

from detox.demo import MOMENT
from detox.diary import Diary
from detox.tui.header_footer import MODES, only_moves
from detox.tui.mode_screens import screen_class
from detox.tui.palette import PaletteHit, find_entries
from detox.tui.palette_entries import GROUPS, SIDEWAYS, PaletteEntry, file_entries, palette_entries
from detox.tui.path_field import completed_path
from detox.wiring import open_diary
from detox.words import speak
from tests.tui.seen import SCREENS, demo_diary, play, press, text_of, until, watch


@pytest.fixture
def demo(tmp_path: Path) -> Diary:
    speak("en")
    return demo_diary(tmp_path)


def entry(name: str, group: str = "Here", also: tuple[str, ...] = ()) -> PaletteEntry:
    return PaletteEntry(group=group, name=name, also=also, run=lambda: None)


def found(typed: str, *entries: PaletteEntry) -> list[PaletteHit]:
    return find_entries(typed, entries)


def test_every_action_of_every_screen_is_found_from_everywhere(demo: Diary) -> None:
    names: dict[str, set[str]] = {}

    async def see(pilot: Pilot[int]) -> None:
        for mode, key in SCREENS.items():
            await press(pilot, key)
            names[mode] = {each.name.lower() for each in palette_entries(pilot.app.screen)}

    watch(demo, see)
    wanted: dict[str | None, set[str]] = {}
    for mode in MODES:
        for binding in Binding.make_bindings(screen_class(mode).BINDINGS):
            turns = binding.action.partition("(")[0] in SIDEWAYS or binding.id == "cursor.enter"
            if binding.description and not turns and not only_moves(binding.action):
                said = RENAMED.get(binding.description, binding.description)
                wanted.setdefault(binding.id, set()).add(said.lower())
    for offered in names.values():
        text = "\n".join(offered)
        assert {"undo", "redo", "preferences", "quit", "write a report", "take in a file"} <= offered
        assert not [said for said in wanted.values() if not any(word in text for word in said)]
        assert not [name for name in offered if "screenshot" in name]


RENAMED = {
    "several days at once": "Several past days at once",
    "as last week": "As on the last such weekday",
    "review": "The week in three lines",
    "year": "The year, day by day",
    "channel": "with another channel",
    "one of your own": "A task or a channel of your own",
    "add a person": "A person to reach",
    "add a step": "A step to take",
    "take in a list": "Take in a list of people",
}
"""What the row of keys calls shorter."""


def test_what_is_near_comes_first_in_its_group_and_its_letters_are_marked() -> None:
    hits = found("we", entry("how we went"), entry("Week"), entry("answer", "Go to"), entry("Week", "Go to"))

    assert [hit.entry.name for hit in hits] == ["Week", "how we went", "Week", "answer"]
    assert hits[0].letters == {0, 1}
    assert hits[1].letters == {4, 5}
    assert [GROUPS.index(hit.entry.group) for hit in hits] == sorted(
        GROUPS.index(hit.entry.group) for hit in hits
    )


def test_it_is_found_by_its_reading_by_its_other_names_and_with_a_letter_missing() -> None:
    assert found("pianhao", entry("偏好"))
    assert found("rent", entry("房租", also=("房租", "Rent")))
    assert found("prefrences", entry("preferences"))
    assert not found("zzzz", entry("preferences"), entry("偏好"))


@pytest.mark.parametrize(
    ("tongue", "typed", "name"),
    [
        ("en", "export", "Write the diary to a file"),
        ("en", "print", "Write a report"),
        ("en", "import", "Take in a file"),
        ("zh_Hans", "xie", "把日记导出成文件"),
        ("zh_Hans", "daochu", "写一份报告"),
    ],
)
def test_files_are_found_by_what_people_call_it(tongue: str, typed: str, name: str) -> None:
    speak(tongue)
    of_no_screen: Any = None

    offered = list(file_entries(of_no_screen))

    assert name in [hit.entry.name for hit in find_entries(typed, offered)]


def test_that_nothing_is_found_is_said(demo: Diary) -> None:
    assert "Nothing found for zqx." in play(demo, "ctrl+p", *"zqx")


def test_it_goes_elsewhere_and_does_it_there_or_says_why_not(demo: Diary) -> None:
    assert "came about" in play(demo, "3", "ctrl+p", *"explain", "enter")
    assert "No trial is running" in " ".join(play(demo, "ctrl+p", *"amend", "enter").split())


def test_a_day_a_task_and_a_person_are_results(demo: Diary) -> None:
    assert "Tuesday 3 January" in play(demo, "4", "ctrl+p", "paste:3 Jan", "enter")
    assert "Family group" in play(demo, "ctrl+p", "paste:family group", "enter")
    contact = demo.people.all()[-1]

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "ctrl+p", f"paste:{contact.name}", "enter")
        await until(pilot, lambda: contact.name in text_of(pilot) and "555" in text_of(pilot))

    watch(demo, see)


def test_a_setting_is_set_from_it(demo: Diary) -> None:
    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "ctrl+p", *"theme: light", "enter")
        assert pilot.app.look == "light"  # type: ignore[attr-defined]

    watch(demo, see)


def test_hidden_names_are_in_no_result_and_what_is_typed_is_covered(demo: Diary) -> None:
    names = [contact.name for contact in demo.people.all()] + [task.name for task in demo.basket.tasks()]
    seen: list[str] = []

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "ctrl+p", "f2", *"group")
        assert pilot.app.screen.query_one(Input).password
        seen.append(text_of(pilot))
        seen.extend(each.name for each in pilot.app.screen.all)  # type: ignore[attr-defined]

    watch(demo, see)
    assert not [name for name in names if name in seen[1:] or (len(name) > 3 and name in seen[0])]


def test_over_a_dialog_only_its_own_keys_are_offered(demo: Diary) -> None:
    seen = play(demo, "up", "i", "ctrl+p", size=(80, 40))

    assert "new line" in seen
    assert "Week" not in seen.split("any action")[1]


def written(diary: Diary, what: str, path: Path) -> str:
    """What the screens say after a file was asked for under that name."""
    said: list[str] = []

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "ctrl+p", f"paste:{what}", "enter", "ctrl+u", f"paste:{path}", "enter")
        await until(pilot, lambda: not pilot.app.screen.busy)  # type: ignore[attr-defined]
        said.append(" ".join(text_of(pilot).split()))

    watch(diary, see)
    return said[0]


def test_an_export_says_where_it_is_and_comes_in_again(demo: Diary, tmp_path: Path) -> None:
    path = tmp_path / "diary.json"

    said = written(demo, "Write the diary to a file", path)

    assert "readable by you alone" in said
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(json.loads(path.read_bytes())["entries"]) == len(demo.snapshot().entries)


@pytest.mark.parametrize(
    ("what", "name", "start"),
    [
        ("Write the diary to a file", "d.zip", b"PK"),
        ("Write the diary to a file", "d.md", b"#"),
        ("Write a report", "r.html", b"<!"),
        ("Write a letter to a witness", "l.md", b"#"),
    ],
)
def test_the_ending_says_what_is_written(
    demo: Diary, tmp_path: Path, what: str, name: str, start: bytes
) -> None:
    written(demo, what, tmp_path / name)

    assert (tmp_path / name).read_bytes().lower().startswith(start.lower())


def test_a_file_that_is_there_and_an_unknown_ending_are_refused_and_nothing_is_written(
    demo: Diary, tmp_path: Path
) -> None:
    there = tmp_path / "there.json"
    there.write_text("mine")

    assert "exists already" in written(demo, "Write the diary to a file", there)
    assert ".json | .zip | .md" in written(demo, "Write the diary to a file", tmp_path / "x.doc")
    assert there.read_text() == "mine"
    assert not (tmp_path / "x.doc").exists()


def test_a_file_is_read_first_and_taken_in_by_the_next_enter(demo: Diary, tmp_path: Path) -> None:
    path = tmp_path / "diary.json"
    written(demo, "Write the diary to a file", path)
    other = open_diary(tmp_path / "other", tmp_path / "state of it", now=lambda: MOMENT)
    seen: list[str] = []

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "escape", "escape", "escape", "escape")
        await press(pilot, "ctrl+p", "paste:Take in a file", "enter", "ctrl+u", f"paste:{path}", "enter")
        await until(pilot, lambda: not pilot.app.screen.busy)  # type: ignore[attr-defined]
        seen.append(" ".join(text_of(pilot).split()))
        seen.append(str(len(other.snapshot().entries)))
        await press(pilot, "enter")
        await until(pilot, lambda: not pilot.app.screen.busy)  # type: ignore[attr-defined]

    watch(other, see)
    assert "No problems found:" in seen[0]
    assert seen[1] == "0"
    assert len(other.snapshot().entries) == len(demo.snapshot().entries)


def test_the_name_of_a_file_is_completed_by_what_lies_there(tmp_path: Path) -> None:
    (tmp_path / "march").mkdir()
    (tmp_path / ".hidden").touch()
    (tmp_path / "march.json").touch()

    assert completed_path(f"{tmp_path}/ma") == f"{tmp_path}/march.json"
    assert completed_path(f"{tmp_path}/.h") == f"{tmp_path}/.hidden"
    assert completed_path(f"{tmp_path}/x") is None
    assert completed_path("") is None
