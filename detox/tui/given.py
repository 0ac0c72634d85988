"""A list of people as it was given on the screen: pasted, or in a file that is read here."""

import os
from functools import partial
from pathlib import Path

from msgspec import Struct

from detox.errors import DetoxError, Forbidden
from detox.exchange.contact_columns import Columns
from detox.exchange.contact_lists import PeopleList, decoded, read_people
from detox.tui.columns import Table, table_in
from detox.words import _

LARGEST = 10_000_000
"""Bytes: a list of people is never as long as that."""
ENDINGS = (".csv", ".tsv", ".vcf", ".vcard", ".txt")


class Given(Struct, frozen=True):
    """What somebody gave to be read."""

    text: str
    table: Table | None
    """Its columns, where it is a table."""
    people: PeopleList | None
    """Everybody in it, where no column has to be asked for."""


def given(typed: str) -> Given:
    """The text that was pasted, or that of the file that was named.

    Raises:
        Forbidden: the file is not there, cannot be read, is too big or no text; or nobody is in it.
        BadLog: it is no sound list; the line is named.
    """
    path = _path(typed)
    text = typed if path is None else _text_of(path)
    table = table_in(text)
    if table is None:
        return Given(text, None, people_of(text))
    return Given(text, table, people_of(text, form="csv") if table.clear else None)


def people_of(text: str, columns: Columns | None = None, form: str | None = None) -> PeopleList:
    """Everybody in a text, as on the command line.

    Raises:
        Forbidden: nobody is in it.
        BadLog: it is no sound list; the line is named.
    """
    people = read_people(text.encode("utf-8", "replace"), form, columns)
    if not people.people:
        raise Forbidden("cannot read", why=_("nobody is in it"))
    return people


def _path(typed: str) -> Path | None:
    """The file that is meant, where one line names one: by its ending, or by how paths begin."""
    said = typed.strip()
    if said[:1] == said[-1:] and said[:1] in {"'", '"'}:  # as terminals write a file that is dropped on them
        said = said[1:-1]
    if "\n" in said or not (
        said.lower().endswith(ENDINGS) or said.startswith(("~", f".{os.sep}", f"..{os.sep}", os.sep))
    ):
        return None
    path = Path(os.path.expanduser(said))  # noqa: PTH111 - Path's own refuses an unknown user by crashing
    return path if os.path.lexists(path) else Path(str(path).replace("\\ ", " "))


def _text_of(path: Path) -> str:
    refuse = partial(Forbidden, "cannot read", name=path.name)
    try:
        if not path.is_file():
            raise refuse(why=_("it is no regular file") if path.exists() else _("there is no such file"))
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except PermissionError:
        raise refuse(why=_("you have no right to read it")) from None
    except OSError as error:
        raise refuse(why=os.strerror(error.errno or 0)) from None
    if len(data) > LARGEST:
        raise refuse(why=_("it is larger than 10 MB"))
    try:
        return decoded(data)
    except DetoxError:
        raise refuse(why=_("it is no text in UTF-8")) from None
