"""The command that writes the diary as a log, as tables or as a journal to read."""

from argparse import ArgumentParser, ArgumentTypeError

from detox.cli.call import Call
from detox.cli.command import Command
from detox.cli.file_io import deliver_log, say_written
from detox.domain.snapshot import Snapshot
from detox.errors import BadField, Forbidden
from detox.exchange import log, redact
from detox.exchange.redact import PARTS
from detox.exchange.written_files import write_file, write_folder, zipped
from detox.messages.journal_text import journal_text
from detox.words import N_, _


def _export_arguments(p: ArgumentParser) -> None:
    p.add_argument(
        "file", nargs="?", default="-", metavar=_("FILE"), help=_("where to; - is standard output")
    )
    p.add_argument(
        "--format",
        choices=("json", "csv", "markdown"),
        default="json",
        help=_("a log; tables in a new folder or a .zip; a journal to read"),
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
    p.add_argument("--schema", action="store_true", help=_("print the JSON Schema of the log instead"))
    p.add_argument("--force", action="store_true", help=_("replace a file that is there"))


def _parts(text: str) -> set[str]:
    named = {part.strip() for part in text.split(",")}
    if not named <= set(PARTS):
        raise ArgumentTypeError(
            _("expected some of {parts}, got {text}").format(parts=",".join(PARTS), text=text)
        )
    return named


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
    moment = call.diary.moment
    text = (
        journal_text(call.diary, snapshot)
        if args.format == "markdown"
        else log.to_json(snapshot, exported_at=moment)
    )
    deliver_log(call, text, args.file, force=args.force)


def _export_tables(call: Call, snapshot: Snapshot) -> None:
    from detox.exchange.csv_tables import to_csv  # noqa: PLC0415 - only for those who export tables

    name, force = call.args.file, call.args.force
    if name == "-":
        raise Forbidden("tables need a name")
    tables = to_csv(snapshot)
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
