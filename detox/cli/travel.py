"""The commands that move whole diaries: export, import, demo."""

import os
import tempfile
from pathlib import Path

from detox.cli.call import Call, Exit
from detox.errors import Forbidden
from detox.exchange import log
from detox.words import _, language

LARGEST = 200 * 1024 * 1024


def export(call: Call) -> None:
    """`detox export [FILE]`: the diary as a JSON log."""
    if call.args.schema:
        call.json(log.schema())
        return
    diary = call.diary
    text = log.to_json(diary.snapshot(), exported_at=diary.desk.moment())
    _deliver(call, text, call.args.file, force=call.args.force)


def import_(call: Call) -> int:
    """`detox import FILE`: another copy of a diary joined into this one, or another program's file."""
    from detox.cli import roads  # noqa: PLC0415 - other programs' formats are only for those who import

    data = read_file(call.args.file)
    form = roads.form_of(data, call.args.as_)
    if form is not None:
        return roads.take_in(call, data, form)
    roads.check_no_plan(call)
    diary = call.diary
    held = diary.snapshot()
    taken = log.from_json(
        data,
        today=diary.today,
        known_channels={channel.id for channel in held.channels},
        known_tasks={task.id for task in held.tasks},
    )
    counts = _("{entries} entries, {checkins} check-ins").format(
        entries=len(taken.entries),
        checkins=len(taken.checkins),
    )
    if call.args.dry_run:
        call.say(_("Sound: {counts}. Nothing was written.").format(counts=counts))
        return Exit.DONE
    joined = diary.take_in(taken)
    call.say(
        _("Taken in: {counts}. New {added}, changed {changed}, known already {kept}.").format(
            counts=counts, added=joined.added, changed=joined.changed, kept=joined.kept
        )
    )
    return Exit.DONE


def demo(call: Call) -> int:
    """`detox demo`: twelve made-up weeks, opened in the screens or written as a log."""
    from detox import demo as weeks  # noqa: PLC0415 - only this command needs it
    from detox.cli.opening import open_demo  # noqa: PLC0415 - Textual costs a quarter of a second

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


def write_file(name: str, text: str, *, force: bool = False) -> None:
    """Write a new file that only its owner can read, whole or not at all.

    Raises:
        Forbidden: it is there already, or cannot be written; nothing was written.
    """
    path = Path(name)
    if path.exists() and not force:
        raise Forbidden("file exists", name=path.name)
    try:
        handle, new = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(new).replace(path)
    except OSError as error:
        raise Forbidden("cannot write", name=path.name, why=os.strerror(error.errno or 0)) from None


def _deliver(call: Call, text: str, name: str, *, force: bool) -> None:
    if name == "-":
        call.raw(text)
        return
    write_file(name, text, force=force)
    call.say(
        _("Written to {name}, readable by you alone. It holds everything you wrote, in clear.").format(
            name=name
        )
    )


globals()["import"] = import_  # the command is called `import`, which Python keeps for itself
