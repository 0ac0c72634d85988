"""The journal in Markdown: every word of it is shown as it is, and none is taken for a sign."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from detox.domain.entries import CheckIn, Entry, Outcome
from detox.domain.snapshot import Snapshot
from detox.domain.trial import Trial
from detox.exchange.markdown import Wording, escaped, to_markdown
from detox.shown import shown
from tests.strategies import A_FEW, TODAY, snapshots, texts

MOMENT = "2026-03-14T21:00:00+08:00"
PLAIN = {
    *("heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text", "softbreak"),
    *("hardbreak", "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"),
    *("blockquote_open", "blockquote_close"),
}
SAY = Wording(
    day=lambda day: day.isoformat(),
    entry=lambda entry: f"{entry.task}, {entry.outcome}, {entry.helper}",
    answers=lambda checkin: f"mood {checkin.mood}",
    words=lambda entry: entry.note,
    day_words=lambda checkin: checkin.note,
)


def tokens(text: str) -> Iterator[Token]:
    """What a Markdown reader with tables sees."""
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        yield token
        yield from token.children or ()


@A_FEW
@given(snapshots())
def test_no_word_of_a_diary_is_taken_for_markdown(diary: Snapshot) -> None:
    assert {token.type.removesuffix("_special") for token in tokens(to_markdown(diary, SAY))} <= PLAIN


@A_FEW
@given(texts | st.text(alphabet="#*_-+=>`~|[]()!<&;:.19 \\a\t"))
@example("1. one")
@example("- one")
@example("=====")
@example("a\\")
@example("&amp;")
@example("http://example.org")
@example("* star")
@example("*")
@example("a * b_c __d__ e_")
@example(": -- :")
@example("\\.")
def test_a_line_is_shown_as_it_was_written(text: str) -> None:
    line = shown(text).strip()

    seen = "".join(token.content for token in tokens(escaped(text)) if token.type.startswith("text"))

    assert seen == line


def test_the_newest_day_comes_last_and_notes_keep_their_lines() -> None:
    entry = Entry(
        id="e1", day=TODAY, task="pay.shop", outcome=Outcome.PROXY, helper="Aunt *Mei*",
        note="one\r\ntwo\n\n# three", recorded_at=MOMENT, updated_at=MOMENT,
    )  # fmt: skip
    checkin = CheckIn(day=date(2026, 3, 13), mood=6, note="slept", recorded_at=MOMENT, updated_at=MOMENT)
    trial = Trial(start=date(2026, 3, 1), sentence="A week <without> it")

    text = to_markdown(Snapshot(trial=trial, entries=(entry,), checkins=(checkin,)), SAY)

    assert text == (
        "# Journal\n\n"
        "A trial of 84 days, 2026-03-01 to 2026-05-23.\n\n> A week \\<without> it\n\n"
        "## 2026-03-13\n\n- Check-in: mood 6\n\n  > slept\n\n"
        "## 2026-03-14\n\n- pay.shop, proxy, Aunt \\*Mei\\*\n\n  > one\\\n  > two\n  >\n  > \\# three\n"
    )


@pytest.mark.parametrize("note", ["", " \n ", "\t"])
def test_a_blank_note_is_no_quotation(note: str) -> None:
    checkin = CheckIn(day=TODAY, mood=6, note=note, recorded_at=MOMENT, updated_at=MOMENT)

    assert ">" not in to_markdown(Snapshot(checkins=(checkin,)), SAY)


@pytest.mark.parametrize(
    "line",
    [
        "55.2",
        "2.50 paid",
        "-3 points",
        "a_b",
        "3 < 4 > 2",
        "Q&A",
        "2 * 3",
        "#5",
        "C:\\dir",
        "80 %: yes",
        "(x)",
    ],
)
def test_what_markdown_takes_for_no_sign_is_readable_raw(line: str) -> None:
    assert escaped(line) == line
