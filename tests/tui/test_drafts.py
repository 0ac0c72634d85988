"""What is typed in a dialog and not kept: on the disk, filled in again, gone when it is settled."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from detox.diary import Diary
from detox.diary.beginning import Beginning
from detox.settings import Settings
from detox.storage.drafts import Draft
from detox.tui.app import DetoxApp
from detox.tui.drafts_dialog import DraftsDialog, offer_drafts
from detox.tui.entry_dialogs import ask_day_note, ask_minutes
from detox.tui.standard_dialogs import NoteDialog

DAY = date(2026, 3, 14)


@pytest.fixture
def begun(diary: Diary) -> Diary:
    diary.start(Beginning(tasks=("pay.shop",)))
    return diary


@asynccontextmanager
async def today(diary: Diary) -> AsyncIterator[tuple[Any, Pilot[int]]]:
    app = DetoxApp(diary, Settings())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        yield app.screen, pilot


def note_kept(diary: Diary, text: str, before: str = "") -> None:
    diary.store.drafts.keep(
        Draft(name=f"day:{DAY}", question="A note on the day", texts={"note": text}, before={"note": before})
    )


@pytest.mark.parametrize(
    ("said", "shown"),
    [("", "typed"), ("before", "typed"), ("another", "another\ntyped")],
    ids=["nothing there", "as it was", "changed since"],
)
async def test_a_kept_text_stands_in_its_field_with_what_the_diary_says_since(
    begun: Diary, said: str, shown: str
) -> None:
    if said:
        begun.check_in(DAY, note=said)
    note_kept(begun, "typed", "before")
    async with today(begun) as (page, pilot):
        ask_day_note(page, DAY, begun.store.checkin(DAY))
        await pilot.pause()

        assert page.app.screen.query_one(TextArea).text == shown


async def test_two_numbers_make_no_third(begun: Diary) -> None:
    entry = begun.log("pay.shop", "direct", minutes=7)
    begun.store.drafts.keep(Draft(name=f"minutes:{entry.id}", texts={"minutes": "12"}, before={"minutes": "5"}))
    async with today(begun) as (page, pilot):
        ask_minutes(page, entry)
        await pilot.pause()

        assert page.app.screen.query_one(Input).value == "7"


async def test_a_text_taken_back_to_what_it_was_is_no_draft(begun: Diary) -> None:
    async with today(begun) as (page, pilot):
        ask_day_note(page, DAY, None)
        await pilot.press("a", "b")
        dialog = page.app.screen
        assert isinstance(dialog, NoteDialog)
        dialog.keep_unfinished()
        assert [draft.said for draft in begun.store.drafts.all()] == [("ab",)]

        await pilot.press("backspace", "backspace")
        dialog.keep_unfinished()

        assert begun.store.drafts.all() == []


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_a_draft_is_gone_once_it_is_kept_or_let_go_of(begun: Diary, key: str) -> None:
    note_kept(begun, "typed")
    async with today(begun) as (page, pilot):
        ask_day_note(page, DAY, None)
        await pilot.press("!", key)

        assert begun.store.drafts.all() == []
        checkin = begun.day(DAY).checkin
        assert (checkin.note if checkin else "") == ("typed!" if key == "enter" else "")


async def test_what_is_offered_is_let_go_of_only_after_a_yes(begun: Diary) -> None:
    note_kept(begun, "typed")
    async with today(begun) as (page, pilot):
        if not isinstance(page.app.screen, DraftsDialog):
            offer_drafts(page)
        await pilot.press("x", "n")
        assert len(begun.store.drafts.all()) == 1

        await pilot.press("x", "y")
        await pilot.pause()

        assert begun.store.drafts.all() == []
        assert not isinstance(page.app.screen, DraftsDialog)


async def test_a_text_whose_entry_is_gone_is_still_there_to_read(begun: Diary) -> None:
    begun.store.drafts.keep(Draft(name="note:gone", question="Pay in a shop", texts={"note": "typed"}))
    async with today(begun) as (page, pilot):
        if not isinstance(page.app.screen, DraftsDialog):
            offer_drafts(page)
        await pilot.press("enter", "escape", "escape")

        assert [draft.said for draft in begun.store.drafts.all()] == [("typed",)]
