"""The commands of every day: what they are called, take and are for."""

from argparse import ArgumentParser

from detox.cli.parsers.command import RULE_HELP, Command, as_json, nothing, positive
from detox.domain.entries import Leaving
from detox.domain.trial import CRITERIA
from detox.words import N_, _

OUTCOME_HELP = N_("direct workaround proxy app unmet not_needed, or d w p a x n")
DAY_HELP = N_("the day: 2026-11-22, today, yesterday, mon, -3")
CLEARED = ("at", "channel", "minutes", "cost", "helper", "note")


def _start(p: ArgumentParser) -> None:
    p.add_argument("--app", metavar=_("ID"), help=_("the app you left: an id like wechat, or any name"))
    p.add_argument("--left", metavar=_("DATE"), help=_("the day it ended"))
    p.add_argument("--how", choices=[str(how) for how in Leaving], help=_("how it ended"))
    p.add_argument(
        "--days", type=int, default=84, metavar="N", help=_("how long the trial is; 84 unless given")
    )
    p.add_argument(
        "--rule", action="append", metavar=_("ID=VALUE"), help=_(RULE_HELP).format(names=" ".join(CRITERIA))
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
        help=_(OUTCOME_HELP),
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
    p.add_argument("--on", metavar=_("DATE"), help=_(DAY_HELP))
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
    p.add_argument("--on", metavar=_("DATE"), help=_(DAY_HELP))


def _day(p: ArgumentParser) -> None:
    p.add_argument("day", nargs="?", metavar=_("DATE"), help=_("today unless given"))
    as_json(p)


def _week(p: ArgumentParser) -> None:
    p.add_argument(
        "week", nargs="?", type=int, metavar="N", help=_("a week's number; the last one unless given")
    )
    as_json(p)


def _trend(p: ArgumentParser) -> None:
    p.add_argument("--weeks", type=positive, metavar="N", help=_("how many weeks; all unless given"))
    as_json(p)


def _undo(p: ArgumentParser) -> None:
    p.add_argument("--list", action="store_true", help=_("show what would be undone, the last deed first"))


def _edit(p: ArgumentParser) -> None:
    p.add_argument(
        "id", metavar=_("ID"), help=_("an entry's id, or its first letters, as detox day shows it")
    )
    p.add_argument("--task", metavar=_("TASK"), help=_("an id, a name, or a clear part of one"))
    p.add_argument("--outcome", metavar=_("OUTCOME"), help=_(OUTCOME_HELP))
    _entry_fields(p)
    p.add_argument(
        "--keep", type=int, metavar="N", help=_("where two versions stand, keep that one; see: detox doctor")
    )
    p.add_argument(
        "--clear", action="append", choices=CLEARED, help=_("empty a field; may be given several times")
    )


def _record(p: ArgumentParser) -> None:
    p.add_argument(
        "id", metavar=_("ID"), help=_("an entry's id as detox day shows it, or the day of a check-in")
    )


def _search(p: ArgumentParser) -> None:
    p.add_argument("text", nargs="?", default="", metavar=_("TEXT"), help=_("any part of a note or a name"))
    p.add_argument("--task", metavar=_("TASK"), help=_("only this task"))
    p.add_argument("--outcome", metavar=_("OUTCOME"), help=_("only this outcome"))
    p.add_argument("--via", metavar=_("CHANNEL"), help=_("only this channel"))
    as_json(p)


def _ask(p: ArgumentParser) -> None:
    p.add_argument("--on", metavar=_("DATE"), help=_(DAY_HELP))


DAILY = {
    "start": Command(
        N_("set up the diary"), "detox start --app wechat --how banned --yes", "trial_commands", _start
    ),
    "log": Command(
        N_("write that a task came up"), "detox log pay.shop w --via cash", "entry_commands", _log
    ),
    "checkin": Command(
        N_("answer the day's questions"),
        "detox checkin --normal y --mood 6 --urge 2",
        "checkin_commands",
        _checkin,
    ),
    "ask": Command(
        N_("be asked the day's questions, line by line"), "detox ask --on yesterday", "checkin_commands", _ask
    ),
    "day": Command(N_("show a day"), "detox day yesterday", "journal_commands", _day),
    "week": Command(N_("show a week and its chart"), "detox week 3", "figure_commands", _week),
    "trend": Command(
        N_("show all weeks and where they go"), "detox trend --weeks 12", "figure_commands", _trend
    ),
    "search": Command(
        N_("find what was written"), "detox search cash --outcome w", "journal_commands", _search
    ),
    "edit": Command(N_("change an entry"), "detox edit 01a204a9-5984 --minutes 12", "entry_commands", _edit),
    "delete": Command(
        N_("delete an entry or a check-in"), "detox delete 01a204a9-5984", "entry_commands", _record
    ),
    "urge": Command(N_("watch an urge for three minutes"), "detox urge", "checkin_commands", nothing),
    "undo": Command(N_("take back the last deed"), "detox undo --list", "entry_commands", _undo),
    "redo": Command(N_("do again what was undone"), "detox redo", "entry_commands", nothing),
}
