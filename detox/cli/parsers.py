"""What each command is called, takes and is for; built only for the command that was named."""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import NamedTuple

from detox.domain.entries import Leaving
from detox.words import N_, _


class Command(NamedTuple):
    """A command as the parser knows it; the function is of the same name in `module`."""

    help: str
    example: str
    module: str
    arguments: Callable[[ArgumentParser], object]


def _start(p: ArgumentParser) -> None:
    p.add_argument("--app", metavar=_("ID"), help=_("the app you left: an id like wechat, or any name"))
    p.add_argument("--left", metavar=_("DATE"), help=_("the day it ended"))
    p.add_argument("--how", choices=[str(how) for how in Leaving], help=_("how it ended"))
    p.add_argument(
        "--days", type=int, default=84, metavar="N", help=_("how long the trial is; 84 unless given")
    )
    p.add_argument(
        "--rule", action="append", metavar=_("ID=VALUE"), help=_("a criterion, like normal_days=80")
    )
    p.add_argument("--need", metavar="N", help=_("how many criteria must be met: a number, or all"))
    p.add_argument(
        "--veto", action="append", metavar=_("ID"), help=_("a criterion that must be met in any case")
    )
    p.add_argument("--sentence", default="", metavar=_("TEXT"), help=_("why, in your own words"))
    p.add_argument("--yes", action="store_true", help=_("take the defaults without asking"))


def _log(p: ArgumentParser) -> None:
    p.add_argument("task", metavar=_("TASK"), help=_("an id, a name, or a clear part of one"))
    p.add_argument(
        "outcome",
        metavar=_("OUTCOME"),
        help=_("direct workaround proxy app unmet not_needed, or d w p a x n"),
    )
    _entry_fields(p)
    p.add_argument(
        "--new", action="store_true", help=_("take in a task that is not on the list; it stays off it")
    )


def _entry_fields(p: ArgumentParser) -> None:
    p.add_argument("--via", metavar=_("CHANNEL"), help=_("what carried it"))
    p.add_argument("--minutes", type=int, metavar="N", help=_("extra minutes"))
    p.add_argument("--cost", metavar="2.50", help=_("what it cost"))
    p.add_argument("--currency", metavar="CNY", help=_("in which currency; CNY unless given"))
    p.add_argument("--helper", metavar=_("NAME"), help=_("who helped"))
    p.add_argument("--note", metavar=_("TEXT|-"), help=_("a note; - reads it from standard input"))
    p.add_argument("--on", metavar=_("DATE"), help=_("the day: 2026-11-22, today, yesterday, mon, -3"))
    p.add_argument("--at", metavar="HH:MM", help=_("the time of day"))


def _checkin(p: ArgumentParser) -> None:
    p.add_argument("--normal", choices=("y", "n"), help=_("did you live normally?"))
    p.add_argument("--mood", type=int, metavar="N", help=_("0 very bad - 10 very good"))
    p.add_argument(
        "--cut-off", type=int, metavar="N", help=_("cut off from people: 0 not at all - 10 completely")
    )
    p.add_argument("--urge", type=int, metavar="N", help=_("urge to register again: 0 none - 10 very strong"))
    p.add_argument("--tense", type=int, metavar="N", help=_("tense or worried: 0 not at all - 10 very"))
    p.add_argument("--won-back", type=int, metavar=_("MIN"), help=_("minutes won back"))
    p.add_argument("--note", metavar=_("TEXT|-"), help=_("a note; - reads it from standard input"))
    p.add_argument("--on", metavar=_("DATE"), help=_("the day: 2026-11-22, today, yesterday, mon, -3"))


def _json(p: ArgumentParser) -> None:
    p.add_argument("--json", action="store_true", help=_("print JSON"))


def _day(p: ArgumentParser) -> None:
    p.add_argument("day", nargs="?", metavar=_("DATE"), help=_("today unless given"))
    _json(p)


def _week(p: ArgumentParser) -> None:
    p.add_argument(
        "week", nargs="?", type=int, metavar="N", help=_("a week's number; the last one unless given")
    )
    _json(p)


def _trend(p: ArgumentParser) -> None:
    p.add_argument("--weeks", type=int, metavar="N", help=_("how many weeks; all unless given"))
    _json(p)


def _export(p: ArgumentParser) -> None:
    p.add_argument(
        "file", nargs="?", default="-", metavar=_("FILE"), help=_("where to; - is standard output")
    )
    p.add_argument("--schema", action="store_true", help=_("print the JSON Schema of the log instead"))
    p.add_argument("--force", action="store_true", help=_("replace a file that is there"))


def _import(p: ArgumentParser) -> None:
    p.add_argument("file", metavar=_("FILE"), help=_("a log that detox export wrote"))
    p.add_argument("--dry-run", action="store_true", help=_("only say what would come in"))


def _undo(p: ArgumentParser) -> None:
    p.add_argument("--list", action="store_true", help=_("show what would be undone, the last deed first"))


def _demo(p: ArgumentParser) -> None:
    p.add_argument(
        "--export", metavar=_("FILE"), help=_("write the made-up weeks as a log instead of opening them")
    )


def _nothing(_p: ArgumentParser) -> None:
    """No arguments of its own."""


COMMANDS = {
    "start": Command(
        N_("set up the diary"), "detox start --app wechat --how banned --yes", "starting", _start
    ),
    "log": Command(
        N_("write that a task came up"),
        "detox log pay.shop workaround --via cash --minutes 5",
        "writing",
        _log,
    ),
    "checkin": Command(
        N_("answer the day's questions"), "detox checkin --normal y --mood 6 --urge 2", "writing", _checkin
    ),
    "day": Command(N_("show a day"), "detox day yesterday", "reading", _day),
    "week": Command(N_("show a week and its chart"), "detox week 3", "reading", _week),
    "trend": Command(N_("show all weeks and where they go"), "detox trend --weeks 12", "reading", _trend),
    "export": Command(N_("write the diary as a JSON log"), "detox export diary.json", "travel", _export),
    "import": Command(N_("take in a log"), "detox import diary.json --dry-run", "travel", _import),
    "undo": Command(N_("take back the last deed"), "detox undo --list", "writing", _undo),
    "redo": Command(N_("do again what was undone"), "detox redo", "writing", _nothing),
    "demo": Command(N_("open twelve made-up weeks"), "detox demo --export demo.json", "travel", _demo),
}
