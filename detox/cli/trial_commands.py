"""The commands of the trial: start, trial."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, TypeVar

import msgspec

from detox import catalogue
from detox.catalogue.labels import ENDINGS, LEAVING
from detox.cli.call import Call
from detox.cli.command import Command, as_json
from detox.cli.console import EXPLAIN, typed_line
from detox.cli.sealing_commands import offer_seal
from detox.cli.terminal_lines import fitted
from detox.cli.typed_arguments import typed_number
from detox.cli.verdict_command import amendment_lines, chosen_lines, progress_text
from detox.diary.beginning import Beginning
from detox.domain.entries import Leaving
from detox.domain.said_numbers import said_days_count, said_number
from detox.domain.trial import CRITERIA, DAYS, LENGTHS, Ending, Rule, Trial, rule_of, usual_rule, written_down
from detox.domain.typed_forms import folded
from detox.errors import BadDate, BadField, FutureDay, NoSuch
from detox.messages import GHOST, full_day, listed, refusal
from detox.messages.choice_messages import ASKED, further_text
from detox.messages.refused_lines import left_out_text
from detox.messages.version_messages import rivals_text
from detox.words import N_, _, ngettext

Answered = TypeVar("Answered")
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
    as_json(p)


def _rule_arguments(p: ArgumentParser) -> None:
    """The options that describe a rule."""
    p.add_argument("--days", type=typed_number, metavar="N", help=_("how long the trial is; 84 unless given"))
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
    how = Leaving(args.how) if args.how else None
    beginning = Beginning(
        app=catalogue.known_app(args.app),
        left=call.day(args.left),
        how=Leaving.SUSPENDED if until else how,
        until=until,
    )
    if not until:
        offered, left_out = diary.offered_rule(beginning, DAYS if args.days is None else args.days)
        beginning = beginning.replace(trial=_trial_of(call, offered, left_out))
    diary.start(beginning)
    trial = diary.trial.current()
    tasks_listed = diary.basket.tasks()
    if args.json:
        call.json({"trial": trial, "tasks": tasks_listed})
        return
    n = len(tasks_listed)
    tasks = ngettext("{n} task is on your list", "{n} tasks are on your list", n).format(n=n)
    if how is Leaving.READ_ONLY:
        call.say(_(GHOST))
    if trial is None:
        call.say(
            _("Begun: {tasks}; watched until {until}, without a trial.").format(tasks=tasks, until=until)
        )
        offer_seal(call)
        return
    call.say(
        _("Begun: {tasks}; the trial runs {days} days, to {end}. The code of your rule: {code}").format(
            tasks=tasks, days=trial.days, end=full_day(trial.end), code=trial.code
        )
    )
    call.say(_("Now, for example: detox log pay.shop workaround --via cash"))
    offer_seal(call)


def _until(call: Call) -> str | None:
    """The end of a suspension, as it is kept; `None` where none was named.

    Raises:
        BadField: it lies in the past; nothing was written.
    """
    text = call.args.until
    if text is None:
        return None
    until = call.diary.day_said(text, since=call.diary.today)
    if until < call.diary.today:
        raise BadField("life", "until", _("a day that has not passed"), until)
    return until.isoformat()


def _ask(call: Call) -> None:
    """Ask what was not said; an empty line takes what stands in brackets, or says nothing."""
    args = call.args
    apps = listed(app.name() for app in catalogue.apps())
    which = _("Which app did you leave? {apps}, or any name").format(apps=apps)
    args.app = args.app or _asked(which, str, _("Its tasks are put on your list. An empty line names none."))
    hows = listed(f"{n} {_(said)}" for n, said in enumerate(LEAVING.values(), start=1))
    if not args.how:
        how = _("A number of these. An empty line leaves it open.")
        args.how = _asked(_("How did it end? {hows}").format(hows=hows), _how, how)
    if not args.left:
        when = _("When was that? A date like 2026-11-22 or yesterday")
        open_ = _("The first day without it. An empty line leaves it open.")
        day = _asked(when, lambda text: call.diary.past(call.diary.day_said(text)), open_)
        args.left = day.isoformat() if day else None
    if args.days is None:
        length = _("After so many days your rule is read, once. An empty line takes 84.")
        args.days = _asked(_("How many days shall the trial run? 28, 56, 84 [84]"), _length, length)
    why = _("It is shown with your trial, word for word. An empty line writes none.")
    args.sentence = args.sentence or _asked(_("In one sentence: why do you want to try it?"), str, why) or ""


def _asked(question: str, read: Callable[[str], Answered], explained: str) -> Answered | None:
    """Ask until the answer is understood; an empty line says nothing, and `?` has it explained."""
    while given := _answer(question):
        if folded(given) == EXPLAIN:
            sys.stderr.write(fitted(explained, sys.stderr) + "\n")
            continue
        try:
            return read(given)
        except (BadField, BadDate, FutureDay) as error:
            sys.stderr.write(fitted(refusal(error), sys.stderr) + "\n")
    return None


def _how(text: str) -> Leaving:
    """How it ended, by its number, its id or its name."""
    named = {_(said): how for how, said in LEAVING.items()} | {str(how): how for how in LEAVING}
    if text in named:
        return named[text]
    expected = f"1..{len(LEAVING)}"
    number = said_number(text, "how", expected)
    if number is None or not 1 <= number <= len(LEAVING):
        raise BadField("life", "how", expected, text)
    return list(LEAVING)[number - 1]


def _length(text: str) -> int:
    """How many days a trial runs."""
    expected = f"{LENGTHS.start}..{LENGTHS.stop - 1}"
    days = said_days_count(text, expected)
    if days is None or days not in LENGTHS:
        raise BadField("rule", "days", expected, text)
    return days


def _answer(question: str) -> str:
    return typed_line(f"{question}\n> ").strip()


def _trial_of(call: Call, usual: Rule, left_out: Mapping[str, str]) -> Trial:
    """The trial that the options describe, from its first day on; a line that had to be left out is named.

    Raises:
        BadField: a line of the rule is out of range, or makes no sense.
        NoSuch: no criterion is called that.
    """
    rule = _rule_from(call.args, usual=usual)
    named = {line.id for line in rule.criteria} | {name for name, _v in map(_line, call.args.rule or ())}
    for line, why in left_out.items():
        if line not in named:
            call.say(left_out_text(line, why))
    return written_down(rule, start=call.diary.trial.first_day(), sentence=call.args.sentence or "")


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
    return rule_of(values, days=usual.days if args.days is None else args.days, need=need, veto=veto)


def _lines(texts: Sequence[str]) -> dict[str, float | None]:
    return dict(map(_line, texts))


def _line(text: str) -> tuple[str, float | None]:
    name, _equals, value = text.partition("=")
    if name not in CRITERIA:
        raise NoSuch("criterion", name, tuple(CRITERIA))
    return name, None if value == "-" else _number(name, value) if value else CRITERIA[name].usual


def _need(text: str | None) -> int | Literal["all"] | None:
    if text is None or text == "all":
        return "all" if text else None
    return said_number(text, "need", "a number or all")


def _number(field: str, text: str) -> float:
    try:
        value = float(folded(text).removesuffix("%"))
    except ValueError:
        raise BadField("rule", field, "a number", text) from None
    return int(value) if value.is_integer() else value


def _trial_arguments(p: ArgumentParser) -> None:
    actions = p.add_subparsers(dest="action", metavar=_("ACTION"), required=True)
    as_json(actions.add_parser("show", help=_("the sentence, the rule and how much data there is")))
    amend = actions.add_parser("amend", help=_("change the rule; the first one still gives the answer"))
    _rule_arguments(amend)
    amend.add_argument("--reason", default="", metavar=_("TEXT"), help=_("why it changes"))
    end = actions.add_parser("end", help=_("stop the trial today"))
    end.add_argument("--why", default="", metavar=_("TEXT"), help=_("why, in your own words"))
    new = actions.add_parser("new", help=_("write down a further trial"))
    _rule_arguments(new)
    new.add_argument("--sentence", default="", metavar=_("TEXT"), help=_("why, in your own words"))
    choose = actions.add_parser("choose", help=_("say what comes after it"))
    choices = [str(what) for what in Ending]
    told = _("what you chose: {choices}").format(choices=", ".join(choices))
    choose.add_argument("what", type=_ending, choices=choices, metavar=_("CHOICE"), help=told)
    for name, said in ASKED.items():
        if name == "no_groups":
            choose.add_argument(
                "--no-groups", action="store_const", const="y", default="", help=_("no groups")
            )
            continue
        metavar = {"weeks": "N", "review": _("DATE")}.get(name, _("TEXT"))
        choose.add_argument(f"--{name}", default="", metavar=metavar, help=_(said))
    choose.add_argument(
        "--yes", action="store_true", help=_("leave out lines that an extension is too short for")
    )
    for parser in (amend, end, new, choose):
        as_json(parser)


def _ending(text: str) -> str:
    """The id of a choice, also by the name that is printed; any other text as it was typed."""
    named = {_(said): str(what) for what, said in ENDINGS.items()}
    return named.get(text.strip(), text.strip().replace(" ", "_").replace("-", "_"))


def trial(call: Call) -> None:
    """`detox trial show|amend|end|new|choose`."""
    {"show": _show, "amend": _amend, "end": _end, "new": _new, "choose": _choose}[call.args.action](call)


def _show(call: Call) -> None:
    trials = call.diary.trial
    held = trials.needed()
    for line in rivals_text(call.diary):
        call.say(line)
    found = trials.verdict()
    if call.args.json:
        record = msgspec.to_builtins(held)
        extra = {"code": held.code, "day": found.day, "logged_days": trials.logged_days()[0]}
        call.json({"trial": record | extra})
        return
    call.out(progress_text(call, held, found))


def _amend(call: Call) -> None:
    """The first rule stays the one that answers; the changed one is read beside it."""
    held = call.diary.trial.needed()
    changed = call.diary.trial.amend(_rule_from(call.args, usual=held.rule), call.args.reason)
    call.wrote(
        {"trial": changed},
        _("Changed. Your first rule gives the answer at its end; the changed one is read beside it."),
        "\n".join(amendment_lines(changed)[-1:]),
    )


def _end(call: Call) -> None:
    held = call.diary.trial.end(call.args.why)
    day = held.day_number(call.diary.today)
    said = (
        _("Stopped on day {n}. That was a decision, and everything you wrote is kept.")
        if day > 0
        else _("Stopped before its first day. That was a decision, and everything you wrote is kept.")
    )
    call.wrote({"trial": held}, said.format(n=day))


def _new(call: Call) -> None:
    trials = call.diary.trial
    days = DAYS if call.args.days is None else call.args.days
    offered, left_out = trials.offered(usual_rule(days))
    begun = trials.new(_trial_of(call, offered, left_out))
    said = _("The trial runs {days} days, to {end}. The code of your rule: {code}")
    told = said.format(days=begun.days, end=full_day(begun.end), code=begun.code)
    call.wrote({"trial": begun}, further_text(begun) if begun.start > call.diary.today else told)


def _choose(call: Call) -> None:
    answers = {name: getattr(call.args, name) for name in ASKED}
    what = Ending(call.args.what)
    chosen = call.diary.decisions.choose(what, answers, leave_out=call.args.yes)
    further = [further_text(call.diary.trial.needed())] if what is Ending.EXTEND else []
    call.wrote({"trial": chosen}, "\n".join(chosen_lines(call.diary, chosen)), *further)


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
        examples=(
            "detox trial show",
            "detox trial choose later",
            "detox trial new --days 28",
            'detox trial amend --rule normal_days=70 --reason "too strict"',
            "detox trial end",
        ),
        arguments=_trial_arguments,
        run=trial,
    ),
)
