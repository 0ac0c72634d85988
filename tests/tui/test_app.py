"""Sentences about the program around the screens that could be false."""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console
from textual.pilot import Pilot

from detox.diary import Diary
from detox.settings import Settings
from detox.tui.app import DetoxApp
from detox.tui.standard_dialogs import NoteDialog
from detox.wiring import open_diary
from detox.words import speak
from tests.conftest import EVENING
from tests.tui.seen import SCREENS, demo_diary, play, press, settle, text_of, until, watch

NOTE = "Met Chen by the river"
TRICKS = "[/] [@click=app.quit]x[/] [red]y \x1b]52;c;c2VjcmV0\x07 \u202egnp"


def test_digits_lead_to_the_seven_screens(tmp_path: Path) -> None:
    diary = demo_diary(tmp_path)
    first_words = (
        "answered",
        "dependence",
        "entries",
        "What still ties you",
        "Next to tell",
        "By the rule",
        "on your list",
    )

    for key, words in zip(SCREENS.values(), first_words, strict=True):
        assert words in play(diary, key)


def test_the_language_changes_while_the_screens_run(tmp_path: Path) -> None:
    kept: list[Settings] = []
    speak("en")
    app = DetoxApp(demo_diary(tmp_path), Settings(), keep=kept.append)

    async def see() -> str:
        async with app.run_test(size=(80, 24)) as pilot:
            app.set("language", "zh_Hans")
            await settle(pilot)
            return text_of(pilot)

    seen = asyncio.run(see())

    assert "1 今天" in seen
    assert "d 直接" in seen
    assert [settings.language for settings in kept] == ["zh_Hans"]


def test_another_writer_while_the_program_is_being_left_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = DetoxApp(demo_diary(tmp_path), Settings())
    close = app._close_all

    async def close_slowly() -> None:  # a second goes by, in which somebody writes
        await app.screen.query("*").remove()
        app.diary.log("msg.family", "direct")
        app.look_again()
        await close()

    async def leave() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)

    monkeypatch.setattr(app, "_close_all", close_slowly)
    asyncio.run(leave())

    assert app._exception is None


def test_preferences_change_the_signs_at_once(tmp_path: Path) -> None:
    seen = play(demo_diary(tmp_path), "comma", "down", "down", "right", "escape")

    assert "=======" in seen
    assert "━" not in seen


def test_every_screen_can_be_drawn_in_ascii(tmp_path: Path) -> None:
    diary = demo_diary(tmp_path)

    for key in SCREENS.values():
        assert play(diary, key, signs="ascii").isascii(), key


@pytest.mark.parametrize("key", SCREENS.values())
def test_user_text_is_never_markup_nor_an_escape(tmp_path: Path, key: str) -> None:
    diary = demo_diary(tmp_path)
    entry = diary.day().entries[0]
    diary.basket.edit(diary.basket.find(entry.task), name=TRICKS, plan="phone")
    diary.edit(entry, note=TRICKS)
    diary.people.add(TRICKS, key=True)

    seen = play(diary, key, "enter", "escape")

    assert "\x1b" not in seen
    assert "\u202e" not in seen


def test_a_dialog_shows_markup_as_it_was_typed(tmp_path: Path) -> None:
    diary = demo_diary(tmp_path)
    task = diary.basket.usual(diary.today)[0]
    diary.basket.edit(task, name="[/] [x] [red]")

    seen = play(diary, "up", "up", "m")

    assert "[/] [x] [red]" in seen


def test_another_writer_is_noticed(tmp_path: Path) -> None:
    diary, other = (
        demo_diary(tmp_path),
        open_diary(tmp_path / "home", tmp_path / "state2", now=lambda: EVENING),
    )
    task = diary.basket.usual(diary.today)[2]

    async def see(pilot: Pilot[int]) -> None:
        assert "6 of 11" in text_of(pilot)
        other.log(task.id, "d", day=diary.today)
        await until(pilot, lambda: "7 of 11" in text_of(pilot))

    watch(diary, see)


def test_another_writer_takes_nothing_that_is_being_typed(tmp_path: Path) -> None:
    diary = demo_diary(tmp_path)

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "3", "slash", "s", "h")
        diary.people.add("Lin")
        await until(pilot, lambda: pilot.app.stamp_as_read == diary.stamp())
        await press(pilot, "o")
        assert 'found: "sho"' in text_of(pilot)

    watch(diary, see)


def test_midnight_turns_the_page(home: Path) -> None:
    now = [EVENING]
    diary = open_diary(home, home / ".state", now=lambda: now[0])
    diary.basket.add("pay.shop")

    async def see(pilot: Pilot[int]) -> None:
        assert "Saturday 14 March" in text_of(pilot)
        now[0] = EVENING + timedelta(hours=8)
        pilot.app.look_again()  # type: ignore[attr-defined]
        await settle(pilot)
        assert "Sunday 15 March" in text_of(pilot)

    watch(diary, see)


def test_a_program_that_is_being_left_draws_nothing_again(tmp_path: Path) -> None:
    diary = demo_diary(tmp_path)
    drawn: list[bool] = []

    async def see(pilot: Pilot[int]) -> None:
        app = pilot.app
        close_all = app._close_all

        async def close_and_look() -> None:  # the watch fires between the first widget that goes and the last
            app._stamp = None  # type: ignore[attr-defined]
            app.redraw = lambda: drawn.append(True)  # type: ignore[attr-defined]
            app.look_again()  # type: ignore[attr-defined]
            await close_all()

        app._close_all = close_and_look  # type: ignore[method-assign]

    watch(diary, see)

    assert not drawn


def test_a_crash_says_where_and_shows_no_note(tmp_path: Path) -> None:
    app = DetoxApp(demo_diary(tmp_path), Settings())
    app._close_messages_no_wait = lambda: None  # type: ignore[method-assign]

    try:
        _broken(NOTE)
    except ValueError:
        app._fatal_error()

    console = Console(width=200)
    with console.capture() as capture:
        for renderable in app._exit_renderables:
            console.print(renderable)
    assert "ValueError" in capture.get()
    assert "test_app.py" in capture.get()
    assert NOTE not in capture.get()


def _broken(note: str) -> None:
    raise ValueError(note)


def test_being_stopped_keeps_the_note_that_was_being_typed(tmp_path: Path) -> None:
    diary = demo_diary(tmp_path)

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "d", "i", *"river")  # of the entry made last
        assert isinstance(pilot.app.screen, NoteDialog)
        pilot.app._leave(15)  # type: ignore[attr-defined]
        await settle(pilot)

    watch(diary, see)

    assert [draft.said for draft in diary.store.drafts.all()] == [("river",)]


def test_no_picture_of_the_diary_is_ever_written(tmp_path: Path) -> None:
    app = DetoxApp(demo_diary(tmp_path), Settings())

    assert (app.save_screenshot("x.svg"), app.deliver_screenshot()) == ("", None)


@pytest.fixture
def behind() -> Iterator[None]:
    yield
    speak("en")


def test_every_binding_is_translated(tmp_path: Path, behind: None) -> None:
    untranslated: set[str] = set()

    async def see(pilot: Pilot[int]) -> None:
        for key in SCREENS.values():
            await press(pilot, key)
            for active in pilot.app.screen.active_bindings.values():
                said = active.binding.description
                if said and said.isascii() and active.binding.id:
                    untranslated.add(said)

    speak("zh_Hans")
    watch(demo_diary(tmp_path, "zh_Hans"), see)

    assert untranslated == set()


def test_undo_has_a_refusal_not_a_crash(diary: Diary) -> None:
    diary.basket.add("pay.shop")

    assert "nothing to undo" in play(diary, "u", "u")


def test_help_says_what_the_keys_of_this_screen_do(tmp_path: Path) -> None:
    diary = demo_diary(tmp_path)

    assert "check-in" in play(diary, "question_mark")
    assert "explain this week" in play(diary, "2", "question_mark")


def test_a_dialog_keeps_its_keys_to_itself(tmp_path: Path) -> None:
    diary = demo_diary(tmp_path)
    before: datetime = diary.context.now()

    seen = play(diary, "up", "i", "2", "u", "q", "question_mark")

    assert "2uq?" in seen
    assert before == diary.context.now()
