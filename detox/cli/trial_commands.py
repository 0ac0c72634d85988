"""The commands of the trial: start, trial, verdict."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date
from typing import Literal

import msgspec

from detox import catalogue
from detox.catalogue.labels import LEAVING
from detox.cli.call import Call
from detox.cli.command import Command, as_json
from detox.cli.console import table
from detox.diary.beginning import Beginning
from detox.domain.dates import said_day
from detox.domain.entries import Leaving
from detox.domain.trial import CRITERIA, DAYS, Ending, Rule, Trial, rule_of, usual_rule, written_down
from detox.domain.verdict import CriterionResult, Verdict
from detox.errors import BadField, NoSuch
from detox.messages import GHOST, long_day, short_day
from detox.messages.choice_messages import ASKED, decision_text, reasons
from detox.messages.figure_messages import price_lines
from detox.messages.verdict_messages import (
    amendment_text,
    choice_text,
    criterion_text,
    data_text,
    day_text,
    finding_text,
    need_text,
    verdict_text,
)
from detox.words import N_, _, ngettext

MOST_TIES = 3
RULE_HELP = N_("change a line of the rule, like normal_days=80; urge=- leaves one out. All: {names}")


def _start_arguments(p: ArgumentParser) -> None:
    p.add_argument("--app", metavar=_("ID"), help=_("the app you left: an id like wechat, or any name"))
    p.add_argument("--left", metavar=_("DATE"), help=_("the day it ended"))
    p.add_argument("--how", choices=[str(how) for how in Leaving], help=_("how it ended"))
    p.add_argument(
        "--until",
        metavar=_("DATE"),
        help=_("when a suspension ends; these days are watched, without a trial"),
    )
    _rule_arguments(p)
    p.add_argument("--sentence", default="", metavar=_("TEXT"), help=_("why, in your own words"))
    p.add_argument("--yes", action="store_true", help=_("take the defaults without asking"))


def _rule_arguments(p: ArgumentParser) -> None:
    """The options that describe a rule."""
    p.add_argument("--days", type=int, metavar="N", help=_("how long the trial is; 84 unless given"))
    p.add_argument(
        "--rule", action="append", metavar=_("ID=VALUE"), help=_(RULE_HELP).format(names=" ".join(CRITERIA))
    )
    p.add_argument("--need", metavar="N", help=_("how many criteria must be met: a number, or all"))
    p.add_argument(
        "--veto", action="append", metavar=_("ID"), help=_("a criterion that must be met in any case")
    )


def start(call: Call) -> None:
    """`detox start`: the app, how it ended, the tasks, the rule; whatever is left out takes its default."""
    args, diary = call.args, call.diary
    diary.check_not_started()
    if not args.yes and sys.stdin.isatty():
        _ask(call)
    until = _until(call)
    trial = None if until else _trial_of(args, start=diary.today)
    how = Leaving(args.how) if args.how else None
    beginning = Beginning(
        app=catalogue.known_app(args.app),
        left=call.day(args.left),
        how=Leaving.SUSPENDED if until else how,
        until=until,
        trial=trial,
    )
    diary.start(beginning)
    n = len(diary.basket.tasks())
    tasks = ngettext("{n} task is on your list", "{n} tasks are on your list", n).format(n=n)
    if how is Leaving.READ_ONLY:
        call.say(_(GHOST))
    if trial is None:
        call.say(
            _("Begun: {tasks}; watched until {until}, without a trial.").format(tasks=tasks, until=until)
        )
        return
    call.say(
        _("Begun: {tasks}; the trial runs {days} days, to {end}. The code of your rule: {code}").format(
            tasks=tasks, days=trial.days, end=trial.end, code=trial.code
        )
    )
    call.say(_("Now, for example: detox log pay.shop workaround --via cash"))


def _until(call: Call) -> str | None:
    """The end of a suspension, as it is kept; `None` where none was named.

    Raises:
        BadField: it lies in the past; nothing was written.
    """
    text = call.args.until
    if text is None:
        return None
    until = said_day(text, call.diary.today)
    if until < call.diary.today:
        raise BadField("life", "until", _("a day that has not passed"), until)
    return until.isoformat()


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


def _trial_of(args: Namespace, *, start: date) -> Trial:
    """The trial that the options describe, from `start` on.

    Raises:
        BadField: a line of the rule is out of range, or makes no sense.
        NoSuch: no criterion is called that.
    """
    rule = _rule_from(args, usual=usual_rule(args.days or DAYS))
    return written_down(rule, start=start, sentence=args.sentence or "")


def _rule_from(args: Namespace, *, usual: Rule) -> Rule:
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


def _trial_arguments(p: ArgumentParser) -> None:
    actions = p.add_subparsers(dest="action", metavar=_("ACTION"), required=True)
    as_json(actions.add_parser("show", help=_("the sentence, the rule and how much data there is")))
    amend = actions.add_parser("amend", help=_("change the rule; both are read at the end"))
    _rule_arguments(amend)
    amend.add_argument("--reason", default="", metavar=_("TEXT"), help=_("why it changes"))
    end = actions.add_parser("end", help=_("stop the trial today"))
    end.add_argument("--why", default="", metavar=_("TEXT"), help=_("why, in your own words"))
    new = actions.add_parser("new", help=_("write down a further trial"))
    _rule_arguments(new)
    new.add_argument("--sentence", default="", metavar=_("TEXT"), help=_("why, in your own words"))
    choose = actions.add_parser("choose", help=_("say what comes after it"))
    choose.add_argument("what", choices=[str(what) for what in Ending], help=_("what you chose"))
    for name, said in ASKED.items():
        metavar = {"weeks": "N", "review": _("DATE")}.get(name, _("TEXT"))
        choose.add_argument(f"--{name}", default="", metavar=metavar, help=_(said))


def trial(call: Call) -> None:
    """`detox trial show|amend|end|new|choose`."""
    {"show": _show, "amend": _amend, "end": _end, "new": _new, "choose": _choose}[call.args.action](call)


def _show(call: Call) -> None:
    trials = call.diary.trial
    held = trials.needed()
    found = trials.verdict()
    if call.args.json:
        record = msgspec.to_builtins(held)
        extra = {"code": held.code, "day": found.day, "logged_days": trials.logged_days()[0]}
        call.json({"trial": record | extra})
        return
    call.out(_progress(call, held, found))


def _amend(call: Call) -> None:
    held = call.diary.trial.needed()
    changed = call.diary.trial.amend(_rule_from(call.args, usual=held.rule), call.args.reason)
    call.say(_("Changed; both rules will be read at the end."))
    call.say("\n".join(_amendments(changed)[-1:]))


def _end(call: Call) -> None:
    held = call.diary.trial.end(call.args.why)
    call.say(
        _("Stopped on day {n}. That was a decision, and everything you wrote is kept.").format(
            n=held.day_number(call.diary.today)
        )
    )


def _new(call: Call) -> None:
    begun = call.diary.trial.new(_trial_of(call.args, start=call.diary.today))
    call.say(
        _("The trial runs {days} days, to {end}. The code of your rule: {code}").format(
            days=begun.days, end=begun.end, code=begun.code
        )
    )


def _choose(call: Call) -> None:
    answers = {name: getattr(call.args, name) for name in ASKED}
    said = decision_text(answers, call.diary.today)
    call.say("\n".join(_chosen(call.diary.trial.choose(Ending(call.args.what), said))))


def _verdict_arguments(p: ArgumentParser) -> None:
    p.add_argument("--preview", action="store_true", help=_("look before the end; it is not a verdict"))
    as_json(p)


def verdict(call: Call) -> None:
    """`detox verdict`: the rule, read; before the end only how much data there is."""
    trials = call.diary.trial
    held = trials.needed()
    found = trials.verdict(preview=call.args.preview)
    if call.args.json:
        call.json(verdict_json(found))
        return
    if found.verdict is None:
        call.out(_progress(call, held, found))
        return
    if found.preview:
        call.out(_("Not a verdict. {day}").format(day=day_text(found.day, found.days)))
    call.out("\n".join(_verdict_lines(call, held, found)))


def verdict_json(found: Verdict) -> dict[str, object]:
    """A verdict as format.md has it."""
    told = found.verdict is not None
    return {
        "verdict": found.verdict,
        "preview": found.preview,
        "day": found.day,
        "days": found.days,
        "window": [found.window.first, found.window.last],
        "logged_days": found.logged_days,
        "criteria": [_finding_json(finding, told=told) for finding in found.criteria],
        "first_rule": verdict_json(found.first_rule) if found.first_rule else None,
    }


def _finding_json(finding: CriterionResult, *, told: bool) -> dict[str, object]:
    if not told:
        return {"id": finding.id, "n": finding.n}
    fields = ("id", "op", "threshold", "status", "clarity", "value", "low", "high", "n")
    return {field: getattr(finding, field) for field in fields}


def _progress(call: Call, held: Trial, found: Verdict) -> str:
    trials = call.diary.trial
    lines = [f'"{held.sentence}"'] if held.sentence else []
    stopped = trials.ended_on(held)
    if stopped:
        lines.append(
            _("Stopped on {day}. That was a decision, and everything you wrote is kept.").format(
                day=long_day(stopped)
            )
        )
    elif found.over:
        lines.append(_("The trial is over. Read it with: detox verdict"))
    else:
        lines.append(day_text(found.day, found.days))
    logged, days = trials.logged_days()
    lines += [_("{logged} of {days} days written.").format(logged=logged, days=days), ""]
    rows = [(criterion_text(finding), data_text(finding)) for finding in found.criteria]
    lines += [table(rows, indent="  "), "", need_text(held.rule)]
    lines += _amendments(held)
    lines.append(_("Code of the first rule, to keep on paper: {code}").format(code=held.code))
    if held.broken_link is not None:
        lines.append(
            _("Change {n} is not as it was written: its seal does not fit.").format(n=held.broken_link)
        )
    return "\n".join([*lines, *_chosen(held)])


def _verdict_lines(call: Call, held: Trial, found: Verdict) -> list[str]:
    lines = [f'"{held.sentence}"'] if held.sentence else []
    lines += [_("Written on {day}. Code {code}.").format(day=long_day(held.start), code=held.code), ""]
    lines += [table([(criterion_text(f), finding_text(f)) for f in found.criteria], indent="  "), ""]
    lines += [need_text(found.rule), verdict_text(held, found)]
    days, span = len(found.window), found.window
    lines.append(_("Read: {first} to {last}.").format(first=short_day(span.first), last=short_day(span.last)))
    lines.append(_("{logged} of {days} days written.").format(logged=found.logged_days, days=days))
    if found.first_rule is not None and found.first_rule.verdict is not None:
        lines += [
            "",
            _("By your first rule:"),
            table([(criterion_text(f), finding_text(f)) for f in found.first_rule.criteria], indent="  "),
        ]
        lines += [need_text(found.first_rule.rule), verdict_text(held, found.first_rule), *_amendments(held)]
    lines += ["", *_price(call, found)]
    if not found.preview:
        lines += _chosen(held) or [
            _("What comes next is yours to choose: detox trial choose stay_out|extend|return|bridge|later")
        ]
    return lines


def _price(call: Call, found: Verdict) -> list[str]:
    diary = call.diary
    lines = []
    ties = diary.figures.ties().tasks[:MOST_TIES]
    if ties:
        names = "; ".join(
            f"{diary.basket.task_name(tie.id)} ({tie.points:.1f})" for tie in ties if tie.points
        )
        lines.append(_("What still ties you most: {names}").format(names=names or "-"))
    span = diary.trial.price_span(found)
    lines += price_lines(diary.figures.price(span), span)
    return lines


def _amendments(held: Trial) -> list[str]:
    return [
        "  " + amendment_text(change.day, change.logged, change.reason, late=change.is_late(held.days))
        for change in held.amendments
    ]


def _chosen(held: Trial) -> list[str]:
    said = choice_text(held)
    return [*([said] if said else []), *[f"  {reason}" for reason in reasons(held)]]


COMMANDS = (
    Command(
        "start",
        help=N_("set up the diary"),
        example="detox start --app wechat --how banned --yes",
        arguments=_start_arguments,
        run=start,
    ),
    Command(
        "trial",
        help=N_("see, change or end the trial"),
        example="detox trial show",
        arguments=_trial_arguments,
        run=trial,
    ),
    Command(
        "verdict",
        help=N_("read the rule at the end"),
        example="detox verdict",
        arguments=_verdict_arguments,
        run=verdict,
    ),
)
