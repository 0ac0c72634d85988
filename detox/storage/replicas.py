"""The two copies of a file: read together, believed or doubted, and written so that one is always whole."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
from tinydb.storages import Storage

from detox.errors import BadField, NewerDiary, StoreError
from detox.storage.backups import KEPT, LOST, cleansed, forgotten_in, history_of, keep, superfluous
from detox.storage.file_format import (
    Broken,
    Content,
    Doc,
    Envelope,
    Foreign,
    Tables,
    belongs,
    decode,
    encode,
    is_sound,
    salvage,
    says_the_same,
    surely_newer,
)
from detox.storage.merge import dominates, doubted, joined, joined_tables, versions
from detox.storage.paths import Shelf, refusal


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


class SafeStorage(Storage):
    """What tables do is gathered here; `write_files` puts it on the disk, once a deed."""

    def __init__(self, shelf: Shelf, name: str) -> None:
        self.name = name
        self.found = look(shelf, name)
        self.content = self.found.content
        if self.found.error:  # we would overwrite what we have not seen
            raise StoreError("unreadable", file=name, detail=self.found.error.strerror or "")

    def read(self) -> dict[str, dict[str, Any]]:
        """All tables, as they stand in this deed; never to be changed in place."""
        return self.content.tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Take over what a table did."""
        self.content = Content(data, self.content.meta, lines=self.content.lines)


def load(shelf: Shelf, name: str) -> Found:
    """What both copies of a file say; where they do not agree, they are healed if that is possible.

    Raises:
        StoreError: it is there, but cannot be read.
    """
    found = look(shelf, name)
    if found.agreed or (found.damaged and not found.error):
        return found
    if found.error:
        if not any(copy.content for copy in found.copies):
            raise StoreError("unreadable", file=name, detail=found.error.strerror or "")
        shelf.tell("unreadable", name, found.error.strerror or "")
        return found
    with suppress(OSError, StoreError), shelf.locked():
        storage = SafeStorage(shelf, name)
        if not storage.found.agreed and not storage.found.damaged:
            write_files(shelf, [storage])
        return storage.found
    return found


def write_files(shelf: Shelf, storages: list[SafeStorage]) -> None:
    """Put all of these files on the disk, in both copies; the lock is held.

    All are written under other names first: a full disk is met before anything has changed.

    Raises:
        StoreError: the home could not be written; what it held before is still there, whole.
    """
    written = {storage.name: _bytes(storage) for storage in storages}
    try:
        for storage in storages:
            put_aside(shelf, storage.found)
            remember(shelf, storage.found)
        _write_home(shelf, storages, written)
    except OSError as error:
        raise refusal(error, storages[0].name if len(storages) == 1 else "") from None
    for storage in storages:
        _write_mirror(shelf, storage, written[storage.name])


def _bytes(storage: SafeStorage) -> bytes:
    data = encode(storage.name, storage.content)
    if not says_the_same(data, storage.content):
        raise StoreError("not written right", file=storage.name)
    return data


def _write_home(shelf: Shelf, storages: list[SafeStorage], written: dict[str, bytes]) -> None:
    moves = []
    try:
        for storage in storages:
            path = storage.found.home.path
            if storage.found.home.data != written[storage.name]:
                moves.append((shelf.prepare(path, written[storage.name]), path))
    except BaseException:
        for temporary, _ in moves:
            shelf.drop(temporary)
        raise
    try:
        shelf.settle(moves)
    except BaseException:
        if len(storages) > 1:
            _take_back(shelf, storages)
        raise


def _take_back(shelf: Shelf, storages: list[SafeStorage]) -> None:
    """Of several files all or none: put back what the home held."""
    for storage in storages:
        home = storage.found.home
        with suppress(OSError):
            if home.data is None:
                shelf.drop(home.path)
            elif shelf.disk.read(home.path) != home.data:
                shelf.put(home.path, home.data)


def _write_mirror(shelf: Shelf, storage: SafeStorage, data: bytes) -> None:
    mirror = storage.found.mirror
    if mirror.data == data:
        return
    try:
        shelf.put(mirror.path, data)
    except OSError as error:
        shelf.tell("mirror", storage.name, error.strerror or "")


def remember(shelf: Shelf, found: Found) -> None:
    """Keep what a file is, if this is its first write today; a failure is a note, not a refusal."""
    folder = history_of(shelf, found.name)
    today = shelf.now().date()
    past = next((copy.data for copy in found.copies if copy.trusted), None)
    if past is None or shelf.disk.mark(folder / today.isoformat()):
        return
    try:
        past = cleansed(found.name, past, forgotten_in(found.content.tables))
        shelf.put(folder / today.isoformat(), past)
    except OSError as error:
        shelf.tell("history", found.name, error.strerror or "")
        return
    for name in superfluous(shelf.disk.names(folder), today):
        shelf.drop(folder / name)


def put_aside(shelf: Shelf, found: Found) -> None:
    """Keep the bytes of copies that cannot be trusted, and say so."""
    gone = forgotten_in(found.content.tables)
    for copy, where in ((found.home, "home"), (found.mirror, "mirror")):
        if copy.wrong and copy.data is not None:
            data = cleansed(found.name, copy.data, gone)
            keep(shelf, found.name, where, data, LOST if found.damaged else KEPT)
    _say(shelf, found)


def _say(shelf: Shelf, found: Found) -> None:
    if found.agreed:
        return
    if found.damaged:
        shelf.tell("damaged", found.name)
    elif any(copy.wrong for copy in found.copies):
        told_by_sum = all(copy.content for copy in found.copies if copy.data is not None)
        shelf.tell("doubt" if told_by_sum else "healed", found.name)
    elif found.home.data is None or (found.mirror.data is None and any(shelf.disk.names(shelf.mirror))):
        shelf.tell("restored", found.name)  # where there is no mirror at all, the diary has just moved in
