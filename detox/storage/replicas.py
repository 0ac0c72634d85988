"""The two copies of a file: read together, believed or doubted, and written so that one is always whole."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from detox.errors import BadField, NewerDiary, StoreError
from detox.storage.backups import (
    KEPT,
    LOST,
    keep_history,
    purge_marks,
    quarantine,
    without_erased,
)
from detox.storage.brake import hides_too_much, hold
from detox.storage.file_format import (
    BrokenFile,
    Doc,
    Envelope,
    FileContent,
    OtherFile,
    Tables,
    belongs,
    decode,
    encode,
    is_sound,
    salvage,
    says_the_same,
    surely_newer,
)
from detox.storage.joined_purges import erase_joined
from detox.storage.merge import doubted, merged, merged_tables, supersedes, versions
from detox.storage.ownership import ids_in, is_strangers, name_once, settled_ids, with_ids
from detox.storage.paths import DiaryPaths, refusal


class Replica(msgspec.Struct, kw_only=True):
    """One copy of a file as it was found."""

    path: Path
    data: bytes | None = None
    """`None` where there is no such file, or where it cannot be read."""
    content: FileContent | None = None
    """`None` where the bytes are no whole file."""
    foreign: bool = False
    """Whether the bytes are a whole file, but another one's."""
    held: bool = False
    """Whether it is sound, but would hide so much that the person is asked first; or is a stranger's."""
    stranger: bool = False
    """Whether it has nothing in common with this diary: it may be somebody else's."""
    newer: NewerDiary | None = None
    """Whether it says that it is of a newer schema; where its sum is wrong, that may be damage."""
    error: OSError | None = None
    """Why it cannot be read although it is there."""

    @property
    def trusted(self) -> bool:
        """Whether these are exactly the bytes that some Detox wrote."""
        return self.content is not None and self.content.sound and not self.held

    @property
    def wrong(self) -> bool:
        """Whether bytes are there that cannot be trusted."""
        return self.data is not None and not self.trusted and not self.held

    def readable(self, name: str) -> Tables:
        """The records in it that are records, whatever the file as a whole is."""
        if self.data is None or self.foreign or self.held:
            return {}
        tables = self.content.tables if self.content else salvage(self.data)
        return sound_records(name, tables)


class ReplicaPair(msgspec.Struct, kw_only=True):
    """What both copies of a file say together."""

    name: str
    home: Replica
    mirror: Replica
    content: FileContent

    @property
    def replicas(self) -> tuple[Replica, Replica]:
        """The home's and the mirror's."""
        return self.home, self.mirror

    @property
    def error(self) -> OSError | None:
        """Why a copy that is there cannot be read."""
        return self.home.error or self.mirror.error

    @property
    def damaged(self) -> bool:
        """Whether bytes are there, but no copy is whole."""
        wrong = any(copy.data is not None for copy in self.replicas)
        return wrong and not any(copy.content for copy in self.replicas)

    @property
    def agreed(self) -> bool:
        """Whether both copies are the same sound bytes, or neither is there.

        A stranger's file that is none of this diary's is passed by, as if neither were.
        """
        if self.home.stranger and self.mirror.data is None and not self.mirror.error:
            return True
        same = self.home.data == self.mirror.data
        return not self.error and same and not self.home.wrong and not self.home.held


def agreed_bytes(paths: DiaryPaths, name: str) -> bytes | None:
    """The bytes that both copies agree on, unparsed; `None` where it takes a closer look."""
    home, mirror = (_read_replica(paths, path) for path in paths.replicas(name))
    if home.data is None or home.data != mirror.data or not is_sound(name, home.data):
        return None
    return home.data


def read_pair(paths: DiaryPaths, name: str) -> ReplicaPair:
    """What both copies say now; nothing is changed.

    Raises:
        NewerDiary: a copy was written by a newer Detox.
    """
    home, mirror = (_read_replica(paths, path) for path in paths.replicas(name))
    _understand(name, home)
    if home.data is not None and home.data == mirror.data:
        mirror.content, mirror.foreign, mirror.newer = home.content, home.foreign, home.newer
    else:
        _understand(name, mirror)
        _doubt_what_cannot_be_merged(home, mirror)
        _brake(paths, home, mirror)
    for newer, other in ((home, mirror), (mirror, home)):
        if newer.newer and not other.trusted:
            raise newer.newer
    return ReplicaPair(name=name, home=home, mirror=mirror, content=_merged_content(name, home, mirror))


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


def mergeable(tables: Tables) -> Tables:
    """Those whose envelope makes sense; what a person wrote may be odd, it is kept and named when read."""

    def sensible(doc: Doc) -> bool:
        try:
            msgspec.convert(doc, Envelope)
        except (msgspec.ValidationError, RecursionError):
            return False
        return True

    return {table: {key: doc for key, doc in docs.items() if sensible(doc)} for table, docs in tables.items()}


def _read_replica(paths: DiaryPaths, path: Path) -> Replica:
    try:
        return Replica(path=path, data=paths.disk.read(path))
    except FileNotFoundError:
        return Replica(path=path)
    except OSError as error:
        return Replica(path=path, error=error)


def _understand(name: str, copy: Replica) -> None:
    try:
        copy.content = None if copy.data is None else decode(name, copy.data)
    except NewerDiary as newer:
        if surely_newer(name, copy.data or b"", newer.theirs):
            raise
        copy.newer = newer
    except OtherFile:
        copy.foreign = True
    except BrokenFile:
        return


def _brake(paths: DiaryPaths, home: Replica, mirror: Replica) -> None:
    """What a syncing program put into the home waits where it is a stranger's, or would hide much."""
    if not home.trusted or not home.content:
        return
    known = [mirror.content] if mirror.trusted and mirror.content else []
    home.stranger = home.held = is_strangers(paths, home.content.tables, *(c.tables for c in known))
    if known and not home.held:
        ours = any(name.endswith(".doing") for name in paths.disk.names(paths.state / "undo"))
        mine = known[0].tables
        home.held = not ours and hides_too_much(mine, merged_tables(mine, home.content.tables))


def _doubt_what_cannot_be_merged(*copies: Replica) -> None:
    """A right sum proves no good will: a copy made to confuse the merge is treated as damaged."""
    for copy in copies:
        if copy.content and copy.content.sound:
            sensible = mergeable(copy.content.tables)
            if sensible != copy.content.tables:
                copy.content = FileContent(sensible, copy.content.meta, sound=False)


def _merged_content(name: str, home: Replica, mirror: Replica) -> FileContent:
    whole = [copy.content for copy in (home, mirror) if copy.content and not copy.held]
    if not whole:
        return FileContent({})
    if len(whole) == 1 and not (home.wrong or mirror.wrong):
        return whole[0]
    if home.data == mirror.data and home.trusted:
        return whole[0]
    trusted = [content.tables for content in whole if content.sound]
    meta = {field: value for content in whole for field, value in content.meta.items()}
    if not trusted:
        return FileContent(merged_tables(*(mergeable(content.tables) for content in whole)), meta)
    tables = merged_tables(*trusted)
    for copy in (home, mirror):
        if copy.wrong:
            tables = _kept_beside(tables, copy.readable(name))
    return FileContent(tables, meta)


def _kept_beside(trusted: Tables, doubtful: Tables) -> Tables:
    """The trusted records; what an untrusted copy says otherwise is kept under their `others`."""
    beside: Tables = {}
    for table, records in doubtful.items():
        for key, doc in records.items():
            known = versions(trusted.get(table, {}).get(key, {}))
            for version in versions(doc):
                if version not in known and not any(supersedes(mine, version) for mine in known):
                    docs = beside.setdefault(table, {})
                    docs[key] = merged(*(docs[key],) if key in docs else (), doubted(version))
    return merged_tables(trusted, beside)


class SafeStorage:
    """What tables do is gathered here; `write_files` puts it on the disk, once a transaction.

    A storage of TinyDB by its shape, and not by its class: whoever only reads needs no TinyDB.
    """

    def __init__(self, paths: DiaryPaths, name: str) -> None:
        self.name = name
        self.pair = read_pair(paths, name)
        self.content = self.pair.content
        if self.pair.error:  # we would overwrite what we have not seen
            raise StoreError("unreadable", file=name, detail=self.pair.error.strerror or "")
        self._encoded: bytes | None = None

    def read(self) -> dict[str, dict[str, Any]]:
        """All tables, as they stand in this transaction; never to be changed in place."""
        return self.content.tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Take over what a table did."""
        self.content = FileContent(data, self.content.meta, lines=self.content.lines)

    def close(self) -> None:
        """Nothing is held open."""

    def encoded(self, ids: list[str]) -> bytes:
        """What is to be written, as a file of the diary with these ids.

        Raises:
            StoreError: what was encoded does not say what it should.
        """
        return _bytes(self, ids) if self._encoded is None else self._encoded

    def let_go(self, encoded: bytes) -> None:
        """Nothing more will be changed: keep what is to be written, not the records that it is made of."""
        self._encoded = encoded
        # What was purged of its records is still asked for, and nothing else of them.
        marks = {"purged": {key: mark for key, mark in purge_marks(self.pair.content.tables).items() if mark}}
        self.content = self.pair.content = FileContent(marks, self.content.meta)


def read_and_heal(paths: DiaryPaths, name: str) -> ReplicaPair:
    """What both copies of a file say; where they do not agree, they are healed if that is possible.

    Raises:
        StoreError: it is there, but cannot be read.
    """
    pair = read_pair(paths, name)
    if pair.home.stranger and pair.agreed:
        name_once(paths, "stranger", name, f"{name}.json", pair.home.data or b"")
    if pair.agreed or (pair.damaged and not pair.error):
        return pair
    if pair.error:
        if not any(copy.content for copy in pair.replicas):
            raise StoreError("unreadable", file=name, detail=pair.error.strerror or "")
        paths.notify("unreadable", name, pair.error.strerror or "")
        return pair
    with suppress(OSError, StoreError), paths.locked():
        storage = SafeStorage(paths, name)
        if not storage.pair.agreed and not storage.pair.damaged:
            write_files(paths, [storage])
        return storage.pair
    return pair


def write_files(
    paths: DiaryPaths, storages: list[SafeStorage], change: Callable[[SafeStorage], None] | None = None
) -> None:
    """Put all of these files on the disk, in both copies; the lock is held.

    All are written under other names first: a full disk is met before anything has changed.

    Args:
        paths: where they lie.
        storages: the files.
        change: what changes a file's records first. Then only the bytes of each are kept: ten years of
            records need not all be there at once.

    Raises:
        StoreError: the home could not be written; what it held before is still there, whole.
    """
    try:
        ids = settled_ids(paths, {one for storage in storages for one in ids_in(storage.content.tables)})
        written = {storage.name: _written(storage, ids, change) for storage in storages}
        for storage in storages:
            quarantine_damaged(paths, storage.pair)
            _keep_history(paths, storage.pair)
        _write_home(paths, storages, written)
    except OSError as error:
        raise refusal(error, storages[0].name if len(storages) == 1 else "") from None
    for storage in storages:  # before the mirror, which says what is known: cut short, it is done again
        erase_joined(paths, storage.name, storage.pair.mirror.content, storage.content)
        _write_mirror(paths, storage, written[storage.name])


def _written(storage: SafeStorage, ids: list[str], change: Callable[[SafeStorage], None] | None) -> bytes:
    if change is None:
        return storage.encoded(ids)
    change(storage)
    data = storage.encoded(ids)
    storage.let_go(data)
    return data


def _bytes(storage: SafeStorage, ids: list[str]) -> bytes:
    content = storage.content
    if content is not storage.pair.content:  # what is only healed stays as it was written
        content = FileContent(with_ids(content.tables, ids), content.meta, lines=content.lines)
        storage.content = content
    data = encode(storage.name, content)
    if not says_the_same(data, content):
        raise StoreError("not written right", file=storage.name)
    return data


def _write_home(paths: DiaryPaths, storages: list[SafeStorage], written: dict[str, bytes]) -> None:
    moves = []
    try:
        for storage in storages:
            path = storage.pair.home.path
            if storage.pair.home.data != written[storage.name]:
                moves.append((paths.writer.prepare(path, written[storage.name]), path))
    except BaseException:
        for temporary, _ in moves:
            paths.writer.discard(temporary)
        raise
    try:
        paths.writer.move(moves)
    except BaseException:
        if len(storages) > 1:
            _restore_home(paths, storages)
        raise


def _restore_home(paths: DiaryPaths, storages: list[SafeStorage]) -> None:
    """Of several files all or none: put back what the home held."""
    for storage in storages:
        home = storage.pair.home
        with suppress(OSError):
            if home.data is None:
                paths.writer.discard(home.path)
            elif paths.disk.read(home.path) != home.data:
                paths.writer.write(home.path, home.data)


def _write_mirror(paths: DiaryPaths, storage: SafeStorage, data: bytes) -> None:
    mirror = storage.pair.mirror
    if mirror.data == data:
        return
    try:
        paths.writer.write(mirror.path, data)
    except OSError as error:
        paths.notify("mirror", storage.name, error.strerror or "")


def _keep_history(paths: DiaryPaths, pair: ReplicaPair) -> None:
    past = next((copy.data for copy in pair.replicas if copy.trusted), None)
    if past is not None:
        keep_history(paths, pair.name, past, purge_marks(pair.content.tables))


def quarantine_damaged(paths: DiaryPaths, pair: ReplicaPair) -> None:
    """Keep the bytes of copies that cannot be trusted, and say so."""
    gone = purge_marks(pair.content.tables)
    if pair.home.held and pair.home.data is not None:
        hold(paths, pair.name, pair.home.data, kind="stranger" if pair.home.stranger else "held")
    for copy, where in ((pair.home, "home"), (pair.mirror, "mirror")):
        if copy.wrong and copy.data is not None:
            data = without_erased(pair.name, copy.data, gone)
            quarantine(paths, pair.name, where, data, LOST if pair.damaged else KEPT)
    _notify_of_damage(paths, pair)


def _notify_of_damage(paths: DiaryPaths, pair: ReplicaPair) -> None:
    if pair.agreed:
        return
    if pair.damaged:
        paths.notify("damaged", pair.name)
    elif any(copy.wrong for copy in pair.replicas):
        told_by_sum = all(copy.content for copy in pair.replicas if copy.data is not None)
        paths.notify("doubt" if told_by_sum else "healed", pair.name)
    elif pair.home.data is None or (pair.mirror.data is None and any(paths.disk.names(paths.mirror))):
        paths.notify("restored", pair.name)  # where there is no mirror at all, the diary has just moved in
