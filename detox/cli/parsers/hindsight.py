"""The commands that look back: what they are called, take and are for."""

from argparse import ArgumentParser

from detox.cli.parsers.command import Command
from detox.words import N_, _


def _lapse(p: ArgumentParser) -> None:
    p.add_argument(
        "id", nargs="?", metavar=_("ID"), help=_("an entry that says went back; the last one unless given")
    )
    p.add_argument("--for", dest="what", default="", metavar=_("TEXT"), help=_("what you needed just then"))
    p.add_argument(
        "--asked", default="", metavar=_("NAME"), help=_("who asked: a person, a shop, an office, nobody")
    )
    p.add_argument("--at", default="", metavar=_("TEXT"), help=_("at about what time: 18:30, after work"))
    p.add_argument(
        "--sure",
        type=int,
        metavar="N",
        help=_("how sure of tomorrow without it: 0 not sure at all - 10 very sure"),
    )


def _review(p: ArgumentParser) -> None:
    p.add_argument("--hardest", default="", metavar=_("TEXT"), help=_("the hardest task"))
    p.add_argument("--plan", default="", metavar=_("TEXT"), help=_("the if-then plan to change"))
    p.add_argument("--people", default="", metavar=_("TEXT"), help=_("the key people that were reached"))
    p.add_argument("--on", metavar=_("DATE"), help=_("the day whose week it is; today unless given"))


HINDSIGHT = {
    "lapse": Command(
        N_("say what it was for, after going back"),
        'detox lapse --for "the rent" --sure 7',
        "checkin_commands",
        _lapse,
    ),
    "review": Command(
        N_("look back on a week in three lines"),
        'detox review --hardest "work chat"',
        "checkin_commands",
        _review,
    ),
}
