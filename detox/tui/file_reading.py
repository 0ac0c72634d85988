"""A file that is to be taken in: read beside the screens, and joined once the person says so."""

import asyncio
from collections.abc import Mapping
from typing import Protocol

from msgspec import Struct

from detox.diary import Diary
from detox.domain.snapshot import Snapshot
from detox.exchange import foreign, log
from detox.exchange.csv_tables import from_csv
from detox.exchange.file_kinds import form_of, tables_of_folder, tables_of_zip
from detox.exchange.foreign.converting import to_snapshot
from detox.exchange.named_files import read_file
from detox.messages.import_messages import counts_text
from detox.words import _, ngettext


class StepCounter(Protocol):
    """Who is told how far the reading is."""

    whole: int

    def step(self) -> None: ...  # noqa: D102 - one row more


class TakenFile(Struct, frozen=True, kw_only=True):
    """What is in a file."""

    snapshot: Snapshot
    said: str
    """What is in it, as a sentence or some lines."""


async def read_taken(diary: Diary, name: str, counter: StepCounter) -> TakenFile:
    """What is in a file; nothing is written.

    Raises:
        Forbidden: it cannot be read.
        BadLog: it is like no file that can be read, or something in it is not what it may be.
    """
    tables = tables_of_folder(name)
    data = b"" if tables else await asyncio.to_thread(read_file, name)
    tables = tables or tables_of_zip(data, None)
    form = None if tables else form_of(data, None)
    if form is not None:
        return _of_another_program(diary, data, form)
    snapshot = await _of_our_own(diary, data, tables, counter)
    counts = _counts(snapshot)
    return TakenFile(
        snapshot=snapshot, said=_("No problems found: {counts}. Nothing was written.").format(counts=counts)
    )


def take_in(diary: Diary, taken: TakenFile) -> str:
    """Join a file into the diary; one undo takes it back. What came of it.

    Raises:
        StoreError: it cannot be saved; nothing was written.
    """
    joined = diary.take_in(taken.snapshot)
    said = [
        _("New {added}, changed {changed}, {kept} with two versions; the rest was here already.").format(
            added=joined.added, changed=joined.changed, kept=joined.kept
        )
    ]
    if before := diary.days_before_trial(taken.snapshot):
        said.append(
            ngettext(
                "{n} day lies before your trial: it is in the journal, and in no week.",
                "{n} days lie before your trial: they are in the journal, and in no week.",
                before,
            ).format(n=before)
        )
    if gone := joined.deleted + joined.forgotten:
        said.append(
            ngettext(
                "{n} that you deleted stays deleted.", "{n} that you deleted stay deleted.", gone
            ).format(n=gone)
        )
    return "\n".join([*said, _("u takes it back.")])


async def _of_our_own(
    diary: Diary, data: bytes, tables: Mapping[str, str] | None, counter: StepCounter
) -> Snapshot:
    held = diary.snapshot()
    channels = {channel.id for channel in held.channels}
    tasks = {task.id for task in held.tasks}
    today = diary.today
    if tables is not None:
        return from_csv(dict(tables), today=today, known_channels=channels, known_tasks=tasks)
    counter.whole = data.count(b'"day"')
    return await asyncio.to_thread(
        log.from_json, data, today=today, known_channels=channels, known_tasks=tasks, seen=counter.step
    )


def _of_another_program(diary: Diary, data: bytes, form: str) -> TakenFile:
    source = foreign.read(data, form, None)
    snapshot, counts = to_snapshot(
        source, foreign.first_plan(source), today=diary.today, held=diary.snapshot(), moment=diary.moment
    )
    name = _("This is {name}. Nothing was written.").format(name=_(foreign.FORMATS[form].name))
    return TakenFile(snapshot=snapshot, said=f"{counts_text(counts)}\n{name}")


def _counts(snapshot: Snapshot) -> str:
    return _("{entries} entries, {checkins} check-ins").format(
        entries=len(snapshot.entries), checkins=len(snapshot.checkins)
    )
