"""Sentences about the People screen and its dialogs that could be false."""

from datetime import timedelta
from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot

from detox.diary import Diary
from detox.diary.beginning import Beginning
from detox.domain.entries import ContactState, StepState
from detox.words import speak
from tests.tui.seen import PASTED, demo_diary, play, press, settle, text_of, watch

TABLE = "Who;Ruf;Post\nAnn;555-0101;ann@example.org\nChen;555-0102;\n;;\n;;lin@example.org\n"
"""A table whose columns nobody knows; its last row has no name but an address."""


@pytest.fixture
def demo(tmp_path: Path) -> Diary:
    """The made-up weeks."""
    return demo_diary(tmp_path)


@pytest.fixture
def held(diary: Diary) -> Diary:
    """A diary with one task and Chen."""
    diary.basket.add("pay.shop")
    diary.people.add("Chen")
    return diary


def _typed(text: object) -> list[str]:
    return [f"{PASTED}{text}"]


def _file(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# --- taking in a list


def test_a_number_beside_a_pasted_name_is_understood(held: Diary) -> None:
    play(held, "5", "I", *_typed("Lin 555-0101"), "enter", "enter")

    lin = held.people.find("Lin")
    assert (lin.reach, lin.address) == ("phone", "555-0101")


def test_what_is_pasted_keeps_its_lines(held: Diary) -> None:
    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "5", "I")
        pilot.app.screen.focused.post_message(Paste("Lin, 555-0101\nChen\n"))  # type: ignore[union-attr]
        await settle(pilot)
        await press(pilot, "enter")

        assert "1 newly listed" in text_of(pilot)
        assert "1 listed already" in text_of(pilot)

    watch(held, see)


def test_nobody_is_listed_before_the_preview_is_agreed_to(held: Diary) -> None:
    seen = play(held, "5", "I", *"Lin", "enter")

    assert "1 newly listed" in seen
    assert [person.name for person in held.people.all()] == ["Chen"]


def test_going_back_from_the_preview_keeps_what_was_typed(held: Diary) -> None:
    assert "Wei Lan" in play(held, "5", "I", *_typed("Wei Lan"), "enter", "escape")


def test_a_file_comes_in_as_one_deed(held: Diary, tmp_path: Path) -> None:
    path = _file(tmp_path, "list.txt", "Ann 555-0101\nBo\nChen\n")

    play(held, "5", "I", *_typed(path), "enter", "enter")
    assert len(held.people.all()) == 3

    play(held, "5", "u")
    assert [person.name for person in held.people.all()] == ["Chen"]


def test_cards_need_no_columns(held: Diary, tmp_path: Path) -> None:
    path = _file(tmp_path, "one.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Ann, of the choir, too\nEND:VCARD\n")

    play(held, "5", "I", *_typed(path), "enter", "enter")

    assert held.people.find("Ann").name == "Ann, of the choir, too"


def test_unknown_columns_are_asked_for_one_after_the_other(held: Diary, tmp_path: Path) -> None:
    path = _file(tmp_path, "list.csv", TABLE)

    seen = play(
        held, "5", "I", *_typed(path), "enter", "enter", "down", "enter", "down", "enter", size=(100, 30)
    )
    assert "2 newly listed" in seen
    assert "1 listed already" in seen

    play(held, "5", "I", *_typed(path), "enter", "enter", "down", "enter", "down", "enter", "enter")
    ann = held.people.find("Ann")
    assert (ann.reach, ann.address, ann.note) == ("phone", "555-0101", "ann@example.org")


def test_the_likely_columns_are_marked(held: Diary, tmp_path: Path) -> None:
    path = _file(tmp_path, "list.csv", "Town,Full Name,Mobile,Shoe\nWuhan,Ann,555-0101,38\n")

    play(held, "5", "I", *_typed(path), "enter", "enter", "enter", "enter", "enter")

    ann = held.people.find("Ann")
    assert ann.address == "555-0101"


def test_a_table_without_a_doubt_asks_nothing(held: Diary, tmp_path: Path) -> None:
    path = _file(tmp_path, "list.csv", "Name,Phone\nAnn,555-0101\n")

    assert "1 newly listed" in play(held, "5", "I", *_typed(path), "enter")


def test_names_with_commas_between_them_are_several_people(held: Diary) -> None:
    keys = (*_typed("Ann, Bo, Lin"), "enter", "enter")

    play(held, "5", "I", *[{",": "comma"}.get(key, key) for key in keys])

    assert {person.name for person in held.people.all()} == {"Ann", "Bo", "Lin", "Chen"}


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("gone.csv", None, "there is no such file"),
        ("wild.txt", b"\x81\x20\x00\xff", "no text in UTF-8"),
        ("big.csv", b"a" * 10_000_001, "larger than 10 MB"),
        ("none.txt", b"\n\n", "nobody is in it"),
        ("odd.csv", b"Name,Phone\nA,1,2\n", "nobody is in it"),
    ],
)
def test_a_refused_list_stays_as_it_was_typed(
    held: Diary, tmp_path: Path, name: str, content: bytes | None, why: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)

    seen = play(held, "5", "I", *_typed(path), "enter", size=(120, 30))

    assert why in " ".join(seen.split())
    assert name in "".join(seen.split())  # a long path goes on in the next row
    assert len(held.people.all()) == 1


def test_a_folder_is_no_list(held: Diary, tmp_path: Path) -> None:
    assert "no regular file" in play(held, "5", "I", *_typed(tmp_path), "enter", size=(120, 30))


def test_no_column_and_no_cell_steers_the_terminal(held: Diary, tmp_path: Path) -> None:
    path = _file(tmp_path, "list.csv", "Na\x1b[31mme,\x07Tel\x9b,More\nAn\x1b]0;n,5\x1b550101,x\n")

    for keys in ((), ("enter", "enter", "enter")):
        seen = play(held, "5", "I", *_typed(path), "enter", *keys)
        assert not {"\x1b", "\x07", "\x9b"} & set(seen)


def test_hidden_names_stay_hidden_while_a_list_comes_in(held: Diary, tmp_path: Path) -> None:
    path = _file(tmp_path, "list.csv", TABLE)

    for keys in ((), ("enter", "enter", "enter")):
        assert "Ann" not in play(held, "5", "f2", "I", *_typed(path), "enter", *keys)


# --- found among many


def test_a_person_is_found_by_pinyin_and_the_cursor_goes_there(demo: Diary) -> None:
    demo.people.add("欧阳锋")

    seen = play(demo, "5", "slash", *"oyf", "enter")

    assert "欧阳锋" in next(row for row in seen.splitlines() if "▌" in row)


def test_the_order_key_puts_those_nobody_told_on_top(held: Diary) -> None:
    for name in "abcdefg":
        person = held.people.add(name * 3)
        held.people.set(person, state=ContactState.CONFIRMED if name < "d" else ContactState.REPLIED)

    seen = play(held, "5", "o", size=(120, 50))

    assert "By who was told." in seen
    assert seen.index("ddd") < seen.index("aaa")
    assert play(held, "5", "o", "o").index("aaa") < seen.index("ddd")


# --- texts to send


def test_the_text_speaks_the_other_language_and_the_screen_its_own(demo: Diary) -> None:
    seen = play(demo, "5", "m", "l")

    assert "微信我不用了" in seen
    assert "next text" in seen


def test_the_other_text_answers_who_asks_to_come_back(demo: Diary) -> None:
    assert "not coming back" in " ".join(play(demo, "5", "m", "n", "n").split())


@pytest.mark.parametrize("key", ["y", "c"])
def test_a_text_is_copied_whole(demo: Diary, key: str) -> None:
    speak("en")

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "5", "m", key)

        assert (
            "ring me at the number you know and ask something only the two of us know." in pilot.app.clipboard
        )
        assert "Copied, if your terminal allows it." in text_of(pilot)
        pilot.app.exit()
        assert pilot.app.clipboard == ""

    watch(demo, see)


def test_a_text_fits_a_small_window(demo: Diary) -> None:
    seen = play(demo, "5", "m", size=(60, 20))

    assert "never ask you for money or a code." in " ".join(seen.split())


def test_who_writes_is_asked_once_and_stands_in_the_text(held: Diary) -> None:
    held.people.add("Lin")

    play(held, "5", "m", *"Ming", "tab", "tab", *"Wang", "enter")

    seen = play(held, "5", "m")
    assert "this is Ming" in seen
    assert "Or ask Wang." in " ".join(seen.split())


def test_hidden_names_are_not_copied(demo: Diary) -> None:
    name = demo.people.next()[0].name

    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "5", "f2", "m", "y")

        assert name not in pilot.app.clipboard

    watch(demo, see)


# --- steps


def test_the_next_deadline_stands_above_the_people(held: Diary) -> None:
    held.steps.add("Fetch the parcel", due=held.today + timedelta(days=2))
    held.steps.add("Return the key", due=held.today + timedelta(days=9))

    heading = next(row for row in play(held, "5").splitlines() if "Next to tell" in row)

    assert "Fetch the parcel" in heading
    assert "2 days left" in heading


def test_a_settled_step_is_no_next_one(held: Diary) -> None:
    step = held.steps.add("Fetch the parcel", due=held.today + timedelta(days=2))

    held.steps.mark(step, StepState.DONE)

    heading = next(row for row in play(held, "5").splitlines() if "Next to tell" in row)
    assert "Fetch" not in heading


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
def test_a_key_goes_to_the_steps_past_forty_people_and_back_to_the_same_one(
    demo: Diary, size: tuple[int, int]
) -> None:
    async def see(pilot: Pilot[int]) -> None:
        await press(pilot, "5", "down", "down", "tab")
        steps = text_of(pilot)
        await press(pilot, "tab")

        assert "Steps" in steps.splitlines()[3]
        assert "by RSS, by e-mail" in " ".join(steps.split())
        assert "▌    Bai Lu" in text_of(pilot)

    watch(demo, see, size)


def test_without_people_the_page_says_what_will_be_there_and_the_steps_are_a_key_away(diary: Diary) -> None:
    diary.start(Beginning(app="wechat"))

    assert "The people you want to keep will appear here." in play(diary, "5")
    assert "[ ] Photograph" in play(diary, "5", "tab")


def test_in_a_wide_window_people_and_steps_stand_side_by_side(demo: Diary) -> None:
    seen = play(demo, "5", size=(120, 36))

    assert "person04@example.org" in seen
    assert "Settled" in play(demo, "5", size=(200, 50))
    assert "Move two-factor codes that come" in seen


def test_hidden_names_hide_steps_of_ones_own(held: Diary) -> None:
    held.steps.add("Return the key to Lin", due=held.today + timedelta(days=2))

    people, steps = play(held, "5", "f2"), play(held, "5", "f2", "tab")

    assert "Lin" not in people + steps
    assert "step 1" in people
    assert "step 1" in steps


def test_a_step_opens_to_its_whole_text_and_a_key_marks_who_matters_most(diary: Diary) -> None:
    diary.start(Beginning(app="wechat"))
    diary.people.add("Lin")

    seen = play(diary, "5", "asterisk", "tab", "down", "down", "down", "down", "enter")

    assert diary.people.find("Lin").key
    assert "ask for a written" in seen
    assert "Sign nothing" in seen
