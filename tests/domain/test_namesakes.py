"""Two people of one name, or one person twice: what tells them apart."""

from typing import NamedTuple

import pytest

from detox.domain.namesakes import Namesakes, name_key, unlisted


class Person(NamedTuple):
    """Somebody with a name, an address and a note."""

    name: str
    address: str = ""
    note: str = ""


def wei(address: str = "", note: str = "") -> Person:
    return Person("Li Wei", address, note)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Li Wei", " li  WEI ", True),
        ("José", "Jose\u0301", True),
        ("José", "Jose", False),
        ("Li Wei", "LiWei", False),
    ],
)
def test_case_blanks_and_composed_accents_make_no_other_name(one: str, other: str, same: bool) -> None:  # noqa: FBT001 - a case
    assert (name_key(one) == name_key(other)) is same


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("139 1234 5678", "+86 139-1234-5678", True),
        ("1234567", "91234567", True),
        ("1234567", "1234567", True),
        ("123456", "123456", True),
        ("123456", "9123456", False),
        ("2234567", "1234567", False),
        ("81234567", "91234567", False),
        ("0123 45678", "12345678", True),
        ("１２３４５６７", "1234567", True),
        ("2" * 20, "2" * 19, True),
        ("2" * 21, "2" * 20, False),
        ("Wei@Example.com", "wei@example.com", True),
        ("wei@example.com", "eli@example.com", False),
        ("a wei@example.com", "wei@example.com", False),
        ("room 1234567", "1234567", False),
        ("room 1234567", "room 1234567", False),
        ("", "", False),
        ("000", "000", False),
    ],
)
def test_two_addresses_are_one_whatever_stands_before_the_last_seven_digits(
    one: str,
    other: str,
    shared: bool,  # noqa: FBT001 - a case
) -> None:
    for held, asked in ((one, other), (other, one)):
        assert Namesakes([wei(held)]).sharing(wei(asked)) == ([0] if shared else [])
        assert Namesakes([wei(held)]).sharing(Person("Li Mei", asked)) == []


def test_a_line_of_a_note_that_is_nothing_but_an_address_is_one() -> None:
    known = Namesakes([wei("wei@example.com", "a friend\n 1234567 \ncall 7654321 at work")])

    assert known.sharing(wei("1234567")) == [0]
    assert known.sharing(wei("7654321")) == []
    assert known.sharing(wei("2222222", "see\nWEI@example.com")) == [0]


def test_people_are_numbered_as_they_come_and_found_by_their_name() -> None:
    known = Namesakes([wei("1111111"), Person("Mei")])

    assert known.add(wei("2222222")) == 2
    assert (known.named("LI wei"), known.named("Mei"), known.named("Bo")) == ([0, 2], [1], [])
    assert known.sharing(wei("2222222")) == [2]


def test_of_whom_more_is_known_now_is_found_by_that_too_and_is_there_once() -> None:
    known = Namesakes([wei("1111111")])

    known.replace(0, wei("1111111", "2222222"))

    assert known.sharing(wei("2222222")) == [0]
    assert known.sharing(wei("1111111")) == [0]
    assert known.same(wei("3333333")) is None


@pytest.mark.parametrize(
    ("held", "asked", "number"),
    [
        ([wei("1111111"), wei("2222222")], wei("2222222"), 1),
        ([wei("1111111")], wei("2222222"), None),
        ([wei()], wei("2222222"), 0),
        ([wei("1111111")], wei(), 0),
        ([wei("", "a friend")], wei("2222222"), None),
        ([wei("1111111")], wei("", "a friend"), None),
        ([Person("Mei")], wei(), None),
        ([], wei(), None),
    ],
)
def test_somebody_is_surely_one_who_shares_an_address_or_one_of_two_of_whom_one_is_a_name_alone(
    held: list[Person], asked: Person, number: int | None
) -> None:
    assert Namesakes(held).same(asked) == number


NUMBER, OTHER_NUMBER, MAIL = wei("1111111"), wei("2222222"), wei("wei@example.com")
BOTH = wei("1111111", "wei@example.com")


@pytest.mark.parametrize(
    ("held", "people", "fresh"),
    [
        ([], [NUMBER, NUMBER], [NUMBER]),
        ([], [wei(), wei()], [wei()]),
        ([NUMBER], [NUMBER], []),
        ([NUMBER], [OTHER_NUMBER], [OTHER_NUMBER]),
        ([NUMBER], [MAIL], []),
        ([MAIL], [NUMBER], []),
        ([MAIL], [NUMBER, OTHER_NUMBER], [OTHER_NUMBER]),
        ([MAIL], [wei("eli@example.com")], [wei("eli@example.com")]),
        ([BOTH], [OTHER_NUMBER], [OTHER_NUMBER]),
        ([BOTH], [wei("eli@example.com")], [wei("eli@example.com")]),
        ([wei()], [NUMBER, OTHER_NUMBER], [OTHER_NUMBER]),
        ([wei(), wei()], [NUMBER, OTHER_NUMBER], []),
        ([NUMBER], [wei(), wei()], []),
        ([NUMBER, MAIL], [NUMBER, OTHER_NUMBER], []),
        ([NUMBER, wei("1111111")], [NUMBER, NUMBER, MAIL], [MAIL]),
        ([NUMBER], [NUMBER, MAIL], [MAIL]),
        ([NUMBER, NUMBER], [NUMBER, MAIL], []),
        ([NUMBER], [Person("Mei")], [Person("Mei")]),
        ([wei("", "a friend")], [NUMBER, OTHER_NUMBER], [OTHER_NUMBER]),
        ([], [wei("", "a friend"), NUMBER], [wei("", "a friend"), NUMBER]),
    ],
)
def test_each_of_the_others_stands_for_one_who_is_held_unless_their_addresses_differ(
    held: list[Person], people: list[Person], fresh: list[Person]
) -> None:
    assert unlisted(people, held) == fresh
