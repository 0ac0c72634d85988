"""A poisoned diary: every text in it tries to drive the terminal or the program; none gets through."""

import unicodedata
from collections.abc import Sequence
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from textual.pilot import Pilot

from detox.__main__ import main
from detox.diary import Diary
from detox.domain.entries import (
    Channel,
    CheckIn,
    Confirmation,
    Contact,
    ContactState,
    Cost,
    Entry,
    Independence,
    Leaving,
    Outcome,
    Pause,
    Step,
    Task,
)
from detox.domain.snapshot import Snapshot
from detox.domain.trial import Choice, Ending, Rule, Trial, usual_rule
from detox.wiring import open_diary
from detox.words import speak
from tests.conftest import EVENING
from tests.tui.seen import press, text_of, watch

TODAY, FIRST = EVENING.date(), date(2026, 2, 2)
POISON = "[/][@click=app.quit]out[/]\x1b]52;c;aGk=\x07\x9b2J\x1b[2J\u202etxt\u200b\U000e0041"
TOWER = "e" + "\u0301" * 3000
NAME = POISON + "\u0301" * 100
TEXT = f"{POISON}\r\n{TOWER}\x00\x7f$HOME {{x}} %s"

KEYS: dict[str, Sequence[Sequence[str]]] = {
    "1": [["c"], ["m"], ["plus"], ["k"], ["i"], ["w"], ["delete"], ["u"], ["left_square_bracket"]],
    "2": [["e"], ["t"], ["plus", "minus"], ["left"]],
    "3": [["f"], ["g"], ["down", "i"], ["c"], ["m"], ["slash", "o", "u", "t"], ["x"], ["delete"]],
    "4": [["enter"], ["i"], ["t"]],
    "5": [["enter"], ["m"], ["a"], ["s"], ["l"]],
    "6": [["c"], ["r"], ["n"], ["a"], ["ctrl+p"], ["question_mark"]],
}  # fmt: skip
READING = (
    "day", "week", "trend", "ties", "search out", "search [/]", "task list", "pause list", "contact list",
    "contact next", "contact message p1", "step list", "trial show", "verdict --yes",
    "explain 1", "undo --list", "report", "config", "export", "export --format markdown", "doctor",
)  # fmt: skip
HARMFUL = {"\u202e", "\u200b", "\U000e0041"}


def poisoned() -> Snapshot:
    """Five weeks in which every field that takes a text has got one."""
    said = EVENING.isoformat()
    ids, numbers = ("bad.one", "bad.two"), count(1)
    entries = [
        Entry(
            id=f"{next(numbers):036}", day=day, task=task, outcome=outcome, channel=channel, minutes=7,
            cost=Cost(amount="2.50", currency="CNY"), helper=NAME, note=TEXT, recorded_at=said,
            updated_at=said,
        )
        for day in (FIRST, date(2026, 2, 20), date(2026, 3, 13), TODAY)
        for task, channel in zip(ids, ("ch1", None), strict=True)
        for outcome in (Outcome.PROXY, Outcome.WORKAROUND, Outcome.UNMET)
    ]  # fmt: skip
    rule = usual_rule(30)
    whole = {name: getattr(rule, name) for name in Rule.__struct_fields__}
    trial = Trial(**whole, start=FIRST, sentence=TEXT, choice=Choice(on=TODAY, what=Ending.LATER, why=TEXT))
    trial = trial.amended(rule.replace(need=1), time=said, day=3, logged=2, reason=TEXT)
    return Snapshot(
        app=NAME,
        left=FIRST,
        how=Leaving.BANNED,
        trial=trial,
        tasks=tuple(
            Task(id=id_, name=NAME, category="messages", importance=3, plan="ch1", since=FIRST) for id_ in ids
        ),
        channels=(Channel(id="ch1", name=NAME, independence=Independence.INDEPENDENT),),
        entries=tuple(entries),
        checkins=(CheckIn(day=TODAY, normal=True, mood=3, note=TEXT, recorded_at=said, updated_at=said),),
        contacts=tuple(
            Contact(
                id=f"p{n}", name=NAME, reach="ch1", address=NAME, state=state, note=TEXT, key=True,
                confirmed_by=Confirmation.CALL if state is ContactState.CONFIRMED else None, updated_at=said,
            )
            for n, state in enumerate(ContactState)
        ),
        steps=(Step(id="s1", text=NAME, due=TODAY, updated_at=said),),
        pauses=(Pause(id="z1", first=date(2026, 2, 10), last=date(2026, 2, 11), reason=TEXT),),
    )  # fmt: skip


@pytest.fixture
def ill(diary: Diary) -> Diary:
    diary.take_in(poisoned())
    return diary


@pytest.fixture(scope="module")
def sick_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same on the disk, to be read only."""
    home = tmp_path_factory.mktemp("poison") / "home"
    open_diary(home, home / ".state", now=lambda: EVENING).take_in(poisoned())
    return home


def harm(text: str) -> set[str]:
    """What in a text a terminal would obey, or a reader not see."""
    towers = {"tower"} if "\u0301" * 9 in text else set()
    controls = {sign for sign in text if unicodedata.category(sign) == "Cc" and sign != "\n"}
    return towers | controls | (HARMFUL & set(text))


def harm_on(pilot: Pilot[int]) -> set[str]:
    """The same, of the screen as it is sent to the terminal; and links that user text has made."""
    found = set()
    for strip in pilot.app.screen._compositor.render_strips():
        for segment in strip:
            found |= harm(segment.text)
            found |= {
                "link"
                for link in [(segment.style.meta if segment.style else {}).get("@click", "")]
                if "app.quit" in link
            }
    return found


@pytest.mark.parametrize("key", KEYS)
def test_no_dialog_of_a_screen_obeys_a_poisoned_diary(ill: Diary, key: str) -> None:
    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, key)
        for way in ([], *KEYS[key]):
            await press(pilot, *way)
            assert harm_on(pilot) == set(), (way, harm_on(pilot))
            assert pilot.app.is_running
            await press(pilot, "escape")

    watch(ill, see)


def test_every_screen_shows_a_poisoned_text_as_it_was_typed(ill: Diary) -> None:
    async def see(pilot: Pilot[int]) -> None:
        for key in KEYS:
            await press(pilot, key)
            assert harm_on(pilot) == set(), (key, harm_on(pilot))
            assert key == "2" or "[/][@click" in text_of(pilot)  # the weeks hold no text

    watch(ill, see, (120, 36))


@pytest.mark.parametrize("words", READING)
def test_no_reading_command_lets_a_poisoned_text_through(
    sick_home: Path, capfd: pytest.CaptureFixture[str], words: str
) -> None:
    speak("en")
    code = main(["--home", str(sick_home), *words.split()])

    printed = capfd.readouterr()
    assert code == 0, printed.err
    assert printed.out
    data = {"\u200b", "\U000e0041", "tower"} if words.startswith("export") else set()
    assert harm(printed.out + printed.err) - data == set()
