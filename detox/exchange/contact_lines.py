"""Names as they are pasted: one a line or several, with bullets, numbers and addresses beside them."""

import re
from collections import Counter
from collections.abc import Iterator

from detox.exchange.contact_cards import ContactCard, Flaw, LeftOut, cleaned, is_one_word, numbers_in

SHORTEST_NUMBER = 5
"""Digits: fewer at the end of a line belong to the name ("Flat 12")."""
FEWEST_IN_A_ROW = 3
"""So many words between commas are several people; two are a name written family first."""
LONGEST = 1_000
"""Signs that one person may take, with numbers and addresses; a longer line is no name."""
_LINE_END = re.compile(r"[\n\u2028]")
_BULLET = re.compile(
    r"\s*(?:(?:[-*+–—>]\s|[•·‣▪●○◦◆■□☐☑✅✔✓])\ufe0f?\s*|\[[ xX]?\]\s*"
    r"|[(（]?\d{1,3}(?:[.、．:：]\s*|[)）]\s*)(?=[^\d\s.])|[①-⑳⑴-⒇⒈-⒛]\s*)+"
)
_MAIL_SIGNS = r"[^\s@,，;；:：<>＜＞()（）\[\]]+"
_MAIL = re.compile(rf"[<＜(（\[]?\s*(?:mailto:)?({_MAIL_SIGNS}@{_MAIL_SIGNS})\s*[>＞)）\]]?")
_DIALLED = r"(?:\+\s?|00)?[(（]?\d[\d\s()（）./\-–]*\d"
_AFTER = re.compile(rf"(.*?)[\s,，;；:：|/-]*({_DIALLED})")
_WRAPPED = re.compile(rf"(.*?)\s*[(（【\[]({_DIALLED})[)）】\]]")
_BEFORE = re.compile(rf"({_DIALLED})[\s,，;；:：|/-]+(\D.*)")
_CHINESE_MOBILE = re.compile(r"(\d{1,2})\s+(1[3-9]\d{9})")
_DAY = re.compile(r"(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}")
_AROUND = ' \t,，;；:：|/"“”'
_SAYS_NUMBER = re.compile(
    r"(?:(?<=[\s,，:：|/(（])|(?<=[^\W\d_a-zA-Z]))[\s,，;；:：|/(（-]{0,4}(?:电话|手机号?码?|号码|tel(?:ephone)?|phone|mobile|mob|cell|邮箱|邮件|e-?mail)[\s.:：]*$",
    re.IGNORECASE,
)
_SAYS_NAME = re.compile(r"^(?:姓名|名字|name)\s*[:：]\s*", re.IGNORECASE)
_HEADING = re.compile(r"姓名|名字|名单|联系人|通讯录|names?|full name|contacts?", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|md|phd|esq)\.?", re.IGNORECASE)


def line_cards(text: str) -> tuple[list[ContactCard], Counter[str]]:
    """A name a line, or several; a number or an address beside it is taken as such."""
    cards: list[ContactCard] = []
    aside: Counter[str] = Counter()
    lines = [(n, " ".join(line.split())) for n, line in enumerate(_LINE_END.split(text), start=1)]
    filled = [(n, line) for n, line in lines if line]
    for n, line in filled:
        if not cards and len(filled) > 1 and _HEADING.fullmatch(line.rstrip(":： ")):
            aside[line] += 1
            continue
        bullet = _BULLET.match(line)
        said = line[bullet.end() :] if bullet and bullet.end() < len(line) else line
        cards += [_card(f"line {n}", part) for part in _people(said)]
    return cards, aside


def _people(line: str) -> Iterator[str]:
    """The parts of a line that each are somebody."""
    parts = re.split(r"(?<=[>＞])\s*[,;，；]\s*|\s*、\s*", line)
    if len(parts) == 1 and re.search(r"[;；]", line):
        parts = re.split(r"\s*[;；]\s*", line)
        whole = any(character.isdigit() or character == "@" for character in line)
        parts = [line] if whole and not all(_has_reach(part) for part in parts if part) else parts
    if len(parts) == 1 and not re.search(r"[\d@]", line):
        words = [word for word in re.split(r"\s*[,，]\s*", line) if word]
        several = len(words) >= FEWEST_IN_A_ROW and not any(_SUFFIX.fullmatch(word) for word in words)
        parts = words if several and (all(map(is_one_word, words)) or len(words[0]) > 1) else parts
    return (part for part in parts if part)


def _has_reach(part: str) -> bool:
    return len(part) <= LONGEST and bool(_MAIL.search(part) or _AFTER.fullmatch(part)) and not is_bare(part)


def is_bare(part: str) -> bool:
    """Whether a part is a number or an address alone, without a name."""
    return bool(re.fullmatch(_DIALLED, part) or _MAIL.fullmatch(part))


def _card(place: str, part: str) -> ContactCard:
    if len(part) > LONGEST:
        return ContactCard(place=place, name=part, left_out=LeftOut.LONG)
    said = cleaned(part)
    emails = tuple(found[1] for found in _MAIL.finditer(said))
    name = _MAIL.sub(" ", said).strip() if emails else said
    phones: list[str] = []
    while found := _number_of(name):
        name, number = found
        phones = [*(numbers_in(number) or (number,)), *phones]
    name = _without_label(name) if emails or phones else _SAYS_NAME.sub("", name)
    odd = ((Flaw.BYTES, name),) if "\ufffd" in part else ()
    return ContactCard(place=place, name=name, phones=tuple(phones), emails=emails, flaws=odd)


def _number_of(name: str) -> tuple[str, str] | None:
    """What is left of a name, and the number behind or before it; `None` where there is none."""
    name = _without_label(name)
    for pattern, at in ((_WRAPPED, 2), (_AFTER, 2), (_BEFORE, 1)):
        found = pattern.fullmatch(name)
        if found is None:
            continue
        number, rest = found[at].strip(), found[3 - at]
        mobile = _CHINESE_MOBILE.fullmatch(number)
        if mobile and at == 2:  # noqa: PLR2004 - the number stands behind: "Xiao Wang 2 139..."
            rest, number = f"{rest} {mobile[1]}" if rest[-1:].isascii() else rest + mobile[1], mobile[2]
        digits = sum(sign.isdigit() for sign in number)
        if digits >= SHORTEST_NUMBER and not _DAY.fullmatch(number):
            return rest, number
    return None


def _without_label(name: str) -> str:
    bare = name.strip(_AROUND)
    label = _SAYS_NUMBER.search(bare)
    bare = bare[: label.start()] if label and label.start() else bare
    bare = re.sub(r"^(?:-\s+)|\s+[-–—]$", "", bare)
    return _SAYS_NAME.sub("", bare.strip(_AROUND))
