"""Address books come in true: nobody is lost, nobody is made up, and every row is counted once."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detox.domain.namesakes import unlisted
from detox.errors import BadLog
from detox.exchange.contact_cards import Flaw, LeftOut
from detox.exchange.contact_lists import PeopleList, read_people
from detox.exchange.encodings import judged
from detox.messages.import_messages import people_text
from tests.exchange.address_books import CHINESE, KINDS, WESTERN, address_book

FIXTURES = Path(__file__).parent / "foreign" / "fixtures" / "people"
BOOKS = 180

RIGHT = {
    "csv-no-header.csv": [("张三", "13955550223"), ("李四", "13955550224")],
    "csv-sep-line.csv": [("Ana", "13955550225")],
    "csv-title-row.csv": [("张三", "13955550226")],
    "excel-guarded-numbers.csv": [("蔡明", ""), ("何炅", "13955550215"), ("吕布", "13955550216")],
    "google-company-only.csv": [
        ("许晓东", "+86 139 5555 0123"),
        ("Corner Bakery", "+1 555 555 0125"),
        ("only@example.com", "only@example.com"),
    ],
    "outlook-en.csv": [("Carla Rossi", "+39 333 555 0128")],
    "outlook-zh-gbk.csv": [("彭思远", "13955550133")],
    "pasted-names.list": [
        ("张伟", "13955550141"),
        ("李娜", "139 5555 0142"),
        ("Wang Wu", "wangwu@example.com"),
        ("王五", "13955550143"),
        ("Anna Berg", "+46 70 555 01 44"),
        ("老陈", ""),
        ("赵六（同事）", "13955550145"),
        ("钱七", "13955550146"),
        ("Bob Marsh", "(555) 555-0147"),
        ("Deng, Alex", "+1-555-555-0148"),
    ],
    "vcard-cr-cr-lf.vcf": [("Elif Kaya", "+90 555 555 0118")],
    "vcard-cut-off.vcf": [("Uma Rao", "+91 55555 50173"), ("Ved Rao", "+91 55555 50174")],
    "vcard-fax-first.vcf": [("Pia Lind", "+46 70 555 02 02"), ("Jon Orr", "+1 555 555 0205")],
    "vcard-groups.vcf": [("He Lan", "13955550121")],
    "vcard-hangul-kana-names.vcf": [("김민준", "010-5555-0150"), ("田中さくら", "090-5555-0151")],
    "vcard-pref.vcf": [("Lea Funk", "+49 170 555 0207"), ("Max Funk", "+49 170 555 0209")],
    "vcard-windows-1252.vcf": [("Jörg Müßig", "+49 170 555 0113"), ("Zoé Lefèvre", "+33 6 55 50 01 14")],
    "vcard21-agent-inside.vcf": [("Joan Ferris", "+15555550111")],
    "vcard21-gb2312-label-gbk-bytes.vcf": [("钱镕", "13955550104")],
    "vcard21-one-bad-byte.vcf": [("李娜", "13955550116"), ("吴斌", "13955550117")],
    "vcard21-photo-not-indented.vcf": [("Ada Okoye", "+2348055500109"), ("Tunde Bello", "+2348055500110")],
    "vcard21-trailing-semicolon.vcf": [("Petra Vogt", "+49 151 5550 108")],
    "vcard21-underscore-in-name.vcf": [("Ina Weber", "+49 30 5550115")],
    "chat-contacts-remark.csv": [("蒋文静", ""), ("二姨", ""), ("阿明", "")],
    "chat-contacts-zh.csv": [("蒋文静", "13955550138"), ("A0-低价批发", ""), ("二姨", "")],
}


def _read(name: str) -> PeopleList:
    return read_people((FIXTURES / name).read_bytes())


@pytest.mark.parametrize("name", RIGHT)
def test_a_book_as_it_is_met_in_the_world_says_who_is_in_it(name: str) -> None:
    found = _read(name)

    assert [(person.name, person.address) for person in found.people] == RIGHT[name]
    assert found.rows == len(found.people) + found.joined + len(found.left_out)


def test_what_is_no_number_of_theirs_stands_in_the_note_under_its_name() -> None:
    (carla,) = _read("outlook-en.csv").people
    pia, jon = _read("vcard-fax-first.vcf").people

    assert "Assistant's Phone: +39 06 555 0129\nCompany Main Phone: +39 06 555 0130" in carla.note
    assert (pia.note, jon.note) == (
        "work fax: +46 8 555 0201",
        "work fax: +1 555 555 0203\npager: +1 555 555 0204",
    )


@pytest.mark.parametrize(
    ("name", "flaw", "place", "who"),
    [
        ("vcard-cut-off.vcf", Flaw.CUT, "line 6", "Ved Rao"),
        ("vcard21-one-bad-byte.vcf", Flaw.BYTES, "line 1", "李娜"),
        ("excel-guarded-numbers.csv", Flaw.NUMBER, "line 2", "蔡明"),
        ("google-company-only.csv", Flaw.EMAIL, "line 2", "许晓东"),
    ],
)
def test_an_odd_row_is_named_and_the_others_come_in(name: str, flaw: Flaw, place: str, who: str) -> None:
    found = _read(name)

    assert [(odd.why, odd.place, odd.name) for odd in found.flawed] == [(flaw, place, who)]


@pytest.mark.parametrize(
    ("data", "why", "people"),
    [
        (b"name,phone\nA,1111,2\nB,2222\n", LeftOut.CELLS, ["B"]),
        (b'name,phone\n"A,1111\nB,2222\n', LeftOut.QUOTE, ["B"]),
        (b"name,phone\nA,1111\nname,phone\nB,2222\n", LeftOut.HEADING, ["A", "B"]),
        (b"BEGIN:VCARD\n;;;\nEND:VCARD\nBEGIN:VCARD\nFN:B\nEND:VCARD\n", LeftOut.NAMELESS, ["B"]),
        (b"A" * 201 + b"\nB\n", LeftOut.LONG, ["B"]),
        (b"NickName,Remark\nRoom,\n,B\n1@chatroom,x\n", LeftOut.GROUP, ["Room", "B"]),
    ],
)
def test_a_row_that_is_nobody_says_why(data: bytes, why: LeftOut, people: list[str]) -> None:
    found = read_people(data)

    assert [odd.why for odd in found.left_out] == [why]
    assert [person.name for person in found.people] == people


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"<html><p>Ann</p></html>", "HTML"),
        (b"<?xml version='1.0'?><c/>", "HTML"),
        (b'{"contacts": [{"nickName": "Li', "JSON"),
        (b'["Ann", "Bob"]', "JSON"),
        (b"dn: cn=Ann\ncn: Ann\n", "LDIF"),
        (b"PK\x03\x04...", "a workbook"),
        (b"%PDF-1.7", "a PDF"),
    ],
)
def test_a_file_that_is_no_list_is_refused_by_its_kind(data: bytes, named: str) -> None:
    with pytest.raises(BadLog, match=named):
        read_people(data)


@pytest.mark.parametrize("seed", range(BOOKS))
def test_whoever_is_put_into_a_book_comes_out_of_it(seed: int) -> None:
    book = address_book(seed)

    found = read_people(book.data)

    assert [(p.name, p.address) for p in found.people] == [(p.name, p.phone) for p in book.people], book
    assert found.rows == len(found.people) + len(found.left_out)
    assert len(found.left_out) == book.left_out
    for person, put_in in zip(found.people, book.people, strict=True):
        assert put_in.email in person.note
        assert not book.notes or put_in.note in person.note


def test_every_kind_of_book_is_in_the_corpus() -> None:
    kinds = Counter(address_book(seed).kind for seed in range(BOOKS))

    assert len(kinds) > len(KINDS)
    assert min(kinds.values()) > 1


NAMES = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20).filter(
    lambda text: not text.isnumeric() and text.isprintable() and "\ufffd" not in text
)
NUMBERS = st.from_regex(r"\+?[1-9][0-9]{6,12}", fullmatch=True)
TEXTS = st.text(st.characters(exclude_categories=("C",)), max_size=60)
PEOPLE = st.lists(st.tuples(NAMES, NUMBERS, TEXTS), min_size=1, max_size=6)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


@given(PEOPLE, st.sampled_from(("\n", "\r\n", "\r\r\n", "\r")))
def test_what_is_written_on_a_card_is_what_is_read(people: list[tuple[str, str, str]], end: str) -> None:
    cards = [
        f"BEGIN:VCARD{end}FN:{_escaped(name)}{end}TEL:{number}{end}NOTE:{_escaped(note)}{end}END:VCARD{end}"
        for name, number, note in people
    ]

    found = read_people("".join(cards).encode(), "vcard")

    _all_there(people, found)


@given(PEOPLE)
def test_what_is_written_in_a_table_is_what_is_read(people: list[tuple[str, str, str]]) -> None:
    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"'

    rows = "".join(f"{cell(name)},{number},{cell(note)}\r\n" for name, number, note in people)

    found = read_people(f"Name,Phone,Notes\r\n{rows}".encode(), "csv")

    _all_there(people, found)


def _all_there(people: list[tuple[str, str, str]], found: PeopleList) -> None:
    said = "\n".join(f"{person.name}\n{person.address}\n{person.note}" for person in found.people)
    for name, number, _note in people:
        assert " ".join(_composed(name).split()) in said
        assert number in said
    assert found.rows == len(people) == len(found.people) + found.joined + len(found.left_out)


def _composed(text: str) -> str:
    import unicodedata  # noqa: PLC0415 - for this alone

    return unicodedata.normalize("NFC", text)


@given(st.binary(max_size=300), st.sampled_from(["csv", "vcard", "lines", None]))
def test_whatever_comes_every_row_is_counted_once(data: bytes, form: str | None) -> None:
    try:
        found = read_people(data, form)
    except BadLog:
        return

    assert found.rows == len(found.people) + found.joined + len(found.left_out)


@pytest.mark.parametrize(
    "head",
    [
        "名前,電話番号",
        "이름,전화번호",
        "聯絡人,手機",
        "Vorname,Telefon",
        "Prénom,Téléphone",
        "Nombre,Teléfono",
        "Given Name,Cell",
        "备注,手机号码",
        "序号,姓名,电话",
        "Vorname;Mobiltelefon",
    ],
)
def test_columns_are_known_in_the_languages_of_the_usual_books(head: str) -> None:
    delimiter = ";" if ";" in head else ","
    row = delimiter.join([*(["1"] if "序号" in head else []), "Ann", "5550101"])

    found = read_people(f"{head}\n{row}\n".encode())

    assert [(person.name, person.address) for person in found.people] == [("Ann", "5550101")]


def test_rows_that_are_only_counted_in_front_have_no_number_for_a_name() -> None:
    found = read_people("1,张三,13955550101\n2,李四,13955550102\n".encode())

    assert [person.name for person in found.people] == ["张三", "李四"]


@pytest.mark.parametrize("text", [*CHINESE, "妈妈", "囧", "阿明 喆"])
def test_chinese_is_told_from_western_by_a_single_name(text: str) -> None:
    assert judged(text.encode("gb18030")) == "gb18030"


@pytest.mark.parametrize(
    "text", [*(name for name in WESTERN if not name.isascii()), "Müßig", "O’Brien", "GRÜN"]
)
def test_western_is_told_from_chinese_by_a_single_name(text: str) -> None:
    assert judged(text.encode("cp1252")) == "cp1252"


def test_two_people_of_one_name_stay_two_and_one_person_twice_becomes_one() -> None:
    book = "姓名,手机,备注\n王伟,13955550101,\n王伟,13955550102,同学\n王伟,+86 139 5555 0101,老友\n".encode()

    found = read_people(book)

    assert [(p.address, p.note) for p in found.people] == [
        ("13955550101", "+86 139 5555 0101\n老友"),
        ("13955550102", "同学"),
    ]
    assert found.joined == 1


def test_a_name_composed_otherwise_is_the_same_name() -> None:
    found = read_people("Zoé\nZoe\u0301\n".encode(), "lines")

    assert [person.name for person in found.people] == ["Zoé"]


def test_who_is_listed_is_not_listed_again_but_a_namesake_is() -> None:
    book = read_people("姓名,手机\n王伟,13955550101\n王伟,13955550102\n李娜,\n".encode())
    one, _two, lina = book.people

    assert unlisted(book.people, book.people) == []
    assert unlisted(book.people, [one, lina]) == [book.people[1]]
    assert unlisted(book.people, [one.replace(address="", note="")]) == [book.people[1], lina]
    assert unlisted(book.people, [one.replace(address="w@example.org")]) == [book.people[1], lina]


@pytest.mark.parametrize("seed", range(0, BOOKS, 7))
def test_the_counts_that_are_said_add_up(seed: int) -> None:
    found = read_people(address_book(seed).data)

    said = people_text(found, added=len(found.people)).splitlines()

    total, *parts = [int(line.split()[0]) for line in said if line.split()[0].isdigit()][
        : 3 + len(set(found.left_out))
    ]
    assert total == found.rows == sum(parts)


def test_names_that_are_hidden_are_not_said_beside_the_counts() -> None:
    found = _read("vcard-groups.vcf")

    assert "Book club" in people_text(found, added=1)
    assert "Book club" not in people_text(found, added=1, hidden=True)


@pytest.mark.parametrize("encoding", ["big5", "shift_jis", "euc_kr", "utf-16-be", "GBK"])
def test_an_encoding_that_is_named_is_used(encoding: str) -> None:
    name = {"shift_jis": "田中さくら", "euc_kr": "김민준"}.get(encoding, "陳大文")

    found = read_people(f"Name,Phone\n{name},13955550101\n".encode(encoding), encoding=encoding)

    assert found.people[0].name == name


@pytest.mark.parametrize("encoding", ["klingon", "rot13", "idna", "", "\0"])
def test_an_encoding_that_is_none_is_refused(encoding: str) -> None:
    with pytest.raises(BadLog, match="--encoding"):
        read_people(b"Ann\n", encoding=encoding)
