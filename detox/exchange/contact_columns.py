"""The columns of a table of people, in the words of the usual address books."""

import re
from collections.abc import Sequence
from enum import StrEnum

from detox.domain.record import Record

FEWEST_DIGITS = 5
"""In a column that nobody named, fewer are an age or a year."""


class Kind(StrEnum):
    """What a column holds."""

    NAME = "name"
    FAMILY = "family"
    MIDDLE = "middle"
    GIVEN = "given"
    FILED = "filed"
    """As the address book sorts it: "Rossi, Carla"."""
    NICK = "nick"
    REMARK = "remark"
    """The name somebody was given beside the one they gave themselves; a note where there is a name."""
    PHONE = "phone"
    EMAIL = "email"
    COMPANY = "company"
    NOTE = "note"
    NONE = ""
    """It has no place in a diary."""


WORDS = {
    Kind.NAME: (
        r"name|full ?name|display ?name|contact(?: ?name)?|姓名|名字|名称|名稱|全名|显示名称?|联系人(?:姓名)?"
        r"|聯絡人|称呼|名前|氏名|이름|성명|nom complet|nombre(?: completo)?|nome completo"
    ),
    Kind.FAMILY: (
        r"last ?name|family ?name|surname|姓氏?|nachname|familienname|nom(?: de famille)?|apellidos?|성"
    ),
    Kind.MIDDLE: r"middle ?name|additional ?name|中间名|中間名|zweiter vorname",
    Kind.GIVEN: r"first ?name|given ?name|forename|名|vorname|prénom",
    Kind.FILED: r"file as",
    Kind.NICK: r"nick ?name|昵称|暱稱|spitzname",
    Kind.REMARK: r"remarks?|remark ?name|备注名?称?|備註",
    Kind.PHONE: (
        r"(?!.*(?:身份证|證件|证件|车牌|qq))(?:.*(?:phone(?!t)|telefon|t[eé]l[eé]fono|téléphone|handy"
        r"|\b(?:mobile|mobil|móvil|portable|tel|tél|telephone|cell|fax|pager|telex|callback|radio)\b).*"
        r"|.*(?:手机|手機|电话|電話|携帯|号码|號碼|传真|傳真|寻呼|전화|휴대).*)"
    ),
    Kind.EMAIL: (r".*\be-?mail\b.*|courriel|correo|.*(?:邮箱|邮件|电邮|郵箱|郵件|電郵|メール|이메일).*"),
    Kind.COMPANY: (
        r"organi[sz]ation(?: 1 - name| ?name)?|company(?: ?name)?|公司(?:名称)?|单位|工作单位|组织|firma|会社"
    ),
    Kind.NOTE: r"notes?|comments?|description|附注|附註|说明|描述|备忘|notizen?|メモ|메모",
}
"""Which columns are meant; a column is the first kind that fits it whole."""
_LABEL = re.compile(r".*\b(?:type|label|display name)|.*(?:类型|标签|显示名称?)", re.IGNORECASE)
NAME_GROUPS = (
    {Kind.NAME},
    {Kind.FAMILY, Kind.MIDDLE, Kind.GIVEN},
    {Kind.FILED},
    {Kind.NICK},
    {Kind.COMPANY},
)
"""What somebody is called by: the first of these that is there."""
_NAMING = {Kind.NAME, Kind.FAMILY, Kind.GIVEN, Kind.FILED, Kind.NICK, Kind.COMPANY}


class Columns(Record, frozen=True, kw_only=True):
    """The columns of a table that a person named; `None` is looked for."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None

    def named(self) -> list[str]:
        """Those that were named."""
        return [column.strip() for column in (self.name, self.phone, self.email) if column is not None]


def known_kinds(names: Sequence[str]) -> tuple[Kind, ...]:
    """What each column holds by its name alone."""
    kinds = [_kind(name) for name in names]
    if Kind.REMARK in kinds:
        # Beside a name of their own a remark is the name; beside somebody's name it is a remark.
        other = {Kind.NAME, Kind.FAMILY, Kind.GIVEN, Kind.FILED} & set(kinds)
        alone = Kind.COMPANY not in kinds or Kind.NICK in kinds
        kinds = [(Kind.NOTE if other or not alone else Kind.NAME) if k is Kind.REMARK else k for k in kinds]
    return tuple(kinds)


def column_kinds(names: Sequence[str], columns: Columns) -> tuple[Kind, ...] | None:
    """What each column holds; `None` where these name no columns, or one that was named is not there."""
    kinds = list(known_kinds(names))
    said = ((Kind.NAME, columns.name), (Kind.PHONE, columns.phone), (Kind.EMAIL, columns.email))
    for kind, column in said:
        if column is None:
            continue
        if column.strip() not in names:
            return None
        # Where a person says which column it is, no other is looked for.
        kinds = [Kind.NONE if held is kind else held for held in kinds]
        kinds[list(names).index(column.strip())] = kind
    return tuple(kinds) if _NAMING & set(kinds) else None


def is_label(column: str) -> bool:
    """Whether a column says of which sort the next one is."""
    return bool(_LABEL.fullmatch(column.strip())) and not re.fullmatch(
        WORDS[Kind.NAME], column.strip().lower()
    )


def is_number_column(cell: str) -> bool:
    """Whether a cell of a column without a name is likely a telephone number."""
    return sum(sign.isdigit() for sign in cell) >= FEWEST_DIGITS


def _kind(column: str) -> Kind:
    said = column.strip().lower()
    if is_label(said):
        return Kind.NONE
    return next((kind for kind, pattern in WORDS.items() if re.fullmatch(pattern, said)), Kind.NONE)
