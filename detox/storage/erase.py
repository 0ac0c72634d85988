"""Erasing records for good: out of both copies, the history, the quarantine, the undo log, the drafts."""

from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from detox.errors import NewerDiary, NoSuch
from detox.storage.backups import (
    HELD,
    KEPT,
    LOST,
    PurgeMarks,
    QuarantinedFile,
    history_folder,
    quarantined,
    without_erased,
)
from detox.storage.drafts import Drafts
from detox.storage.file_format import ENVELOPE, FILES_OF, JOURNAL, BrokenFile, Doc, FileContent, decode
from detox.storage.local_state import device_id
from detox.storage.merge import FORGOTTEN, merged, purged, version_over, versions
from detox.storage.paths import STATE, DiaryPaths
from detox.storage.replicas import SafeStorage, read_pair, write_files
from detox.storage.undo_log import DONE, UNDONE, UndoLog

Key = tuple[str, str]
"""A record by its table and its id: a day may name a check-in and a trial."""
_WORDS = frozenset(
    {
        "note",
        "helper",
        "what",
        "who",
        "when",
        "hardest",
        "plan",
        "people",
        "reason",
        "why",
        "sentence",
        "text",
    }
)
"""The fields that hold a person's own words, in whatever record."""
_SHORTEST = 4
"""Shorter words stand in drafts that have nothing to do with them; but a note of any length is looked for."""


def keys_of(paths: DiaryPaths, id: str) -> set[Key]:  # noqa: A002 - the record's own word
    """Every record of that id that has not been erased, deleted ones too; none where nothing has it."""
    return {(table, id) for name in paths.all_files() for table in _tables_with(paths, name, id)}


def deleted_keys(paths: DiaryPaths, names: Collection[str], wanted: Callable[[str, Doc], bool]) -> set[Key]:
    """Records of these files that are deleted, and were once as wanted by their table and document.

    Only as far as the history and the undo log still say what they were: from there they can be erased.
    """
    past = [(name, table, key, doc) for name in names for table, key, doc in _past(paths, name)]
    once = {(name, table, key) for name, table, key, doc in past if wanted(table, doc)}
    return {(table, key) for name, table, key in once if _is_deleted(paths, name, table, key)}


def _past(paths: DiaryPaths, name: str) -> Iterator[tuple[str, str, Doc]]:
    """What the records of a file were, as far as it is kept: table, id, document."""
    for day in paths.disk.names(history_folder(paths, name)):
        with suppress(BrokenFile, NewerDiary, OSError):
            tables = decode(name, paths.disk.read(history_folder(paths, name) / day)).tables
            for table, docs in tables.items():
                yield from ((table, key, doc) for key, doc in docs.items())
    log = UndoLog(paths)
    for logged in (*log.in_state(DONE), *log.in_state(UNDONE)):
        for touched in logged.touched:
            if touched.file == name:
                known = filter(None, (touched.before, touched.after))
                yield from ((touched.table, touched.id, doc) for doc in known)


def _is_deleted(paths: DiaryPaths, name: str, table: str, key: str) -> bool:
    doc = read_pair(paths, name).content.tables.get(table, {}).get(key, FORGOTTEN)
    return not doc.get("forgotten") and all(version.get("deleted") for version in versions(doc))


def erase(paths: DiaryPaths, keys: Collection[Key]) -> None:
    """Leave nothing of those records but a mark that each is forgotten; the lock is held.

    The old places go first: cut short, it can be done again, for the records are still there.

    Raises:
        NoSuch: none of them is there.
    """
    _purge(paths, keys, lambda doc: purged(doc, paths.now()))


def erase_helper(paths: DiaryPaths, ids: Collection[str], names: Collection[str]) -> None:
    """Leave nothing of who helped in those entries where it is one of `names`; the lock is held.

    Every version of an entry stays with all else it says; what it was before is purged, here and wherever
    an old copy turns up.

    Raises:
        NoSuch: none of them is there.
    """

    def without(doc: Doc) -> Doc:
        made = [
            version_over(_unhelped(version, names), [], device=device_id(paths), now=paths.now())
            for version in versions(doc)
        ]
        return merged(*made, purged(doc, paths.now()))

    _purge(paths, [("entries", id) for id in ids], without, texts=set(names))  # noqa: A001


def _unhelped(version: Doc, names: Collection[str]) -> Doc:
    if version.get("deleted"):
        return {"deleted": True}
    fields = {field: value for field, value in version.items() if field not in ENVELOPE} | (
        {"doubt": True} if version.get("doubt") else {}
    )
    return fields | ({"helper": None} if fields.get("helper") in names else {})


def _purge(
    paths: DiaryPaths, keys: Collection[Key], left: Callable[[Doc], Doc], *, texts: set[str] | None = None
) -> None:
    """Purge every copy of those records, and let `left` say what stands in the place of each.

    A draft goes that holds one of `texts`; where none are given, one that belongs to such a record, or holds
    its words.
    """
    holding = {name: held for name in paths.all_files() if (held := _held(paths, name, keys))}
    if not holding:
        raise NoSuch("entry", next((id for _table, id in keys), ""))  # noqa: A001
    paths.sweep(at_once=True)
    ids = set() if texts is not None else {id for _table, id in keys}  # noqa: A001
    if texts is None:
        texts = {text for held in holding.values() for doc in held.values() for text in _words(doc)}
    everywhere = [paths, *_other_states(paths)]
    for state in everywhere:
        _erase_drafts(state, ids, texts)
    _erase_in_state(paths, holding, keys)
    for name, held in holding.items():
        storage = SafeStorage(paths, name)
        tables = {
            table: {key: left(doc) if (table, key) in held else doc for key, doc in docs.items()}
            for table, docs in storage.content.tables.items()
        }
        storage.content = FileContent(tables, storage.content.meta)
        write_files(paths, [storage])
        _erase_in_history(paths, name, keys)  # this very write has just kept what was before it
    for other in everywhere[1:]:
        with other.locked():
            _erase_in_state(other, holding, keys)
            for name in holding:  # the home says already that it is forgotten
                write_files(other, [SafeStorage(other, name)])
                _erase_in_history(other, name, keys)


def _other_states(paths: DiaryPaths) -> list[DiaryPaths]:
    """The state folder that this home had when it was named, where it is usual now."""
    state = paths.home / STATE
    if state == paths.state or not paths.disk.is_folder(state):
        return []
    return [DiaryPaths(paths.home, state, paths.disk, paths.now)]


def _erase_in_state(paths: DiaryPaths, holding: Collection[str], keys: Collection[Key]) -> None:
    """Out of all that a state folder keeps of what was, but the drafts."""
    UndoLog(paths).erase(keys)
    for file in (*quarantined(paths, LOST), *quarantined(paths, HELD)):
        _erase_in(paths, file.path, file.file, keys)
    for file in quarantined(paths, KEPT):
        if file.file in holding and not _whole(paths, file):
            paths.writer.discard(file.path)  # a piece may hold the words without the id, and nobody needs it
        else:
            _erase_in(paths, file.path, file.file, keys)
    for name in paths.all_files():
        _erase_in_history(paths, name, keys)


def _whole(paths: DiaryPaths, file: QuarantinedFile) -> bool:
    try:
        decode(file.file, paths.disk.read(file.path))
    except (BrokenFile, NewerDiary):
        return False
    return True


def _tables_with(paths: DiaryPaths, name: str, id: str) -> list[str]:  # noqa: A002
    tables = read_pair(paths, name).content.tables
    return [table for table, docs in tables.items() if not docs.get(id, FORGOTTEN).get("forgotten")]


def _held(paths: DiaryPaths, name: str, keys: Collection[Key]) -> dict[Key, Doc]:
    """Those of the records that this file holds and that have not been erased."""
    tables = read_pair(paths, name).content.tables
    return {
        (table, id): tables[table][id]
        for table, id in keys  # noqa: A001
        if not tables.get(table, {}).get(id, FORGOTTEN).get("forgotten")
    }


def _words(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever a document holds
    if isinstance(value, dict):
        for field, inner in value.items():
            if field in _WORDS and isinstance(inner, str) and len(inner) >= (field != "note") * _SHORTEST:
                yield from filter(None, [inner])
            else:
                yield from _words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner)


def _erase_drafts(paths: DiaryPaths, ids: Collection[str], texts: set[str]) -> None:
    drafts = Drafts(paths)
    for draft in drafts.all():
        held = (draft.question, *draft.said, *draft.before.values())
        of_it = any(id in draft.name for id in ids)  # noqa: A001
        if of_it or any(words in text for words in texts for text in held):
            drafts.drop(draft.name)


def _erase_in_history(paths: DiaryPaths, name: str, keys: Collection[Key]) -> None:
    folder = history_folder(paths, name)
    for day in paths.disk.names(folder):
        if day[0] != ".":
            _erase_in(paths, folder / day, name, keys)


def _erase_in(paths: DiaryPaths, path: Path, name: str, keys: Collection[Key]) -> None:
    data = paths.disk.read(path)
    here: PurgeMarks = {id: None for table, id in keys if FILES_OF[table] == _kind(name)}  # noqa: A001
    clean = without_erased(name, data, here)
    if clean != data:
        paths.writer.write(path, clean)


def _kind(name: str) -> str:
    return JOURNAL if name.startswith(JOURNAL) else name
