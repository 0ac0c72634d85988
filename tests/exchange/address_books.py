"""Address books as telephones, web mailers and spreadsheets write them, made up from a seed."""

import base64
import csv
import io
import quopri
from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

CHINESE = (
    "王伟",
    "李娜",
    "欧阳娜娜",
    "钱镕",
    "蒋文静",
    "赵六（同事）",
    "二姨",
    "A0-低价批发",
    "Tom哥",
    "曾志伟",
)
WESTERN = (
    "Jörg Müßig",
    "Zoé Lefèvre",
    "Ann Lee",
    "O'Neil",
    "Bjørn Sørensen",
    "María Peña",
    "Åsa Öhrn",
    "João Conceição",
)
FURTHER = ("김민준", "田中さくら", "🌸花花🌸", "Đặng Thị Hồng", "Żaneta Świątek", "Ирина Ким", "नेहा")
SIGNS = {
    "utf-8": CHINESE + WESTERN + FURTHER,
    "utf-16": CHINESE + WESTERN + FURTHER,
    "gb18030": CHINESE,
    "cp1252": WESTERN,
}


class Somebody(NamedTuple):
    """Who was put in."""

    name: str
    phone: str
    email: str
    note: str


class AddressBook(NamedTuple):
    """A file and what was put into it."""

    kind: str
    data: bytes
    people: list[Somebody]
    left_out: int = 0
    """How many rows or cards are nobody, or are set aside."""
    notes: bool = True
    """Whether the notes are in it."""


def address_book(seed: int) -> AddressBook:
    """The book of that seed; each kind comes up in turn."""
    rng = Random(seed)  # noqa: S311 - a book that can be made again
    return KINDS[seed % len(KINDS)](rng)


def _people(rng: Random, encoding: str = "utf-8", most: int = 12) -> list[Somebody]:
    found = []
    for n, name in enumerate(rng.sample(SIGNS[encoding], k=min(rng.randint(2, most), len(SIGNS[encoding])))):
        number = rng.choice(
            ("139{:08}", "+86 138 {:04} 2222", "+49 170 555 {:04}", "(555) 555-{:04}")
        ).format(rng.randrange(10**4) if n % 2 else 1000 + n)
        note = rng.choice(("", "老邻居" if encoding != "cp1252" else "café", "met in 2003; tall, kind"))
        found.append(
            Somebody(name, number, f"p{seed_of(rng)}@example.org" if rng.random() < 0.5 else "", note)
        )
    return found


def seed_of(rng: Random) -> int:
    """A further number."""
    return rng.randrange(10**6)


def _without_mail(people: list[Somebody]) -> list[Somebody]:
    return [person._replace(email="") for person in people]


def _quoted(text: str, encoding: str) -> str:
    said = quopri.encodestring(text.encode(encoding), quotetabs=True).decode("ascii").replace("\n", "\r\n")
    return said.replace(" ", "=20")


def _old_cards(rng: Random) -> AddressBook:
    encoding = rng.choice(("utf-8", "gb18030"))
    label = {"utf-8": "UTF-8", "gb18030": rng.choice(("GB2312", "GBK", "gb18030"))}[encoding]
    people = _people(rng, encoding)
    cards = []
    for person in people:
        head = f";CHARSET={label};ENCODING=QUOTED-PRINTABLE:"
        lines = ["BEGIN:VCARD", "VERSION:2.1"]
        lines += [f"N{head}{_quoted(person.name, encoding)};;;;", f"FN{head}{_quoted(person.name, encoding)}"]
        lines += ["TEL;WORK;FAX:+1 555 555 9999", f"TEL;CELL;PREF:{person.phone}"]
        lines += [f"EMAIL;INTERNET:{person.email}"] * bool(person.email)
        lines += [f"NOTE{head}{_quoted(person.note, encoding)}"] * bool(person.note)
        lines += _odd_lines(rng)
        cards.append("\r\n".join([*lines, "END:VCARD", ""]))
    text = "".join(cards)
    return AddressBook(
        "vcard 2.1", rng.choice((text, text.replace("\r\n", "\r\r\n"))).encode("ascii"), people
    )


def _odd_lines(rng: Random) -> list[str]:
    photo = base64.b64encode(rng.randbytes(150)).decode()
    return rng.choice(
        (
            [],
            [
                "PHOTO;ENCODING=BASE64;TYPE=JPEG:" + photo[:70],
                *(photo[n : n + 70] for n in range(70, 200, 70)),
                "",
            ],
            [
                "PHOTO;ENCODING=b;TYPE=JPEG:" + photo[:70],
                *(" " + photo[n : n + 70] for n in range(70, 200, 70)),
            ],
            ["AGENT:", "BEGIN:VCARD", "VERSION:2.1", "FN:The Agent", "TEL:+15555550112", "END:VCARD"],
            ["X-GROUP_NAME:Chor", "X-WAB-WEDDING_ANNIVERSARY:20100606", "ADR;HOME;PREF;:;;Am Anger 4;;;"],
            ["item1.X-ABLabel:_$!<Other>!$_", "this line is none of a card"],
        )
    )


def _new_cards(rng: Random) -> AddressBook:
    people = _people(rng)
    version = rng.choice(("3.0", "4.0"))
    end = rng.choice(("\r\n", "\n", "\r"))
    text, groups = "", 0
    for n, person in enumerate(people):
        escaped = person.note.replace("\\", "\\\\").replace(";", r"\;").replace(",", r"\,")
        lines = [f"VERSION:{version}", f"FN:{person.name}", f"TEL;TYPE=work:+1 555 555 {9000 + n}"]
        lines += [
            f"TEL;TYPE=cell;PREF=1:{person.phone}"
            if version == "4.0"
            else f"TEL;TYPE=CELL,pref:{person.phone}"
        ]
        lines += [f"EMAIL:{person.email}"] * bool(person.email) + [f"NOTE:{escaped}"] * bool(escaped)
        text += end.join(["BEGIN:VCARD", *map(_folded(rng, end), lines), "END:VCARD", ""])
        if rng.random() < 0.2:
            kind = rng.choice(("KIND:group", "X-ADDRESSBOOKSERVER-KIND:group"))
            text += end.join(["BEGIN:VCARD", kind, f"FN:Group {n}", "MEMBER:urn:uuid:1", "END:VCARD", ""])
            groups += 1
    return AddressBook(f"vcard {version}", text.encode(), people, groups)


def _folded(rng: Random, end: str) -> Callable[[str], str]:
    def folded(line: str) -> str:
        at = rng.randint(8, max(8, len(line)))
        return line if rng.random() < 0.5 or at >= len(line) else f"{line[:at]}{end} {line[at:]}"

    return folded


def _raw_cards(rng: Random) -> AddressBook:
    """Cards with bytes of a code page and no word about it, the last one cut off."""
    encoding = rng.choice(("gb18030", "cp1252"))
    people = _people(rng, encoding)
    cards = [f"BEGIN:VCARD\nVERSION:2.1\nFN:{p.name}\nTEL;CELL:{p.phone}\n" for p in people]
    text = "END:VCARD\n".join(cards) + rng.choice(("END:VCARD\n", ""))
    return AddressBook(f"raw {encoding}", text.encode(encoding), _without_mail(people), notes=False)


def _table(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _google(rng: Random) -> AddressBook:
    people = _people(rng)
    head = ["First Name", "Last Name", "Nickname", "Organization Name", "Notes", "Labels", "E-mail 1 - Label"]
    head += ["E-mail 1 - Value", "Phone 1 - Label", "Phone 1 - Value", "Phone 2 - Label", "Phone 2 - Value"]
    rows = [head]
    for p in people:
        rest = [p.note, "* myContacts", "", p.email, "Work", "+1 555 555 9999", "Mobile", p.phone]
        rows.append(["", "", "", p.name, *rest] if rng.random() < 0.2 else [p.name, "", "", "", *rest])
    rows += [[""] * len(head), [*[""] * 5, "* myContacts", *[""] * 6]]
    return AddressBook("google", b"\xef\xbb\xbf" + _table(rows).encode(), people, 1)


def _outlook(rng: Random) -> AddressBook:
    if rng.random() < 0.5:
        people, encoding = _people(rng, "gb18030"), "gb18030"
        head = [
            "名",
            "姓",
            "单位",
            "商务传真",
            "商务电话",
            "移动电话",
            "助理的电话",
            "电子邮件地址",
            "电子邮件显示名称",
            "附注",
        ]
    else:
        people, encoding = _people(rng, "cp1252"), "cp1252"
        head = ["First Name", "Last Name", "Company", "Business Fax", "Business Phone", "Mobile Phone"]
        head += ["Assistant's Phone", "E-mail Address", "E-mail Display Name", "Notes"]
    rows = [
        [
            "",
            p.name,
            "",
            "021-55550131",
            "021-55550132",
            p.phone,
            "021-55550134",
            p.email,
            f"{p.name} ({p.email})",
            p.note,
        ]
        for p in people
    ]
    return AddressBook(f"outlook {encoding}", _table([head, *rows]).encode(encoding), people)


def _chat(rng: Random) -> AddressBook:
    people = _people(rng)
    chinese = rng.random() < 0.5
    head = (
        ["账号", "昵称", "备注", "备注手机号", "标签"]
        if chinese
        else ["UserName", "NickName", "Remark", "Phone", "label"]
    )
    rows = [[f"id_{n}", "A nick", p.name, p.phone, "同学"] for n, p in enumerate(people)]
    rows.append(["1234567@chatroom", "Book club", "", "", ""])
    return AddressBook("chat", _table([head, *rows]).encode(), _without_mail(people), 1, notes=False)


def _excel(rng: Random) -> AddressBook:
    encoding = rng.choice(("utf-8", "utf-16", "gb18030", "cp1252"))
    people = _people(rng, encoding)
    delimiter = "\t" if encoding == "utf-16" else rng.choice(",;")
    guard = rng.choice(('="{}"', "'{}", "{}"))
    rows = [
        [p.name, guard.format(p.phone) if p.phone[0] != "(" else p.phone, p.email, p.note] for p in people
    ]
    head = ["Name", "Phone", "E-mail", "Notes"] if encoding == "cp1252" else ["姓名", "手机", "邮箱", "备注"]
    above = rng.choice(([], [["2026-11-01", "", "", ""]], []))
    text = _table([*above, head, *rows], delimiter)
    text = (f"sep={delimiter}\r\n" if rng.random() < 0.3 and not above else "") + text
    broken = rng.random() < 0.3
    text += f"too{delimiter}many{delimiter}x{delimiter}y{delimiter}z\r\n" if broken else ""
    return AddressBook(f"excel {encoding}", text.encode(encoding), people, int(broken))


def _without_head(rng: Random) -> AddressBook:
    people = _people(rng)
    rows = [[p.name, p.phone, p.note] for p in people]
    return AddressBook("no head", _table(rows).encode(), _without_mail(people))


def _pasted(rng: Random) -> AddressBook:
    people = [p for p in _people(rng) if "（" not in p.name]
    lines = []
    for n, p in enumerate(people):
        between = rng.choice(
            (" ", "：", "\t", ", ", "" if not p.name[-1].isascii() and p.phone[0] == "1" else " ")
        )
        lines.append(rng.choice(("", f"{n + 1}. ", "- ", "* ", "• ")) + p.name + between + p.phone)
    return AddressBook(
        "pasted", "\n".join(lines).encode(), [p._replace(email="") for p in people], notes=False
    )


KINDS = (_old_cards, _new_cards, _raw_cards, _google, _outlook, _chat, _excel, _without_head, _pasted)
