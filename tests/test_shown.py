"""User text on its way to a terminal."""

import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from detox.shown import MARKS_KEPT, escaped_json, shown, shown_in_place, shown_lines

REVERSING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
HARMFUL = {"Cc", "Cs", "Zl", "Zp"}


def test_plain_text_is_left_as_it_was_typed() -> None:
    text = "Paid 12.50 in a shop · 用现金付了钱，店员找了零。 Ça va? Привет 👍 [/] [@click=app.quit] สวัสดี"

    assert shown(text) is not None
    assert shown(text) == text


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"),
        ("\x9b31m", "‹9B›31m"),
        ("nul\x00", "nul␀"),
        ("one\ntwo", "one↵two"),
        ("a\tb", "a b"),
        ("\u202egnp.exe", "‹RLO›gnp.exe"),
        ("pay\u200bpal\u2060", "paypal"),
        ("tag\U000e0041\U000e0042", "tag"),
        ("a\u2028b", "a‹LS›b"),
        ("\ud83d", "\ufffd"),
        ("\u3164", "␣"),
    ],
)
def test_a_trick_becomes_visible_or_is_dropped(typed: str, seen: str) -> None:
    assert shown(typed) == seen


def test_lines_stay_lines_where_lines_are_wanted() -> None:
    assert shown_lines("one\r\ntwo\n\x1bthree") == "one\ntwo\n␛three"


def test_a_tower_of_accents_is_cut_even_with_hidden_signs_between() -> None:
    tower = "e" + "\u0301\u200d" * 50 + "nd"

    assert shown(tower) == "e" + "\u0301" * MARKS_KEPT + "nd"


def test_no_code_point_reaches_the_terminal_as_a_control_a_reversal_or_nothing_at_all() -> None:
    wrong = []
    for start in range(0, sys.maxunicode + 1, 0x1000):
        line = shown("x".join(map(chr, range(start, start + 0x1000))))
        wrong += [sign for sign in line if unicodedata.category(sign) in HARMFUL or sign in REVERSING]

    assert wrong == []


def test_every_sign_without_a_look_is_dropped() -> None:
    formats = [chr(n) for n in range(sys.maxunicode + 1) if unicodedata.category(chr(n)) == "Cf"]

    assert [hex(ord(sign)) for sign in formats if shown(sign) and cell_len(shown(sign)) == 0] == []


@given(st.text(st.characters(exclude_categories=())))
def test_what_was_made_safe_stays_as_it_is(text: str) -> None:
    assert shown(shown(text)) == shown(text)


@given(st.text("e\u0301\u0489\u093e\u200d\ufe0f\u034f\x00\u3164—👍", max_size=60))
def test_no_sign_carries_more_marks_than_it_may(text: str) -> None:
    height = 0
    for sign in shown(text):
        height = height + 1 if unicodedata.category(sign)[0] == "M" else 0
        assert height <= MARKS_KEPT


def test_no_sign_that_is_dropped_could_part_a_tower_of_accents() -> None:
    letters = [hex(n) for n in range(sys.maxunicode + 1) if chr(n).isalnum() and not shown(chr(n))]

    assert letters == []


def test_a_text_that_is_edited_is_shown_sign_for_sign() -> None:
    text = "a\x1b]52;\x07\x9b\u202eb\u200b" + "e" + "\u0301" * 50

    drawn = shown_in_place(text)

    assert len(drawn) == len(text)
    assert drawn.startswith("a␛]52;␇��b�e")
    assert drawn.count("\u0301") == MARKS_KEPT


def test_a_family_in_a_text_that_is_edited_stays_together() -> None:
    assert (
        shown_in_place("妈妈 \U0001f469\u200d\U0001f467 ❤\ufe0f") == "妈妈 \U0001f469\u200d\U0001f467 ❤\ufe0f"
    )


def test_printed_json_steers_no_terminal_and_says_the_same() -> None:
    text = json.dumps("\x9b2J\x7f\u202eabc 现金", ensure_ascii=False)

    assert escaped_json(text) == '"\\u009b2J\\u007f\\u202eabc 现金"'
    assert json.loads(escaped_json(text)) == json.loads(text)
