"""The commands that move whole diaries, and those that look after one."""

from argparse import ArgumentParser, ArgumentTypeError

from detox.cli.parsers.command import Command
from detox.words import N_, _


def _parts(text: str) -> set[str]:
    from detox.exchange.redact import PARTS  # noqa: PLC0415 - only for those who export

    named = {part.strip() for part in text.split(",")}
    if not named <= set(PARTS):
        raise ArgumentTypeError(
            _("expected some of {parts}, got {text}").format(parts=",".join(PARTS), text=text)
        )
    return named


def _export(p: ArgumentParser) -> None:
    from detox.exchange.redact import PARTS  # noqa: PLC0415 - only for those who export

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


def _import(p: ArgumentParser) -> None:
    from detox.exchange.foreign import FORMATS  # noqa: PLC0415 - only for those who import

    p.add_argument(
        "file", metavar=_("FILE"), help=_("a log that detox export wrote, or another program's file")
    )
    p.add_argument("--dry-run", action="store_true", help=_("only say what would come in; print its plan"))
    p.add_argument(
        "--as",
        dest="as_",
        choices=("detox", "csv", *FORMATS),
        help=_("whose file it is; seen from its content unless given"),
    )
    p.add_argument("--plan", metavar=_("FILE"), help=_("the plan that --dry-run printed, changed or not"))


def _report(p: ArgumentParser) -> None:
    p.add_argument(
        "file",
        nargs="?",
        default="-",
        metavar=_("FILE"),
        help=_("a name ending in .html or .md; - is standard output"),
    )
    p.add_argument("--markdown", action="store_true", help=_("write Markdown whatever the name"))
    p.add_argument("--force", action="store_true", help=_("replace a file that is there"))


def _demo(p: ArgumentParser) -> None:
    p.add_argument(
        "--export", metavar=_("FILE"), help=_("write the made-up weeks as a log instead of opening them")
    )


def _config(p: ArgumentParser) -> None:
    p.add_argument("key", nargs="?", metavar=_("KEY"), help=_("a setting; all of them unless given"))
    p.add_argument("value", nargs="?", metavar=_("VALUE"), help=_("what it shall be"))


def _doctor(p: ArgumentParser) -> None:
    p.add_argument("--repair", action="store_true", help=_("make good what can be made good"))
    p.add_argument("--offline", action="store_true", help=_("show that no network can be reached from here"))


def _completion(p: ArgumentParser) -> None:
    p.add_argument("shell", choices=("bash", "zsh", "fish"), help=_("which shell"))


def _complete(p: ArgumentParser) -> None:
    p.add_argument("words", nargs="*")


def _help(p: ArgumentParser) -> None:
    p.add_argument("--mine", metavar=_("TEXT|-"), help=_("your own list of whom to ring; it stands first"))


def _forget(p: ArgumentParser) -> None:
    p.add_argument(
        "id", metavar=_("ID"), help=_("an entry's id, the day of a check-in, or any other record's id")
    )
    p.add_argument("--yes", action="store_true", help=_("do not ask"))


TRAVEL = {
    "export": Command(
        N_("write the diary as a log, tables or text"), "detox export diary.json", "export_command", _export
    ),
    "import": Command(N_("take in a log"), "detox import diary.json --dry-run", "import_command", _import),
    "report": Command(
        N_("write a report to read, print and keep"), "detox report report.html", "report_command", _report
    ),
    "demo": Command(
        N_("open twelve made-up weeks"), "detox demo --export demo.json", "journal_commands", _demo
    ),
    "help": Command(
        N_("whom to talk to after hard days"),
        'detox help --mine "Chen, 138..."',
        "maintenance_commands",
        _help,
    ),
    "doctor": Command(N_("look after the files"), "detox doctor --repair", "maintenance_commands", _doctor),
    "forget": Command(
        N_("purge a record for good"), "detox forget 01a204a9-5984", "maintenance_commands", _forget
    ),
    "completion": Command(
        N_("print the lines that complete this program's words"),
        "detox completion bash",
        "completion",
        _completion,
    ),
    "complete": Command(
        N_("what a word may become"), "detox complete -- lo", "completion", _complete, hidden=True
    ),
    "config": Command(
        N_("see or change the settings"), "detox config theme light", "maintenance_commands", _config
    ),
}
