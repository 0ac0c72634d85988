"""Conflict copies that a syncing program left beside a file, known by what is in them, not by name."""

from pathlib import Path

from detox.errors import DetoxError
from detox.storage.backups import KEPT, erased_ids, quarantine, without_erased
from detox.storage.file_format import JOURNAL, BrokenFile, FileContent, decode, is_diary_file, name_in
from detox.storage.merge import merged_tables
from detox.storage.paths import DiaryPaths
from detox.storage.replicas import SafeStorage, sound_records, write_files


def conflict_files(paths: DiaryPaths) -> list[Path]:
    """Files in the home that look like ours under another name."""
    return [
        paths.home / folder / name
        for folder in ("", JOURNAL)
        for name in paths.disk.names(paths.home / folder)
        if name[0] != "." and ".json" in name and not is_diary_file(folder + name.removesuffix(".json"))
    ]


def merge_conflicts(paths: DiaryPaths) -> None:
    """Merge every conflict copy into its file and move it to quarantine; the lock is held."""
    for path in conflict_files(paths):
        data = _bytes_of(paths, path)
        name = None if data is None else name_in(data)
        if data is None or name is None or not is_diary_file(name):
            continue
        try:
            content = decode(name, data)
            storage = SafeStorage(paths, name)
        except (BrokenFile, DetoxError):
            continue
        tables = merged_tables(storage.content.tables, sound_records(name, content.tables))
        if tables != storage.content.tables:
            storage.content = FileContent(tables, storage.content.meta)
            write_files(paths, [storage])
        quarantine(paths, name, "conflict", without_erased(name, data, erased_ids(tables)), KEPT)
        paths.disk.remove(path)
        paths.notify("conflict", name, path.name)


def _bytes_of(paths: DiaryPaths, path: Path) -> bytes | None:
    """What is in a file that is none of ours yet; `None`: it is no such file, or far too large."""
    try:
        return paths.disk.read(path) if paths.disk.is_regular(path) else None
    except OSError:
        return None
