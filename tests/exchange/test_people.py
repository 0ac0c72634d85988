"""Lists of people: the usual address books, cards of any age, and what one pastes."""

from pathlib import Path

import pytest

from detox.errors import BadLog
from detox.exchange.contact_columns import Columns
from detox.exchange.contact_lists import ListedPerson, read_people

FIXTURES = Path(__file__).parent / "foreign" / "fixtures" / "people"


def _read(name: str) -> dict[str, ListedPerson]:
    return {person.name: person for person in read_people((FIXTURES / name).read_bytes()).people}


def test_a_table_with_english_columns_keeps_every_number() -> None:
    found = read_people((FIXTURES / "google.csv").read_bytes())

    ann, ming, nobody = found.people
    assert (ann.name, ann.reach, ann.address) == ("Ann Lee", "phone", "+86 138 0000 0000")
    assert (
        ann.note
        == '010-5555\n+44 20 7946 0000\nann@example.org\nHospital\nmet in 2003, "the tall one"\nsecond line'
    )
    assert (ming.name, ming.address) == ("王小明", "13900000000")
    assert (nobody.name, nobody.reach) == ("nobody@example.org", "email")
    assert found.aside == {"Birthday": 1, "Labels": 3, "E-mail 1 - Label": 1, "Phone 1 - Label": 2}


def test_a_chinese_table_in_gb18030_is_read_and_two_of_one_name_stay_two() -> None:
    found = read_people((FIXTURES / "outlook-gbk.csv").read_bytes())

    assert [(p.name, p.address, p.note) for p in found.people] == [
        ("张三", "13800000001", ""),
        ("李四", "li@example.org", ""),
        ("张三", "13800000002", ""),
    ]
    assert (found.rows, found.left_out, found.aside) == (3, (), {"生日": 1})
    assert found.encoding == "gb18030"


def test_new_cards_are_unfolded_and_unescaped() -> None:
    people = _read("new.vcf")

    assert people["王小明"].address == "+86-138-0000-0000"
    assert (
        people["王小明"].note
        == 'xiaoming@example.org\nHe said "no, really"; then hung up.\nSecond line\nHospital, Ward 3'
    )
    assert people["Ann Lee"] == ListedPerson(name="Ann Lee", reach="phone", address="010 5555")


def test_old_cards_are_read_in_their_own_character_set() -> None:
    found = read_people((FIXTURES / "old.vcf").read_bytes())

    assert found.people == (ListedPerson(name="张三", reach="phone", address="13800000001", note="谢谢\n你"),)
    assert found.aside == {"PHOTO": 1}


def test_a_pasted_list_is_a_name_a_line() -> None:
    people = _read("pasted.txt")

    assert list(people) == ["妈妈", "老陈", "Ann Lee", "O'Neil (tall)"]
    assert (people["老陈"].reach, people["老陈"].address) == ("phone", "13800000003")
    assert people["Ann Lee"].address == "ann@example.org"


def test_columns_may_be_named() -> None:
    found = read_people("wxid,remark,号\na,老陈,1\n".encode(), columns=Columns(name="remark", phone="号"))

    assert found.people == (ListedPerson(name="老陈", reach="phone", address="1"),)
    assert found.aside == {"wxid": 1}


@pytest.mark.parametrize(
    ("data", "form", "problem"),
    [
        (b"a,b,c\n1,2,3\n", None, "line 1: expected a column with names; say which with --name, got a, b, c"),
        (b"FN:A\n", "vcard", "line 1: expected BEGIN:VCARD"),
        (b"\x00\x01", None, "file: expected a text in UTF-8"),
    ],
)
def test_a_broken_list_is_refused_at_its_line(data: bytes, form: str | None, problem: str) -> None:
    with pytest.raises(BadLog) as caught:
        read_people(data, form)

    assert caught.value.problems[0].startswith(problem)


def test_a_middle_name_is_part_of_a_name_in_parts() -> None:
    card = b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lovelace;Ada;King;Countess;PhD\r\nTEL:+441\r\nEND:VCARD\r\n"

    assert [person.name for person in read_people(card).people] == ["Ada King Lovelace"]
