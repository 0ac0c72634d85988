"""The two copies of a file, read together: which to believe, and what to keep of the other."""

from pathlib import Path

import msgspec

from detox.errors import BadField, NewerDiary
from detox.storage.documents import (
    Broken,
    Content,
    Doc,
    Foreign,
    Tables,
    decode,
    is_sound,
    salvage,
    surely_newer,
)
from detox.storage.join import dominates, doubted, joined, joined_tables, versions
from detox.storage.records import Envelope, belongs
from detox.storage.shelf import Shelf


class Copy(msgspec.Struct, kw_only=True):
    """One copy of a file as it was found."""

    path: Path
    data: bytes | None = None
    """`None` where there is no such file, or where it cannot be read."""
    content: Content | None = None
    """`None` where the bytes are no whole file."""
    foreign: bool = False
    """Whether the bytes are a whole file, but another one's."""
    newer: NewerDiary | None = None
    """Whether it says that it is of a newer schema; where its sum is wrong, that may be damage."""
    error: OSError | None = None
    """Why it cannot be read although it is there."""

    @property
    def trusted(self) -> bool:
        """Whether these are exactly the bytes that some Detox wrote."""
        return self.content is not None and self.content.sound

    @property
    def wrong(self) -> bool:
        """Whether bytes are there that cannot be trusted."""
        return self.data is not None and not self.trusted

    def readable(self, name: str) -> Tables:
        """The records in it that are records, whatever the file as a whole is."""
        if self.data is None or self.foreign:
            return {}
        tables = self.content.tables if self.content else salvage(self.data)
        return sound_records(name, tables)


class Found(msgspec.Struct, kw_only=True):
    """What both copies of a file say together."""

    name: str
    home: Copy
    mirror: Copy
    content: Content

    @property
    def copies(self) -> tuple[Copy, Copy]:
        """The home's and the mirror's."""
        return self.home, self.mirror

    @property
    def error(self) -> OSError | None:
        """Why a copy that is there cannot be read."""
        return self.home.error or self.mirror.error

    @property
    def damaged(self) -> bool:
        """Whether bytes are there, but no copy is whole."""
        wrong = any(copy.data is not None for copy in self.copies)
        return wrong and not any(copy.content for copy in self.copies)

    @property
    def agreed(self) -> bool:
        """Whether both copies are the same sound bytes, or neither is there."""
        return not self.error and self.home.data == self.mirror.data and not self.home.wrong


def agreed_bytes(shelf: Shelf, name: str) -> bytes | None:
    """The bytes that both copies agree on, unparsed; `None` where it takes a closer look."""
    home, mirror = (_copy(shelf, path) for path in shelf.copies(name))
    if home.data is None or home.data != mirror.data or not is_sound(name, home.data):
        return None
    return home.data


def look(shelf: Shelf, name: str) -> Found:
    """What both copies say now; nothing is changed.

    Raises:
        NewerDiary: a copy was written by a newer Detox.
    """
    home, mirror = (_copy(shelf, path) for path in shelf.copies(name))
    _understand(name, home)
    if home.data is not None and home.data == mirror.data:
        mirror.content, mirror.foreign, mirror.newer = home.content, home.foreign, home.newer
    else:
        _understand(name, mirror)
        _doubt_what_cannot_be_joined(home, mirror)
    for newer, other in ((home, mirror), (mirror, home)):
        if newer.newer and not other.trusted:
            raise newer.newer
    return Found(name=name, home=home, mirror=mirror, content=_together(name, home, mirror))


def sound_records(name: str, tables: Tables) -> Tables:
    """Those that are records and belong into that file; unknown tables stay."""

    def sound(table: str, key: str, doc: Doc) -> bool:
        try:
            return belongs(name, table, key, doc)
        except (msgspec.ValidationError, BadField, TypeError, RecursionError):
            return False

    return {
        table: {key: doc for key, doc in docs.items() if sound(table, key, doc)}
        for table, docs in tables.items()
    }


def joinable(tables: Tables) -> Tables:
    """Those whose envelope makes sense; what a person wrote may be odd, it is kept and named when read."""

    def sensible(doc: Doc) -> bool:
        try:
            msgspec.convert(doc, Envelope)
        except (msgspec.ValidationError, RecursionError):
            return False
        return True

    return {table: {key: doc for key, doc in docs.items() if sensible(doc)} for table, docs in tables.items()}


def _copy(shelf: Shelf, path: Path) -> Copy:
    try:
        return Copy(path=path, data=shelf.disk.read(path))
    except FileNotFoundError:
        return Copy(path=path)
    except OSError as error:
        return Copy(path=path, error=error)


def _understand(name: str, copy: Copy) -> None:
    try:
        copy.content = None if copy.data is None else decode(name, copy.data)
    except NewerDiary as newer:
        if surely_newer(name, copy.data or b"", newer.theirs):
            raise
        copy.newer = newer
    except Foreign:
        copy.foreign = True
    except Broken:
        return


def _doubt_what_cannot_be_joined(*copies: Copy) -> None:
    """A right sum proves no good will: a copy made to confuse the join is treated as damaged."""
    for copy in copies:
        if copy.content and copy.content.sound:
            sensible = joinable(copy.content.tables)
            if sensible != copy.content.tables:
                copy.content = Content(sensible, copy.content.meta, sound=False)


def _together(name: str, home: Copy, mirror: Copy) -> Content:
    whole = [copy.content for copy in (home, mirror) if copy.content]
    if not whole:
        return Content({})
    if len(whole) == 1 and not (home.wrong or mirror.wrong):
        return whole[0]
    if home.data == mirror.data and home.trusted:
        return whole[0]
    trusted = [content.tables for content in whole if content.sound]
    meta = {field: value for content in whole for field, value in content.meta.items()}
    if not trusted:
        return Content(joined_tables(*(joinable(content.tables) for content in whole)), meta)
    tables = joined_tables(*trusted)
    for copy in (home, mirror):
        if copy.wrong:
            tables = _kept_beside(tables, copy.readable(name))
    return Content(tables, meta)


def _kept_beside(trusted: Tables, doubtful: Tables) -> Tables:
    """The trusted records; what an untrusted copy says otherwise is kept under their `others`."""
    aside: Tables = {}
    for table, records in doubtful.items():
        for key, doc in records.items():
            known = versions(trusted.get(table, {}).get(key, {}))
            for version in versions(doc):
                if version not in known and not any(dominates(mine, version) for mine in known):
                    docs = aside.setdefault(table, {})
                    docs[key] = joined(*(docs[key],) if key in docs else (), doubted(version))
    return joined_tables(trusted, aside)
