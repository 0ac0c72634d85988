"""What is typed in a dialog and not kept: on the disk, filled in again, gone when it is settled."""

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from detox.diary import Diary
from detox.storage.drafts import Draft
from tests.tui.seen import play, press, settle, watch

OFFERED = {"en": "You were typing when Detox stopped", "zh_Hans": "Detox 停止时，这些文字还没写完"}


@pytest.fixture
def begun(diary: Diary) -> Diary:
    """A diary of one task."""
    diary.basket.add("pay.shop")
    return diary


def note_kept(diary: Diary, text: str, before: str = "") -> None:
    name = f"day:{diary.today}"
    moment = diary.context.moment()
    diary.store.drafts.keep(
        Draft(name=name, question="Q", texts={"note": text}, before={"note": before}, typed_at=moment)
    )


def kept(diary: Diary) -> list[tuple[str, ...]]:
    return [draft.said for draft in diary.store.drafts.all()]


@pytest.mark.parametrize("lang", ["en", "zh_Hans"])
@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 30)])
def test_what_was_typed_is_offered_at_the_next_start_and_opened_where_it_belongs(
    begun: Diary, size: tuple[int, int], lang: str
) -> None:
    note_kept(begun, "half a 句子")

    offered = play(begun, size=size, lang=lang)
    opened = play(begun, "enter", size=size, lang=lang)

    assert OFFERED[lang] in offered
    assert "half a 句子" in offered
    assert {"en": "esc later", "zh_Hans": "esc 以后"}[lang] in offered
    assert "half a 句子" in opened
    assert "21:00" in opened


@pytest.mark.parametrize(
    ("said", "shown"),
    [("", "typed"), ("before", "typed"), ("another", "another\ntyped")],
    ids=["nothing there", "as it was", "changed since"],
)
def test_a_kept_text_stands_in_its_field_with_what_the_diary_says_since(
    begun: Diary, said: str, shown: str
) -> None:
    if said:
        begun.check_in(begun.today, note=said)
    note_kept(begun, "typed", "before")

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "enter")
        assert pilot.app.screen.query_one(TextArea).text == shown

    watch(begun, see)


def test_two_numbers_make_no_third(begun: Diary) -> None:
    entry = begun.log("pay.shop", "w", channel="cash", minutes=7)
    draft = Draft(name=f"minutes:{entry.id}", question="Q", texts={"minutes": "12"}, before={"minutes": "5"})
    begun.store.drafts.keep(draft)

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "enter")
        assert pilot.app.screen.query_one(Input).value == "7"

    watch(begun, see)


def test_what_is_typed_is_kept_by_itself_and_no_draft_once_it_is_taken_back(begun: Diary) -> None:
    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "d", "i", "a", "b")
        await pilot.pause(0.7)
        assert kept(begun) == [("ab",)]

        await press(pilot, "backspace", "backspace")
        await pilot.pause(0.7)
        await settle(pilot)
        assert kept(begun) == []

    watch(begun, see)


@pytest.mark.parametrize(("key", "said"), [("enter", "typed!"), ("escape", "")])
def test_a_draft_is_gone_once_it_is_kept_or_let_go_of(begun: Diary, key: str, said: str) -> None:
    note_kept(begun, "typed")

    seen = play(begun, "enter", "end", "!", key)

    assert kept(begun) == []
    assert OFFERED["en"] not in seen
    checkin = begun.day().checkin
    assert (checkin.note if checkin else "") == said


def test_what_is_offered_is_let_go_of_only_after_a_yes(begun: Diary) -> None:
    note_kept(begun, "typed")

    play(begun, "x", "n")
    assert kept(begun) == [("typed",)]

    assert OFFERED["en"] not in play(begun, "x", "y")
    assert kept(begun) == []


def test_a_text_whose_entry_is_gone_is_still_there_to_read(begun: Diary) -> None:
    begun.store.drafts.keep(Draft(name="note:gone", question="Pay in a shop", texts={"note": "typed"}))

    seen = play(begun, "enter")

    assert "typed" in seen
    assert "It stands in its field again" in seen
    assert kept(begun) == [("typed",)]


def test_a_text_being_typed_outlives_the_disk_that_cannot_keep_it(begun: Diary) -> None:
    begun.store.drafts.folder.parent.mkdir(parents=True, exist_ok=True)
    begun.store.drafts.folder.write_text("in the way")

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "d", "i", "a", "b")
        await pilot.pause(0.7)
        await press(pilot, "enter")

    watch(begun, see)

    assert [entry.note for entry in begun.day().entries] == ["ab"]
