"""Other copies of the diary: joined, counted first, or waiting for the person's word."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path

import msgspec

from detox.diary.context import DiaryContext
from detox.domain.record import Record
from detox.domain.snapshot import Snapshot
from detox.errors import BadField
from detox.storage.age_format import KeyRing
from detox.storage.file_format import KINDS, record_of
from detox.storage.log_copies import copies_of_log
from detox.storage.other_copies import (
    Copy,
    CopyCounts,
    accept_held,
    copies_in,
    held_copies,
    is_same_diary,
    merge_copy,
    refuse_held,
)
from detox.storage.replicas import read_pair
from detox.storage.sync_conflicts import strangers_in


class Hiding(msgspec.Struct, frozen=True, kw_only=True):
    """One record that a file would hide: what it says here, and what it is there."""

    table: str
    id: str
    record: Record | None
    """As it stands here; `None` where it makes no sense."""
    there: str
    """`forgotten`, `deleted`, or `emptied` of its text."""


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """A file that is not joined until the person says so."""

    file: str
    hidden: tuple[Hiding, ...] = ()
    """The records it would hide."""
    stranger: bool = False
    """Whether it shares nothing with this diary."""
    lying: bool = False
    """Whether it lies in the home still; else it was put aside."""


class Copies:
    """What came from other machines."""

    def __init__(self, context: DiaryContext) -> None:
        self._paths = context.store.paths

    def found(self, path: Path, keys: KeyRing | None = None) -> list[Copy]:
        """The files of a diary in that folder, or the one that file is; `keys` open one that is sealed.

        Raises:
            NewerDiary: one was written by a newer Detox.
            Forbidden: one is sealed with a key that is not here.
        """
        return list(copies_in(self._paths, path, keys))

    def is_same(self, copies: Sequence[Copy]) -> bool:
        """Whether these are copies of this diary, or either is empty."""
        return is_same_diary(self._paths, list(copies))

    def of_log(self, snapshot: Snapshot) -> list[Copy]:
        """The files that a log would be; what it does not name is judged by what stands here now."""
        return copies_of_log(self._paths, snapshot)

    def join(self, copies: Sequence[Copy], *, dry_run: bool, seen: Callable[[], None]) -> CopyCounts:
        """Join copies: how many records are new, have two versions, are hidden, stay gone.

        A file at a time; cut short, it can be done again. With `dry_run` nothing is written.

        Raises:
            StoreError: a file could not be read or written; the files before it are joined.
        """
        total: Counter[str] = Counter()
        for copy in copies:
            with nullcontext() if dry_run else self._paths.locked():
                counts = msgspec.structs.asdict(merge_copy(self._paths, copy, dry_run=dry_run))
            if counts["held"] and not dry_run:
                counts = {"held": True}  # nothing of it was joined
            total.update({what: int(n) for what, n in counts.items()})
            seen()
        held = bool(total.pop("held", 0))
        return CopyCounts(**total, held=held)

    def held(self) -> list[Waiting]:
        """What waits, files put aside first, then strangers' files that lie in the home."""
        paths = self._paths
        aside = [
            Waiting(
                file=file.file,
                hidden=tuple(self._hiding(copy, *place) for place in hidden),
                stranger=not is_same_diary(paths, [copy]),
            )
            for file, copy, hidden in held_copies(paths)
        ]
        lying = [path.relative_to(paths.home).as_posix() for path, _ in strangers_in(paths)]
        return aside + [Waiting(file=file, stranger=True, lying=True) for file in lying]

    def _hiding(self, copy: Copy, table: str, key: str) -> Hiding:
        doc = read_pair(self._paths, copy.name).content.tables[table][key]
        there = copy.tables.get(table, {}).get(key, {})
        how = "forgotten" if there.get("forgotten") else "deleted" if there.get("deleted") else "emptied"
        try:
            record = record_of(doc, KINDS[table])
        except (msgspec.ValidationError, BadField):
            record = None
        return Hiding(table=table, id=key, record=record, there=how)

    def accept(self) -> int:
        """Join what waits, with all that it hides; how many files."""
        with self._paths.locked():
            return accept_held(self._paths)

    def refuse(self) -> int:
        """Join what waits but for what it hides; how many files."""
        with self._paths.locked():
            return refuse_held(self._paths)
