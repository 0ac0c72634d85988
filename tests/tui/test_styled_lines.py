"""Sentences about lines, colours and glyphs that could be false."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import asdict
from rich.cells import cell_len

from detox.domain.entries import NEEDED, Outcome
from detox.tui import theme
from detox.tui.glyphs import ASCII, GLYPH_SETS, UNICODE
from detox.tui.header_footer import key_lines, tab_lines
from detox.tui.sparklines import bars, big_number, meter, week_bars
from detox.tui.styled_lines import Line, LineRenderer, beside, cut, folded, wrapped
from detox.words import speak

TEXT = st.text(st.sampled_from(list("ab 店付款，。（）é~")), max_size=60)
GROUNDS = ("ground", "panel", "raised")
READ = [role for role in theme.DARK if role not in (*GROUNDS, "line", "chosen")]


@given(TEXT, st.integers(0, 40))
@settings(max_examples=150)
def test_cut_text_fits_and_no_wide_sign_is_cut_through(text: str, cells: int) -> None:
    kept = cut(text, cells)

    assert cell_len(kept) <= cells or kept == text
    assert text.startswith(kept.removesuffix("~"))


@given(TEXT, st.integers(2, 40))
@settings(max_examples=150)
def test_wrapped_lines_fit_and_lose_no_sign(text: str, cells: int) -> None:
    lines = wrapped(text, cells)

    assert all(cell_len(line) <= cells + 2 for line in lines)  # a closing stop may hang
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.lists(st.tuples(st.integers(0, 60), TEXT), max_size=6), st.integers(1, 80))
@settings(max_examples=100)
def test_a_line_is_exactly_as_wide_as_asked(pieces: list[tuple[int, str]], width: int) -> None:
    line = Line()
    for column, text in pieces:
        line.put(column, text)

    assert LineRenderer("dark").strip(line, width).cell_length == width


def test_a_right_hand_text_that_does_not_fit_is_left_out() -> None:
    line = Line().put(0, "Sunday 1 January").right(20, ("6 of 8", "muted"))

    assert line.text() == "Sunday 1 January"


def test_two_drawings_stand_side_by_side() -> None:
    rows = beside([Line().put(0, "a")], [Line().put(0, "b"), Line().put(0, "c")], 4)

    assert [row.text() for row in rows] == ["a   b", "    c"]


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _pairs() -> Iterator[tuple[str, str, str]]:
    yield from product(("dark", "light"), READ, GROUNDS)


@pytest.mark.parametrize(("name", "role", "ground"), list(_pairs()))
def test_every_word_can_be_read_on_every_ground(name: str, role: str, ground: str) -> None:
    colours = theme.ROLES[name]

    assert _contrast(colours[role], colours[ground]) >= 4.5


@pytest.mark.parametrize(("name", "outcome"), list(product(("dark", "light"), NEEDED)))
def test_an_outcomes_sign_can_be_read_on_its_own_tint(name: str, outcome: Outcome) -> None:
    style = theme.style(f"{outcome} tint", name)

    assert style.color is not None
    assert style.bgcolor is not None
    assert _contrast(style.color.name, style.bgcolor.name) >= 4.5


@pytest.mark.parametrize("glyphs", GLYPH_SETS.values(), ids=GLYPH_SETS)
def test_every_sign_takes_one_cell_and_the_outcomes_stay_apart(glyphs) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    marks = [*glyphs.outcomes.values(), glyphs.focus, glyphs.rule, glyphs.tab, glyphs.bar, glyphs.nothing]

    assert {cell_len(mark) for mark in marks} == {1}
    assert len(set(glyphs.outcomes.values())) == len(Outcome)


def test_the_ascii_glyphs_are_ascii() -> None:
    marks = [*ASCII.outcomes.values(), *(mark for mark in asdict(ASCII).values() if isinstance(mark, str))]

    assert all(mark.isascii() for mark in marks)
    assert all(mark.isascii() for mark in asdict(ASCII.marks).values() if mark)


def test_without_colours_no_style_has_one() -> None:
    for role, ground in product((*theme.DARK, "direct tint", "bright bold"), GROUNDS):
        style = theme.style(role, "plain", ground)
        assert (style.color, style.bgcolor) == (None, None)


def test_chinese_is_never_slanted() -> None:
    speak("zh_Hans")

    assert not LineRenderer("dark").style("muted italic").italic


@pytest.mark.parametrize(
    ("environ", "few"),
    [
        ({"NO_COLOR": "1", "TERM": "xterm-256color"}, True),
        ({"TERM": "xterm"}, True),
        ({"TERM": "linux"}, True),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "screen", "COLORTERM": "truecolor"}, False),
    ],
)
def test_terminals_of_few_colours_are_known(environ: dict[str, str], few: bool) -> None:  # noqa: FBT001
    assert theme.few_colours(environ) is few


def test_a_gap_in_the_bars_stays_a_gap_and_zero_does_not() -> None:
    drawn = bars([0.0, None, 10.0], 10, 1, UNICODE)[0].text()

    assert drawn == "▁   █"


def test_ascii_week_bars_say_the_tens() -> None:
    assert week_bars([53.5, None, 27.0], 1, ASCII)[0].text() == "5   2"


@given(st.one_of(st.none(), st.floats(allow_nan=False)), st.integers(1, 40))
@settings(max_examples=60)
def test_a_meter_is_as_long_as_its_track(value: float | None, width: int) -> None:
    assert meter(value, 10, width, UNICODE).width == width


def test_a_big_number_is_three_rows_high() -> None:
    assert [len(line.text()) <= 6 for line in big_number("27")] == [True] * 3


@given(st.integers(1, 140), st.sampled_from(["en", "zh_Hans"]))
@settings(max_examples=80)
def test_the_last_key_always_stays(width: int, lang: str) -> None:
    speak(lang)
    keys = [("d", "direct", ""), ("w", "workaround", ""), ("?", "help", "")]

    assert key_lines(keys, width)[1].text().endswith("? help")


@given(st.integers(40, 200), st.sampled_from(["en", "zh_Hans"]))
@settings(max_examples=80)
def test_the_tabs_never_run_into_their_right_hand_text(width: int, lang: str) -> None:
    speak(lang)

    tabs = tab_lines("today", width, ("69 of 77 days written   day 77 of 84", "day 77 of 84"), UNICODE)

    assert tabs[1].width <= width
    assert cell_len(tabs[2].text()) <= width


PARTS = st.lists(st.text(alphabet="ab 前", max_size=40), min_size=3, max_size=3)


@given(PARTS, st.integers(30, 120))
@settings(max_examples=100)
def test_columns_end_in_time_and_cut_nothing_while_there_is_room(texts: list[str], end: int) -> None:
    parts = [(column, text, "text") for column, text in zip((5, 20, 40), texts, strict=True)]

    line = Line().columns(parts, end)

    if 5 + sum(cell_len(text) + 1 for text in texts) <= end:
        assert all(text in line.text() for text in texts)
    assert line.width <= max(end, 5 + 3 * 7)


def test_a_long_name_pushes_its_word_to_the_right_instead_of_being_cut() -> None:
    line = Line().columns([(5, "Scan-to-order in a restaurant", "text"), (33, "direct", "direct")], 60)

    assert line.text() == "     Scan-to-order in a restaurant direct"


@given(PARTS, st.integers(12, 80))
@settings(max_examples=100)
def test_a_folded_line_is_narrow_enough_and_says_everything(texts: list[str], cells: int) -> None:
    line = Line()
    for n, text in enumerate(texts):
        line.put(20 * n, text)

    rows = folded([line], cells)

    assert all(row.width <= cells for row in rows)
    assert "".join("".join(row.text().split()) for row in rows) == "".join(line.text().split())
