"""What F2 hides: it stays hidden, and a hidden journal answers no question about what is written in it."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from detox.diary import Diary
from detox.domain.entries import CheckIn, Entry, Outcome
from detox.settings import Settings
from detox.tui.app import DetoxApp
from detox.tui.glyphs import GLYPH_SETS
from detox.tui.names import Names
from tests.tui.seen import demo_diary, play, press, text_of, watch

HIDDEN = "names hidden   F2 shows them"


@pytest.fixture
def demo(tmp_path: Path) -> Diary:
    return demo_diary(tmp_path)


def test_names_stay_hidden_at_the_next_start(demo: Diary) -> None:
    assert not DetoxApp(demo, Settings()).hidden
    assert DetoxApp(demo, Settings(hidden=True)).hidden
    assert DetoxApp(demo, Settings(hide_at_start=True)).hidden


def test_the_key_is_remembered(demo: Diary) -> None:
    async def see(pilot: Pilot[int]) -> None:
        app = pilot.app
        assert isinstance(app, DetoxApp)
        kept: list[bool] = []
        app.keep = lambda settings: kept.append(settings.hidden)
        await press(pilot, "f2", "f2", "f2")
        assert kept == [True, False, True]

    watch(demo, see)


def test_names_are_hidden_from_the_first_picture_on(demo: Diary) -> None:
    assert HIDDEN in play(demo, hide_at_start=True)
    assert "Family group" not in play(demo, hidden=True)


@pytest.mark.parametrize("key", ["slash", "f"])
def test_a_hidden_journal_is_not_searched(demo: Diary, key: str) -> None:
    seen = play(demo, "3", "f2", key)

    assert HIDDEN in seen
    assert "Show only" not in seen


def test_a_search_is_out_of_sight_while_names_are_hidden_and_back_after(demo: Diary) -> None:
    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "3")
        month = text_of(pilot).splitlines()[4]
        await press(pilot, "slash", *"cash")
        assert 'found: "cash"' in text_of(pilot)
        await press(pilot, "f2")
        hidden = text_of(pilot)
        assert "found" not in hidden
        assert "cash" not in hidden
        assert "January 2023" in hidden
        await press(pilot, "f2")
        assert 'found: "cash"' in text_of(pilot)
        assert pilot.app.screen.query_one("#search", Input).value == "cash"
        assert month

    watch(demo, see)


def test_no_typed_name_tells_a_task_of_ones_own_while_names_are_hidden(tmp_path: Path) -> None:
    seen = {}
    for typed in ("grandma", "grandpa"):
        seen[typed] = play(demo_with_grandma(tmp_path / typed), "f2", "plus", *typed).replace(typed, "...")

    assert seen["grandma"] == seen["grandpa"]
    assert "Ring Grandma" in play(demo_with_grandma(tmp_path / "shown"), "plus", *"grandma")


def demo_with_grandma(folder: Path) -> Diary:
    diary = demo_diary(folder)
    diary.basket.add("Ring Grandma Tuesday", listed=False)
    return diary


def entry_of(diary: Diary, outcome: Outcome, channel: str | None) -> Entry:
    return diary.day().entries[0].replace(outcome=outcome, channel=channel, helper=None)


@pytest.mark.parametrize("channel", [None, "old_account", "cash"])
def test_going_back_is_drawn_as_nothing_while_names_are_hidden(demo: Diary, channel: str | None) -> None:
    went_back = entry_of(demo, Outcome.APP, channel)
    shown, hidden = Names(demo), Names(demo, hidden=True)
    glyphs = GLYPH_SETS["unicode"]

    assert shown.sign(went_back, glyphs).strip()
    assert shown.outcome(went_back) == "went back"
    assert (hidden.sign(went_back, glyphs), hidden.outcome(went_back)) == (" ", "hidden")
    assert (hidden.role(went_back), hidden.carried(went_back)) == ("muted", "")


def test_other_outcomes_and_the_catalogues_channels_stay_to_be_read(demo: Diary) -> None:
    other = entry_of(demo, Outcome.WORKAROUND, "cash")
    hidden = Names(demo, hidden=True)

    assert (hidden.outcome(other), hidden.carried(other)) == ("workaround", "Cash")


def test_a_channel_of_ones_own_is_a_number_while_names_are_hidden(demo: Diary) -> None:
    own = demo.channels.add("Li's telephone")

    assert Names(demo).channel(own.id) == "Li's telephone"
    assert Names(demo, hidden=True).channel(own.id).startswith("channel ")
    assert Names(demo, hidden=True).channel("cash") == "Cash"


def test_answers_are_hidden_with_the_names_where_that_is_set(demo: Diary) -> None:
    checkin = CheckIn(day=demo.today, mood=3, recorded_at=demo.moment, updated_at=demo.moment)

    assert "3" in Names(demo, hidden=True).answers(checkin)
    assert Names(demo, hidden=True, ratings_hidden=True).answers(checkin) == "answers hidden"
    for keys in ((), ("3",)):
        assert "answers hidden" in play(demo, "f2", *keys, hide_ratings=True)
        assert "answers hidden" not in play(demo, *keys, hide_ratings=True)


def test_people_hidden_are_numbers(demo: Diary) -> None:
    people = demo.people.all()
    seen = play(demo, "5", "f2")

    assert people
    assert not [contact.name for contact in people if len(contact.name) > 3 and contact.name in seen]


def test_nothing_below_the_list_tells_that_somebody_went_back(tmp_path: Path) -> None:
    shown = play(demo_diary(tmp_path / "shown"), "a", size=(120, 36))
    hidden = play(demo_diary(tmp_path / "hidden"), "f2", "a", size=(120, 36))

    assert "what it was for" in shown
    assert "what it was for" not in hidden
    assert "Noted" not in hidden
