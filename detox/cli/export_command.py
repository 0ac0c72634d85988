"""The commands that move whole diaries: export, import, demo."""

import os
import tempfile
from pathlib import Path

from detox.cli.call import Call, Exit
from detox.cli.progress import progress
from detox.domain.entries import Entry
from detox.domain.snapshot import Snapshot
from detox.errors import BadField, Forbidden
from detox.exchange import log, redact
from detox.messages import checkin_text, entry_text, long_day
from detox.words import _, language

LARGEST = 200 * 1024 * 1024


def export(call: Call) -> None:
    """`detox export [FILE]`: the diary as a JSON log, as tables or as Markdown; all of it or a part."""
    args = call.args
    if args.schema:
        call.json(log.schema())
        return
    first, last = call.day(args.from_), call.day(args.to)
    if first and last and first > last:
        raise BadField("export", "--to", "a day not before --from", last)
    snapshot = redact.between(call.diary.snapshot(), first, last)
    if args.redact:
        snapshot = redact.redacted(snapshot, args.redact)
    if args.format == "csv":
        _export_tables(call, snapshot)
        return
    moment = call.diary.context.moment()
    text = (
        _markdown(call, snapshot) if args.format == "markdown" else log.to_json(snapshot, exported_at=moment)
    )
    _deliver(call, text, args.file, force=args.force)


def import_(call: Call) -> int:
    """`detox import FILE`: another copy of a diary joined into this one, or another program's file."""
    from detox.cli import import_command  # noqa: PLC0415 - foreign formats are for imports alone
    from detox.cli.file_io import tables_of_folder, tables_of_zip  # noqa: PLC0415

    tables = tables_of_folder(call.args.file, read_file)
    data = b"" if tables else read_file(call.args.file)
    tables = tables or tables_of_zip(data, call.args.as_)
    form = None if tables else import_command.form_of(data, call.args.as_)
    if form is not None:
        return import_command.take_in(call, data, form)
    import_command.check_no_plan(call)
    taken = _own(call, data, tables)
    size = len(data)
    del data  # as large as the diary; it is not needed while joining
    counts = _("{entries} entries, {checkins} check-ins").format(
        entries=len(taken.entries),
        checkins=len(taken.checkins),
    )
    if call.args.dry_run:
        call.say(_("Sound: {counts}. Nothing was written.").format(counts=counts))
        return Exit.DONE
    with progress(call, _("Saving"), size=size, steps=None):
        joined = call.diary.take_in(taken)
    call.say(
        _(
            "Taken in: {counts}. "
            "New {added}, changed {changed}, {kept} with two versions; the rest was here already."
        ).format(counts=counts, added=joined.added, changed=joined.changed, kept=joined.kept)
    )
    return Exit.DONE


def demo(call: Call) -> int:
    """`detox demo`: twelve made-up weeks, opened in the screens or written as a log."""
    from detox import demo as weeks  # noqa: PLC0415 - only this command needs it
    from detox.cli.journal_commands import open_demo  # noqa: PLC0415 - Textual costs a quarter of a second

    if call.args.export is None:
        return open_demo(call)
    text = log.to_json(weeks.demo_snapshot(language()), exported_at=weeks.MOMENT.isoformat())
    _deliver(call, text, call.args.export, force=False)
    return Exit.DONE


def read_file(name: str) -> bytes:
    """The bytes of a regular file of at most 200 MB.

    Raises:
        Forbidden: it is none, or cannot be read; nothing was imported.
    """
    path = Path(name)
    try:
        if not path.is_file():
            why = _("it is no regular file") if path.exists() else _("there is no such file")
            raise Forbidden("cannot read", name=path.name, why=why)
        with path.open("rb") as file:
            data = file.read(LARGEST + 1) if path.stat().st_size <= LARGEST else None
    except OSError as error:
        raise Forbidden("cannot read", name=path.name, why=os.strerror(error.errno or 0)) from None
    if data is None or len(data) > LARGEST:  # some files do not know their size
        raise Forbidden("cannot read", name=path.name, why=_("it is larger than 200 MB"))
    return data


def write_file(name: str, content: str | bytes, *, force: bool = False) -> None:
    """Write a new file that only its owner can read, whole or not at all.

    Raises:
        Forbidden: it is there already, or cannot be written; nothing was written.
    """
    path = Path(name)
    if path.exists() and not force:
        raise Forbidden("file exists", name=path.name)
    try:
        handle, new = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        Path(new).replace(path)
    except OSError as error:
        raise Forbidden("cannot write", name=path.name, why=os.strerror(error.errno or 0)) from None


def _own(call: Call, data: bytes, tables: dict[str, str] | None) -> Snapshot:
    held = call.diary.snapshot()
    known_channels = {channel.id for channel in held.channels}
    known_tasks = {task.id for task in held.tasks}
    today = call.diary.today
    if tables is None:
        with progress(call, _("Reading"), size=len(data), steps=data.count(b'"day"')) as seen:
            return log.from_json(
                data, today=today, known_channels=known_channels, known_tasks=known_tasks, seen=seen
            )
    from detox.exchange.csv_tables import from_csv  # noqa: PLC0415 - only for those who take in tables

    return from_csv(tables, today=today, known_channels=known_channels, known_tasks=known_tasks)


def _export_tables(call: Call, snapshot: Snapshot) -> None:
    from detox.cli.file_io import write_folder, zipped  # noqa: PLC0415 - only for those who export tables
    from detox.exchange.csv_tables import to_csv  # noqa: PLC0415

    name, force = call.args.file, call.args.force
    if name == "-":
        raise Forbidden("tables need a name")
    tables = to_csv(snapshot)
    if name.lower().endswith(".zip"):
        write_file(name, zipped(tables), force=force)
    else:
        write_folder(name, tables)
    _say_written(call, name)


def _markdown(call: Call, snapshot: Snapshot) -> str:
    from detox.exchange.markdown import Wording, to_markdown  # noqa: PLC0415 - only for those who want it

    basket = call.diary.basket

    def said(entry: Entry) -> str:
        channel = basket.channel_name(entry.channel) if entry.channel else None
        return entry_text(entry, basket.task_name(entry.task), channel)

    return to_markdown(snapshot, Wording(day=long_day, entry=said, answers=checkin_text))


def _deliver(call: Call, text: str, name: str, *, force: bool) -> None:
    if name == "-":
        call.log(text)
        return
    write_file(name, text, force=force)
    _say_written(call, name)


def _say_written(call: Call, name: str) -> None:
    if getattr(call.args, "redact", None):
        call.say(
            _("Written to {name}, readable by you alone. Read it once before you hand it on.").format(
                name=name
            )
        )
        return
    call.say(
        _("Written to {name}, readable by you alone. It holds everything you wrote, in clear.").format(
            name=name
        )
    )


globals()["import"] = import_  # the command is called `import`, which Python keeps for itself
