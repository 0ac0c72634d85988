"""Looking after the diary: what is wrong with its files, and what was kept."""

from collections.abc import Sequence
from datetime import date, timedelta

from detox.diary.channels import Channels
from detox.diary.context import DiaryContext
from detox.domain.entries import WITHOUT_APP, Entry, Step, Task
from detox.domain.record import Record
from detox.domain.trial import Trial
from detox.errors import NoSuch
from detox.storage.doctor import Finding, examine, repair
from detox.storage.machines import Machine, machines
from detox.storage.store import RecordVersion
from detox.storage.transaction import Change

BOTH = "both"
"""Said in place of a version's number: the texts of all of them."""


class Maintenance:
    """The health of the files."""

    def __init__(self, context: DiaryContext, channels: Channels) -> None:
        self._context = context
        self._channels = channels

    def examine(self) -> list[Finding]:
        """Everything that is wrong now; nothing is changed."""
        return examine(self._context.store.paths)

    def repair(self) -> list[Finding]:
        """Make good what can be made good, and say what it was; nothing is thrown away.

        Raises:
            StoreError: a file could not be read or written; nothing is lost.
        """
        return repair(self._context.store.paths)

    def by_the_app(self) -> list[Entry]:
        """Entries that say "without the app" by the app itself, as an import may; they stay as written."""
        span, channels = self._context.store.span(), self._channels
        entries = self._context.store.entries(span.first, span.last) if span else []
        return [e for e in entries if e.outcome in WITHOUT_APP and channels.is_the_app(e.channel)]

    def several(self) -> list[tuple[Record, tuple[RecordVersion, ...]]]:
        """The records of which more than one version stands, each with all of them, the journal's first."""
        store = self._context.store
        files = {finding.file for finding in self.examine() if finding.kind in {"versions", "doubt"}}
        written: list[Record] = []
        for file in sorted(name for name in files if name.startswith("journal/")):
            first = date.fromisoformat(f"{file[-7:]}-01")
            last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            written += [*store.entries(first, last), *store.checkins(first, last)]
        found = [(record, store.versions(record)) for record in (*written, *store.several_beside())]
        return [(record, versions) for record, versions in found if len(versions) > 1]

    def beside(self, record_id: str) -> Record | None:
        """What is no part of the journal and stands in more than one version, by its id."""
        found = self._context.store.several_beside()
        return next((record for record in found if record.id == record_id), None)  # type: ignore[attr-defined]

    def keep(self, record: Record, which: str) -> Record | None:
        """Let one version, counted from 1, stand for all, or with "both" the front with all their notes.

        `None` where the kept version is a deletion.

        Raises:
            NoSuch: there is no version of that number, or "both" of what has no note.
        """
        versions = self._context.store.versions(record)
        noted = hasattr(record, "note")
        known = (*(str(n) for n in range(1, len(versions) + 1)), *((BOTH,) if noted else ()))
        if which not in known:
            raise NoSuch("version", which, known)
        kept = record if which == BOTH else versions[int(which) - 1].record
        if kept is None:
            self._context.drop("delete", record)
            return None
        if which == BOTH:
            notes = [getattr(version.record, "note", "") for version in versions]
            kept = kept.replace(note="\n".join(dict.fromkeys(note for note in notes if note)))
        if isinstance(kept, Trial) and isinstance(record, Trial):
            kept = kept.replace(readings=record.readings)  # they only grow
        kept = self._stamped(kept)
        self._context.save("edit", [Change(before=record, after=kept, settles=True)])
        return kept

    def begun_twice(self) -> list[Change]:
        """What would settle the tasks and steps that two machines began with on different days.

        Of versions that differ in nothing but the day a task came onto the list, or the deadline of a step,
        the earlier day stands for all: it was true then already. No word is in it, and nobody types it.
        """
        changes = []
        for record, versions in self.several():
            doubted = any(version.doubt for version in versions)
            earliest = None if doubted else _earliest([version.record for version in versions])
            if earliest is not None:
                changes.append(Change(before=record, after=self._stamped(earliest), settles=True))
        return changes

    def settle_begun_twice(self) -> int:
        """Do that, as one deed; how many records it settled."""
        if changes := self.begun_twice():
            self._context.save("edit", changes)
        return len(changes)

    def _stamped(self, record: Record) -> Record:
        stamped = "updated_at" in record.__struct_fields__
        return record.replace(updated_at=self._context.moment()) if stamped else record

    def machines(self) -> list[Machine]:
        """Every machine that wrote something that still stands, the latest in front.

        Raises:
            StoreError: a file cannot be read.
        """
        return machines(self._context.store.paths)

    def folders(self) -> tuple[str, str]:
        """Where the diary lies, and where its second copy and what concerns this machine do."""
        paths = self._context.store.paths
        return str(paths.home), str(paths.state)


def _earliest(versions: Sequence[Record | None]) -> Record | None:
    """The version with the earliest day, where they differ in nothing else; `None` where they do."""
    tasks = [version for version in versions if isinstance(version, Task)]
    if len(tasks) == len(versions) and len({task.replace(since=tasks[0].since) for task in tasks}) == 1:
        return min(tasks, key=lambda task: task.since)
    steps = [version for version in versions if isinstance(version, Step) and version.due is not None]
    alike = {step.replace(due=steps[0].due, updated_at=steps[0].updated_at) for step in steps}
    if len(steps) == len(versions) and len(alike) == 1:
        return min(steps, key=lambda step: step.due or date.max)
    return None
