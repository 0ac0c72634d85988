"""Journals of texts: jrnl's own file, Day One and tui-journal, each text on the day its writer had."""

import io
import json
import zipfile

import pytest

from detox.errors import BadLog
from detox.exchange.foreign import guessed, read
from detox.exchange.foreign.source import Source


def _texts(source: Source) -> list[tuple[str, str | None, str]]:
    return [(str(row.day), row.at, row.text) for row in source.rows]


def _day_one(**fields: object) -> bytes:
    entry = {"uuid": "A1", "creationDate": "2024-03-05T20:15:00Z", "text": "Coins again", **fields}
    return json.dumps({"metadata": {"version": "1.0"}, "entries": [entry]}).encode()


TWO = "[2024-03-05 20:15] Paid in coins.\nThe baker had change.\n\n[2024-03-06 07:00] Bus card.\n"
TEXTS = {
    TWO: [
        ("2024-03-05", "20:15", "Paid in coins.\nThe baker had change."),
        ("2024-03-06", "07:00", "Bus card."),
    ],
    "2024-03-05 20:15 An old one\n2024-03-06 07:00 And more": [
        ("2024-03-05", "20:15", "An old one"),
        ("2024-03-06", "07:00", "And more"),
    ],
    "[2024-03-05 08:15:00 PM] With halves *\n[x] a box\n[1] a note\n": [
        ("2024-03-05", "20:15", "With halves *\n[x] a box\n[1] a note")
    ],
    "\ufeff\n[05.03.2024 20:15] Dots\n": [("2024-03-05", "20:15", "Dots")],
    "[5 March 2024] No hour\n": [("2024-03-05", None, "No hour")],
}


@pytest.mark.parametrize(("text", "texts"), TEXTS.items())
def test_a_journal_as_text_is_read_entry_by_entry(text: str, texts: list[tuple[str, str, str]]) -> None:
    assert guessed(text.encode()) == "jrnl-text"
    assert _texts(read(text.encode())) == texts


def test_a_text_without_days_is_no_journal() -> None:
    with pytest.raises(BadLog, match=r"line 1: expected \[YYYY-MM-DD HH:MM\] and a title, got Dear diary,"):
        read(b"Dear diary,\n[2024-03-05 20:15] Late", "jrnl-text")


def test_a_text_of_day_one_is_on_the_day_that_its_writer_had() -> None:
    source = read(_day_one(timeZone="Asia/Shanghai", tags=["cash"], starred=True))

    assert _texts(source) == [("2024-03-06", "04:15", "Coins again cash *")]


@pytest.mark.parametrize("zone", ["Nowhere/Land", "../../etc/passwd", "", 3])
def test_a_zone_that_is_not_known_leaves_the_time_in_utc_and_is_named(zone: object) -> None:
    source = read(_day_one(timeZone=zone))

    assert _texts(source) == [("2024-03-05", "20:15", "Coins again")]
    known = zone == "" or not isinstance(zone, str)
    assert source.aside == (() if known else ("entries[0].timeZone: not known here, so its time is in UTC",))


def test_an_archive_of_day_one_gives_its_journals_and_names_its_photographs() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("Journal.json", _day_one())
        archive.writestr("Travel.json", _day_one(text="Away"))
        archive.writestr("photos/1.jpeg", b"\xff\xd8")

    source = read(data.getvalue())

    assert [text for _day, _at, text in _texts(source)] == ["Coins again", "Away"]
    assert source.aside == ("photos/1.jpeg",)


def test_a_moment_that_is_none_is_refused() -> None:
    with pytest.raises(BadLog, match=r"entries\[0\].creationDate: expected a moment"):
        read(_day_one(creationDate="yesterday"))


TRANSFER = json.dumps(
    {
        "version": 100,
        "entries": [{"id": 1, "date": "2024-03-05T20:15:00Z", "title": "No wallet", "content": "Coins."}],
    }
).encode()


def test_a_transfer_file_of_tui_journal_gives_titles_and_contents() -> None:
    assert guessed(TRANSFER) == "tui-journal"
    assert _texts(read(TRANSFER)) == [("2024-03-05", "20:15", "No wallet\nCoins.")]


def test_a_transfer_file_never_passes_as_jrnl() -> None:
    with pytest.raises(BadLog, match=r"entries\[0\].body: expected the text of a jrnl entry"):
        read(TRANSFER, "jrnl")
