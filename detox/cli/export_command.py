"""The command that writes the diary as a log, as tables or as a journal to read."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from detox.cli.call import Call, Exit
from detox.cli.command import Command
from detox.cli.file_io import OTHER_ENDINGS, deliver_log, deliver_page, handed_on, say_written
from detox.diary.pinyin import simplified
from detox.domain.snapshot import Snapshot
from detox.errors import BadField, Forbidden
from detox.exchange import log, redact
from detox.exchange.redact import PARTS
from detox.exchange.written_files import BOM, write_file, write_folder, zipped
from detox.messages.journal_text import journal_text
from detox.messages.redact_messages import left_in_report_text, left_text
from detox.words import N_, _

ENDINGS = {
    ".json": "json",
    ".csv": "csv",
    ".zip": "csv",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
}
"""What a file is by the end of its name."""
ENTRIES = "entries.csv"


def _export_arguments(p: ArgumentParser) -> None:
    p.add_argument(
        "file", nargs="?", default="-", metavar=_("FILE"), help=_("where to; - is standard output")
    )
    p.add_argument(
        "--format",
        choices=("json", "csv", "markdown", "html"),
        help=_("a log; tables; a journal to read; the report. By the name's ending unless given"),
    )
    p.add_argument("--from", dest="from_", metavar=_("DATE"), help=_("the first day of the journal"))
    p.add_argument("--to", metavar=_("DATE"), help=_("the last day of the journal"))
    p.add_argument(
        "--redact",
        nargs="?",
        const=",".join(PARTS),
        type=_parts,
        metavar=",".join(PARTS),
        help=_("people under other names, without notes: to hand it on; all three unless some are named"),
    )
    p.add_argument("--yes", action="store_true", help=_("do not ask before a file is written to hand on"))
    p.add_argument("--schema", action="store_true", help=_("print the JSON Schema of the log instead"))
    p.add_argument("--force", action="store_true", help=_("replace a file that is there"))


def _parts(text: str) -> set[str] | str:
    """The named parts; the text itself where it names none: it may be the file."""
    named = {part.strip() for part in text.split(",")}
    if named <= set(PARTS):
        return named
    if Path(text).suffix.lower() in ENDINGS:
        return text
    raise ArgumentTypeError(
        _("expected some of {parts}, got {text}").format(parts=",".join(PARTS), text=text)
    )


def export(call: Call) -> int:
    """`detox export [FILE]`: the diary as a JSON log, as tables or as Markdown; all of it or a part."""
    args = call.args
    _take_the_file_for_one(args)
    if args.schema:
        call.json(log.schema())
        return Exit.DONE
    first, last = call.day(args.from_), call.day(args.to)
    if first and last and first > last:
        raise BadField("export", "--to", "a day not before --from", last)
    form = _form(args.file, args.format)
    if form == "html":
        return _export_report(call)
    snapshot = redact.between(call.diary.snapshot(versions=not args.redact), first, last)
    if args.redact:
        snapshot = redact.redacted(snapshot, args.redact, fold=simplified)
        if not handed_on(call, left_text(snapshot, args.redact)):
            return Exit.REFUSED
    if form == "csv":
        _export_tables(call, snapshot)
        return Exit.DONE
    moment = call.diary.moment
    text = journal_text(snapshot) if form == "markdown" else log.to_json(snapshot, exported_at=moment)
    deliver_log(call, text, args.file, force=args.force)
    return Exit.DONE


def _take_the_file_for_one(args: Namespace) -> None:
    """`--redact x.json` names a file and no parts, where no file is named otherwise.

    Raises:
        BadField: it names neither; nothing was written.
    """
    if not isinstance(args.redact, str):
        return
    if args.file != "-":
        raise BadField("export", "--redact", ",".join(PARTS), args.redact)
    args.file, args.redact = args.redact, set(PARTS)


def _form(name: str, said: str | None) -> str:
    """What is to be written: what was said, else what the file's name ends like, else a log.

    Raises:
        Forbidden: the one is not the other; nothing was written.
    """
    ending = Path(name).suffix.lower()
    meant = ENDINGS.get(ending)
    if said and meant and said != meant:
        raise Forbidden("another ending", name=Path(name).name, ending=ending, format=said)
    if not said and ending in OTHER_ENDINGS:
        raise Forbidden("foreign ending", name=Path(name).name, ending=ending, endings=" ".join(ENDINGS))
    return said or meant or "json"


def _export_report(call: Call) -> int:
    """The report as a page; all of it.

    Raises:
        Forbidden: a part was asked for; nothing was written.
    """
    from detox.cli.report_command import page  # noqa: PLC0415 - only for those who want a page

    args = call.args
    if args.from_ or args.to:
        raise Forbidden("whole report")
    if args.redact and not handed_on(call, left_in_report_text(call.diary.life)):
        return Exit.REFUSED
    deliver_page(call, page(call.diary, hidden=bool(args.redact)))
    return Exit.DONE


def _export_tables(call: Call, snapshot: Snapshot) -> None:
    from detox.exchange.csv_tables import to_csv  # noqa: PLC0415 - only for those who export tables

    name, force = call.args.file, call.args.force
    if name == "-":
        raise Forbidden("tables need a name")
    tables = to_csv(snapshot)
    if name.lower().endswith(".csv"):
        write_file(name, BOM + tables[ENTRIES].encode(), force=force)
        say_written(call, name)
        call.say(_("These are the entries alone. All tables: detox export diary.zip"))
        return
    if name.lower().endswith(".zip"):
        write_file(name, zipped(tables), force=force)
    else:
        write_folder(name, tables)
    say_written(call, name)


COMMANDS = (
    Command(
        "export",
        help=N_("write the diary as a log, tables or text"),
        example="detox export diary.json",
        arguments=_export_arguments,
        run=export,
    ),
)
