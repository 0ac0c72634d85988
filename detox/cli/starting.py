"""The command that begins a diary: start."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from typing import Literal

from detox import catalogue
from detox.catalogue.labels import LEAVING
from detox.cli.call import Call
from detox.diary.beginning import Beginning
from detox.domain.entries import Leaving
from detox.domain.trial import CRITERIA, DAYS, Rule, Trial, rule_of, usual_rule, written_down
from detox.errors import BadField, NoSuch
from detox.words import _, ngettext


def start(call: Call) -> None:
    """`detox start`: the app, how it ended, the tasks, the rule; whatever is left out takes its default."""
    args, diary = call.args, call.diary
    diary.check_not_started()
    if not args.yes and sys.stdin.isatty():
        _ask(call)
    trial = trial_of(args, start=diary.today)
    beginning = Beginning(
        app=catalogue.known_app(args.app),
        left=call.day(args.left),
        how=Leaving(args.how) if args.how else None,
        trial=trial,
    )
    diary.start(beginning)
    n = len(diary.basket.tasks())
    tasks = ngettext("{n} task is on your list", "{n} tasks are on your list", n).format(n=n)
    call.say(
        _("Begun: {tasks}; the trial runs {days} days, to {end}. The code of your rule: {code}").format(
            tasks=tasks, days=trial.days, end=trial.end, code=trial.code
        )
    )
    call.say(_("Now, for example: detox log pay.shop workaround --via cash"))


def trial_of(args: Namespace, *, start: date) -> Trial:
    """The trial that the options describe, from `start` on.

    Raises:
        BadField: a line of the rule is out of range, or makes no sense.
        NoSuch: no criterion is called that.
    """
    rule = rule_from(args, usual=usual_rule(args.days or DAYS))
    return written_down(rule, start=start, sentence=args.sentence or "")


def rule_from(args: Namespace, *, usual: Rule) -> Rule:
    """The rule that the options describe; what they leave out is as in `usual`."""
    held = {criterion.id: criterion.value for criterion in usual.criteria}
    # A line that is named changes; the others stay. A line named with - goes.
    named = {**held, **_lines(args.rule or ())}
    values = {name: value for name, value in named.items() if value is not None}
    need = _need(args.need)
    if need is None and values.keys() == held.keys():
        need = usual.need
    veto = tuple(args.veto) if args.veto else tuple(name for name in usual.veto if name in values)
    return rule_of(values, days=args.days or usual.days, need=need, veto=veto)


def _lines(texts: Sequence[str]) -> dict[str, float | None]:
    values: dict[str, float | None] = {}
    for text in texts:
        name, _equals, value = text.partition("=")
        if name not in CRITERIA:
            raise NoSuch("criterion", name, tuple(CRITERIA))
        values[name] = None if value == "-" else _number(name, value) if value else CRITERIA[name].usual
    return values


def _need(text: str | None) -> int | Literal["all"] | None:
    if text is None or text == "all":
        return "all" if text else None
    return int(_number("need", text))


def _number(field: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise BadField("rule", field, "a number", text) from None
    return int(value) if value.is_integer() else value


def _ask(call: Call) -> None:
    """Ask what was not said; an empty line takes what stands in brackets."""
    args = call.args
    apps = ", ".join(app.name() for app in catalogue.apps())
    args.app = args.app or _answer(_("Which app did you leave? {apps}, or any name").format(apps=apps))
    hows = ", ".join(f"{n} {_(said)}" for n, said in enumerate(LEAVING.values(), start=1))
    said = "" if args.how else _answer(_("How did it end? {hows}").format(hows=hows))
    if said.isdecimal() and 1 <= int(said) <= len(LEAVING):
        args.how = list(LEAVING)[int(said) - 1]
    args.left = args.left or _answer(_("When was that? A date like 2026-11-22 or yesterday"))
    days = _answer(_("How many days shall the trial run? 28, 56, 84 [84]"))
    args.days = int(days) if days.isdecimal() else args.days
    args.sentence = args.sentence or _answer(_("In one sentence: why do you want to try it?"))


def _answer(question: str) -> str:
    sys.stderr.write(f"{question}\n> ")
    sys.stderr.flush()
    return sys.stdin.readline().strip()
