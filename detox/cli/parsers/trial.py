"""The commands of the trial and its figures."""

from argparse import ArgumentParser

from detox.cli.parsers.command import RULE_HELP, Command, as_json
from detox.domain.trial import CRITERIA, Ending
from detox.messages.choice_messages import ASKED
from detox.words import N_, _


def rule_options(p: ArgumentParser) -> None:
    """The options that describe a rule."""
    p.add_argument("--days", type=int, metavar="N", help=_("how long the trial is; 84 unless given"))
    p.add_argument(
        "--rule", action="append", metavar=_("ID=VALUE"), help=_(RULE_HELP).format(names=" ".join(CRITERIA))
    )
    p.add_argument("--need", metavar="N", help=_("how many criteria must be met: a number, or all"))
    p.add_argument(
        "--veto", action="append", metavar=_("ID"), help=_("a criterion that must be met in any case")
    )


def _explain(p: ArgumentParser) -> None:
    p.add_argument(
        "week", nargs="?", type=int, metavar=_("WEEK"), help=_("a week's number; the last one unless given")
    )
    as_json(p)


def _trial(p: ArgumentParser) -> None:
    actions = p.add_subparsers(dest="action", metavar=_("ACTION"), required=True)
    as_json(actions.add_parser("show", help=_("the sentence, the rule and how much data there is")))
    amend = actions.add_parser("amend", help=_("change the rule; both are read at the end"))
    rule_options(amend)
    amend.add_argument("--reason", default="", metavar=_("TEXT"), help=_("why it changes"))
    end = actions.add_parser("end", help=_("stop the trial today"))
    end.add_argument("--why", default="", metavar=_("TEXT"), help=_("why, in your own words"))
    new = actions.add_parser("new", help=_("write down a further trial"))
    rule_options(new)
    new.add_argument("--sentence", default="", metavar=_("TEXT"), help=_("why, in your own words"))
    choose = actions.add_parser("choose", help=_("say what comes after it"))
    choose.add_argument("what", choices=[str(what) for what in Ending], help=_("what you chose"))
    for name, said in ASKED.items():
        metavar = {"weeks": "N", "review": _("DATE")}.get(name, _("TEXT"))
        choose.add_argument(f"--{name}", default="", metavar=metavar, help=_(said))


def _verdict(p: ArgumentParser) -> None:
    p.add_argument("--preview", action="store_true", help=_("look before the end; it is not a verdict"))
    as_json(p)


TRIAL = {
    "explain": Command(
        N_("show the very sum of a week's index"), "detox explain 3", "figure_commands", _explain
    ),
    "ties": Command(N_("show what still ties you"), "detox ties", "figure_commands", as_json),
    "trial": Command(N_("see, change or end the trial"), "detox trial show", "trial_commands", _trial),
    "verdict": Command(N_("read the rule at the end"), "detox verdict", "trial_commands", _verdict),
}
