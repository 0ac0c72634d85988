"""The locked screen, the lock, and sealing from the screens, that could be false."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from detox.diary import Diary
from detox.diary.sealing import Sealing
from detox.settings import Settings
from detox.tui import app as screens
from detox.tui.locked_app import OPENED, LockedApp
from detox.words import speak
from tests.conftest import EVENING
from tests.sealed import PASSPHRASE, opened, sealing_at
from tests.storage.test_sealing import NEEDLE, clear_text
from tests.tui.seen import play, press, settle, text_of, until, watch

pytest.importorskip("pyrage", reason="the cipher library has no wheel for this system")


@pytest.fixture
def now() -> Callable[[], datetime]:
    seconds = count()
    return lambda: EVENING + timedelta(seconds=next(seconds))


@pytest.fixture
def sealed_diary(diary: Diary, home: Path, now: Callable[[], datetime]) -> Diary:
    """A sealed diary of one task, open."""
    diary.basket.add("pay.shop")
    sealing = sealing_at(home, now)
    sealing.seal(PASSPHRASE, sealing.new_kit())
    return opened(home, now)


def unlocking(
    sealing: Sealing, *keys: str, lang: str = "en", size: tuple[int, int] = (80, 24), over: bool = False
) -> tuple[str, int | None]:
    """What stands on the locked screen after these keys, and how it ended; `over`: it ends by them."""

    async def playing() -> tuple[str, int | None]:
        app = LockedApp(sealing, Settings())
        async with app.run_test(size=size) as pilot:
            await press(pilot, *keys)
            if over:
                await until(pilot, lambda: app.return_value is not None)
                return "", app.return_value
            await app.workers.wait_for_complete()
            await settle(pilot)
            return text_of(pilot), app.return_value

    speak(lang)
    return asyncio.run(playing())


@pytest.fixture
def locked(sealed_diary: Diary, home: Path, now: Callable[[], datetime]) -> Sealing:
    return sealing_at(home, now)


def test_the_locked_screen_names_nothing(locked: Sealing) -> None:
    seen, _how = unlocking(locked)

    assert "This diary is locked." in seen
    assert "It cannot be recovered: without it" in seen
    assert not [word for word in ("Pay", "Today", "day 1", "Journal") if word in seen]


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 12)])
def test_the_locked_screen_speaks_chinese_in_every_window(locked: Sealing, size: tuple[int, int]) -> None:
    seen, _how = unlocking(locked, lang="zh_Hans", size=size)

    assert "这本日记已锁定。" in seen
    assert "esc 退出" in seen


def test_the_right_words_open_it(locked: Sealing) -> None:
    _seen, how = unlocking(locked, f"paste:{PASSPHRASE}", "enter", over=True)

    assert how == OPENED
    assert not locked.is_locked


def test_other_words_open_nothing_and_the_field_is_empty_again(locked: Sealing) -> None:
    seen, how = unlocking(locked, "paste:other words", "enter")

    assert "That was not it. Nothing was" in seen
    assert "*" not in seen
    assert how is None
    assert locked.is_locked


def test_it_says_that_it_opens_before_the_cipher_lets_nothing_else_run(locked: Sealing) -> None:
    seen: list[str] = []

    async def playing() -> None:
        app = LockedApp(locked, Settings())
        async with app.run_test(size=(80, 24)) as pilot:
            locked.unlock = lambda *_: seen.append(text_of(pilot))  # type: ignore[method-assign]
            await press(pilot, *"words", "enter")
            await until(pilot, lambda: app.return_value is not None)

    asyncio.run(playing())

    assert "Opening..." in seen[0]


def test_what_is_typed_is_shown_only_when_it_is_wanted(locked: Sealing) -> None:
    covered, _how = unlocking(locked, "paste:other words")
    shown, _how = unlocking(locked, "paste:other words", "f3")

    assert "other words" not in covered
    assert "***********" in covered
    assert "other words" in shown


def test_esc_leaves_it_locked(locked: Sealing) -> None:
    _seen, how = unlocking(locked, "escape", over=True)

    assert how == 0
    assert locked.is_locked


def ends(diary: Diary, *keys: str, **settings: object) -> int | None:
    """How the screens end by these keys."""
    ended: list[int | None] = []

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, *keys)
        await until(pilot, lambda: pilot.app.return_value is not None)
        ended.append(pilot.app.return_value)

    watch(diary, see, **settings)
    return ended[0]


def test_ctrl_l_locks_a_sealed_diary_at_once_in_a_dialog_too(sealed_diary: Diary) -> None:
    assert ends(sealed_diary, "ctrl+l") == screens.LOCKED
    assert ends(sealed_diary, "k", "i", "ctrl+l") == screens.LOCKED


def test_what_was_being_typed_when_it_was_locked_is_a_sealed_draft(
    sealed_diary: Diary, home: Path, now: Callable[[], datetime]
) -> None:
    how = ends(sealed_diary, "I", f"paste:{NEEDLE}", "ctrl+l")

    assert how == screens.LOCKED
    assert clear_text(home) == []
    assert [draft.said for draft in opened(home, now).drafts.all()] == [(NEEDLE,)]


def test_a_diary_without_a_seal_says_so_where_it_should_be_locked(diary: Diary) -> None:
    diary.basket.add("pay.shop")

    seen = play(diary, "ctrl+l")

    assert "This diary is not sealed" in seen


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "whoevercanloginherecanreadit.Preferences,s:sealit."),
        ("zh_Hans", "能登录这台电脑的人都能读。要加密：偏好里按s。"),
    ],
)
def test_what_is_said_is_whole_in_a_window_of_forty_cells(diary: Diary, lang: str, said: str) -> None:
    diary.basket.add("pay.shop")

    seen = play(diary, "ctrl+l", lang=lang, size=(40, 30))

    assert said in "".join(seen.translate(dict.fromkeys(map(ord, "▌─~"))).split())


def test_in_a_window_of_forty_cells_every_setting_has_its_value_and_every_key_is_named(diary: Diary) -> None:
    diary.basket.add("pay.shop")

    seen = play(diary, "comma", size=(40, 30))

    assert "10 min" in seen
    assert "esc close" in seen
    assert "read it. s: seal it. m: machines." in " ".join(seen.split())


@pytest.mark.parametrize(("minutes", "locks"), [(10, True), (0, False)])
def test_ten_minutes_without_a_key_lock_a_sealed_diary(
    sealed_diary: Diary, minutes: int, *, locks: bool
) -> None:
    async def see(pilot: Pilot[int]) -> None:
        app = pilot.app
        assert isinstance(app, screens.DetoxApp)
        app.touched_at -= 601
        app.look_again()
        await pilot.pause()
        ended.append(app.return_value)

    ended: list[int | None] = []
    watch(sealed_diary, see, lock_minutes=minutes)

    assert ended == [screens.LOCKED if locks else None]


def test_a_seal_that_another_window_changed_locks_this_one(
    sealed_diary: Diary, home: Path, now: Callable[[], datetime]
) -> None:
    async def see(pilot: Pilot[int]) -> None:
        sealing = sealing_at(home, now)
        sealing.unlock(PASSPHRASE)
        sealing.unseal()
        await press(pilot, "2")
        await until(pilot, lambda: pilot.app.return_value is not None)
        ended.append(pilot.app.return_value)

    ended: list[int | None] = []
    watch(sealed_diary, see)

    assert ended == [screens.LOCKED]


def test_a_dialog_that_closes_over_a_diary_sealed_elsewhere_is_no_fault(
    diary: Diary, home: Path, now: Callable[[], datetime]
) -> None:
    diary.basket.add("pay.shop")

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "question_mark")
        elsewhere = sealing_at(home, now)
        elsewhere.seal(PASSPHRASE, elsewhere.new_kit())
        pilot.app.busy_sealing = True  # type: ignore[attr-defined]  # as while this very program seals it
        await press(pilot, "escape")
        await settle(pilot)
        pilot.app.say_first_line(pilot.app.screen)  # type: ignore[attr-defined]  # drawn before, said after
        pilot.app.busy_sealing = False  # type: ignore[attr-defined]
        pilot.app.look_again()  # type: ignore[attr-defined]
        await until(pilot, lambda: pilot.app.return_value is not None)
        ended.append(pilot.app.return_value)

    ended: list[int | None] = []
    watch(diary, see, first_lines=True)

    assert ended == [screens.LOCKED]


@pytest.fixture
def plain_diary(diary: Diary, home: Path, now: Callable[[], datetime]) -> Diary:
    """A diary of one task that could be sealed quickly."""
    diary.basket.add("pay.shop")
    diary.sealing = sealing_at(home, now)
    return diary


def test_the_preferences_say_that_it_is_not_sealed_and_seal_it(plain_diary: Diary, home: Path) -> None:
    ended: list[int | None] = []

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "comma")
        assert "Not sealed. s: seal it." in text_of(pilot)
        await press(pilot, "s", "paste:six good words", "enter", "paste:six good words", "enter")
        kit = pilot.app.screen.kit  # type: ignore[attr-defined]  # the dialog of the kit
        await press(pilot, *"zzzzzz", "enter")
        assert "not its last characters" in text_of(pilot)
        pilot.app.screen.query_one(Input).value = kit.checked.lower()
        await press(pilot, "enter")
        await until(pilot, lambda: "Sealed: every file" in text_of(pilot))
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.return_value is not None)
        ended.append(pilot.app.return_value)

    watch(plain_diary, see)

    assert ended == [screens.OPEN_ANEW]
    assert plain_diary.sealing.is_sealed
    assert not list(home.rglob("*.json"))[2:]  # of the diary none: device and seal alone


@pytest.mark.parametrize("size", [(80, 24), (40, 30)])
def test_sealing_shows_whole_lines_of_the_key_all_its_keys_and_that_it_takes_a_while(
    plain_diary: Diary, size: tuple[int, int]
) -> None:
    seen: list[str] = []

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "comma", "s", "paste:six good words", "enter")
        assert "esc leave it unsealed" in " ".join(text_of(pilot).split())
        await press(pilot, "paste:six good words", "enter")
        kit, dialog = pilot.app.screen.kit, text_of(pilot)  # type: ignore[attr-defined]  # the kit's dialog
        assert kit.secret in "".join(dialog.split())
        assert [line.strip() in kit.secret for line in dialog.splitlines() if "SECRET" in line] == [True]
        pilot.app.screen.query_one(Input).value = kit.checked
        plain_diary.sealing.seal = lambda *_: seen.append(text_of(pilot))  # type: ignore[method-assign]
        await press(pilot, "enter")
        await until(pilot, lambda: bool(seen))

    watch(plain_diary, see, size=size)

    assert "Sealing..." in seen[0]


@pytest.mark.parametrize("keys", [("escape",), ("paste:six good words", "enter", "enter", "escape")])
def test_a_change_of_mind_leaves_it_unsealed(plain_diary: Diary, home: Path, keys: tuple[str, ...]) -> None:
    seen = play(plain_diary, "comma", "s", *keys)

    assert not plain_diary.sealing.is_sealed
    assert not list(home.rglob("*.age"))
    assert "Nothing was changed." in seen


def test_a_passphrase_is_never_a_draft(plain_diary: Diary) -> None:
    play(plain_diary, "comma", "s", f"paste:{NEEDLE}", "ctrl+q")

    assert plain_diary.drafts.all() == []


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            ("This diary is not sealed: whoever can log in here can read it.", "Seal it with a passphrase?"),
        ),
        ("zh_Hans", ("这本日记没有加密：能登录这台电脑的人都能读。", "要用密码短语加密吗？（建议加密）")),
    ],
)
def test_the_first_run_says_what_an_unsealed_diary_is_and_offers_the_seal(
    diary: Diary, lang: str, said: tuple[str, str]
) -> None:
    seen = play(diary, *("escape",) * 3, lang=lang)

    assert all(sentence in seen for sentence in said)
