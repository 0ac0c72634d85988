"""Looking after the diary: what is wrong with its files, what was kept, what shall be forgotten."""

from datetime import date, timedelta

from detox.diary.channels import Channels
from detox.diary.context import DiaryContext
from detox.domain.entries import WITHOUT_APP, CheckIn, Entry
from detox.errors import NoSuch
from detox.storage.doctor import Finding, examine, repair
from detox.storage.machines import Machine, machines
from detox.storage.paths import Notice
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

    def several(self) -> list[tuple[Entry | CheckIn, tuple[RecordVersion, ...]]]:
        """The entries and check-ins of which more than one version stands, each with all of them."""
        store = self._context.store
        files = {finding.file for finding in self.examine() if finding.kind in {"versions", "doubt"}}
        found: list[tuple[Entry | CheckIn, tuple[RecordVersion, ...]]] = []
        for file in sorted(name for name in files if name.startswith("journal/")):
            first = date.fromisoformat(f"{file[-7:]}-01")
            last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            written: list[Entry | CheckIn] = [*store.entries(first, last), *store.checkins(first, last)]
            for record in written:
                versions = store.versions(record)
                if len(versions) > 1:
                    found.append((record, versions))
        return found

    def keep(self, record: Entry | CheckIn, which: str) -> Entry | CheckIn | None:
        """Let one version, counted from 1, stand for all, or with "both" the front with all their texts.

        `None` where the kept version is a deletion.

        Raises:
            NoSuch: there is no version of that number.
        """
        versions = self._context.store.versions(record)
        numbers = tuple(str(n) for n in range(1, len(versions) + 1))
        if which != BOTH and which not in numbers:
            raise NoSuch("version", which, (*numbers, BOTH))
        notes = [version.record.note for version in versions if isinstance(version.record, Entry | CheckIn)]
        kept = record if which == BOTH else versions[int(which) - 1].record
        if not isinstance(kept, Entry | CheckIn):
            self._context.drop("delete", record)
            return None
        together = "\n".join(dict.fromkeys(note for note in notes if note))
        note = together if which == BOTH else kept.note
        after = kept.replace(updated_at=self._context.moment(), note=note)
        self._context.store.save("edit", [Change(before=record, after=after, settles=True)])
        return after

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

    def notices(self) -> list[Notice]:
        """What the person should hear of the files, each thing once."""
        return self._context.store.notices()

    def forget(self, record_id: str) -> tuple[str, ...]:
        """Purge a record from both copies, the history and the undo list, for good.

        Returns:
            The files that are damaged and wait for repair: nobody can say whether they hold it too.

        Raises:
            NoSuch: no record has that id; nothing has changed.
            StoreError: a file could not be written; asking again goes on with it.
        """
        return self._context.store.forget(record_id)
