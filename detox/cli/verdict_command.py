"""The command that reads the rule, once; and what a trial says in words before and after that."""

import sys
from argparse import ArgumentParser
from datetime import date

from detox.catalogue.labels import ENDINGS
from detox.cli.call import Call
from detox.cli.command import Command, as_json
from detox.cli.console import answer, table
from detox.cli.typed_arguments import typed_number
from detox.diary import Diary
from detox.diary.answers import if_unwritten_were_bad
from detox.domain.fingerprint import code_of
from detox.domain.kept_readings import figures_of, kept_reading, look_days
from detox.domain.readings import Reading
from detox.domain.rule_reading import RuleReading
from detox.domain.said_answers import yes_or_no
from detox.domain.trial import Trial
from detox.domain.verdict import CriterionResult, Verdict
from detox.errors import Forbidden
from detox.messages import full_day, long_day, sentences, titled
from detox.messages.choice_messages import limit_texts, reasons
from detox.messages.figure_messages import price_lines
from detox.messages.return_messages import if_bad_text
from detox.messages.verdict_messages import (
    amendment_text,
    broken_texts,
    changed_text,
    choice_text,
    criterion_name,
    criterion_text,
    data_text,
    day_text,
    days_written_text,
    earlier_texts,
    finding_text,
    headline,
    late_text,
    looks_text,
    need_text,
    read_question,
    read_text,
    settled_texts,
    several_text,
    since_text,
    turned_text,
    unwritten_text,
    verdict_text,
    veto_text,
)
from detox.words import N_, _

MOST_TIES = 3


def _verdict_arguments(p: ArgumentParser) -> None:
    p.add_argument("--preview", action="store_true", help=_("look before the end; it is not a verdict"))
    p.add_argument("--yes", action="store_true", help=_("read the rule without asking"))
    p.add_argument(
        "--trial",
        type=typed_number,
        metavar="N",
        help=_("the answer of an earlier trial: 1 is the first of all"),
    )
    as_json(p)


def verdict(call: Call) -> None:
    """`detox verdict`: the rule, read after its end, once; before only how much data there is."""
    trials = call.diary.trial
    trials.needed()
    if call.args.trial is not None:
        held, found = trials.answer_before(call.args.trial)
        if call.args.json:
            call.json(verdict_json(call, held, found))
        else:
            call.out("\n".join(_verdict_lines(call, held, found)))
        return
    preview = call.args.preview and not trials.over()
    if trials.may_be_read():
        _read(call)
    elif preview:
        trials.look()
    held, found = trials.needed(), trials.verdict(preview=preview)
    if call.args.json:
        call.json(verdict_json(call, held, found))
    elif found.over:
        call.out("\n".join(_verdict_lines(call, held, found)))
    elif preview:
        call.out("\n".join(_preview_lines(held, found)))
    else:
        call.out(progress_text(call, held, found))


def _read(call: Call) -> None:
    """Read the rule, after asking where it was not read before.

    Raises:
        Forbidden: nobody said yes, so nothing was read.
    """
    trials = call.diary.trial
    if kept_reading(trials.needed()) is None and not call.args.yes and not _agreed(call):
        raise Forbidden("not read")
    trials.read()


def _agreed(call: Call) -> bool:
    if not sys.stdin.isatty():
        return bool(call.args.json)
    try:
        said = answer(read_question(call.diary.trial.verdict()) + " [y/N]")
    except EOFError:
        return False
    return yes_or_no(said) is True


def verdict_json(call: Call, held: Trial, found: Verdict) -> dict[str, object]:
    """A verdict as `detox-outputs.schema.json` has it."""
    told = found.over or found.preview
    settled = call.diary.trial.settled() if held == call.diary.trial.current() else None
    return {
        "verdict": found.verdict,
        "preview": found.preview,
        "day": found.day,
        "days": found.days,
        "window": [found.window.first, found.window.last],
        "logged_days": found.logged_days,
        "entry_days": found.entry_days,
        "late_days": found.late_days,
        "paused_days": found.paused_days,
        "criteria": [_finding_json(finding, told=told) for finding in found.criteria],
        "unwritten": found.unwritten,
        "settled": settled.lines if settled else (),
        "settled_whole": settled.whole if settled else False,
        "looks": len(look_days(held)),
        "read": _reading_json(found.read),
        "since_then": found.since_then,
        "changed": _changed_json(found.changed),
    }


def _finding_json(finding: CriterionResult, *, told: bool) -> dict[str, object]:
    if not told:
        return {"id": finding.id, "n": finding.n}
    fields = ("id", "op", "threshold", "n", "needed", "status", "clarity", "value", "low", "high")
    return {field: getattr(finding, field) for field in (*fields, "why", "turned")}


def _reading_json(reading: Reading | None) -> dict[str, object] | None:
    if reading is None:
        return None
    return {"on": date.fromisoformat(reading.time[:10]), "code": code_of(reading.hash)}


def _changed_json(changed: RuleReading | None) -> dict[str, object] | None:
    if changed is None:
        return None
    figures = figures_of(changed)
    for line in figures["criteria"]:
        for field in ("hits", "tries"):
            del line[field]
    return figures


def progress_text(call: Call, held: Trial, found: Verdict) -> str:
    """A trial whose answer is not there: how far it is and how much data there is, never how it stands."""
    trials = call.diary.trial
    lines = [f'"{held.sentence}"'] if held.sentence else []
    stopped = held.stopped_on
    if stopped:
        said = _("Stopped on {day}. That was a decision, and everything you wrote is kept.")
        lines.append(said.format(day=long_day(stopped)))
    elif found.over:
        lines.append(_("The trial is over. See the answer with: detox verdict"))
    elif trials.may_be_read():
        lines.append(_("The trial is over, and its rule is not read yet. Read it with: detox verdict"))
    else:
        lines.append(day_text(held, held.day_number(call.diary.today)))
    lines += [said] if (said := days_written_text(*trials.logged_days())) else []
    lines.append("")
    day = held.day_number(call.diary.today)
    rows = [
        (criterion_text(line), "" if stopped else data_text(line, found.rule, day)) for line in found.criteria
    ]
    lines += [table(rows, indent="  "), "", need_text(found.rule)]
    settled = trials.settled()
    lines += settled_texts(held, settled) if settled else []
    lines += amendment_lines(held)
    lines.append(_("Code of the first rule, to keep on paper: {code}").format(code=held.code))
    lines += [text for text in (looks_text(held), *broken_texts(held)) if text]
    return "\n".join(
        [*lines, *chosen_lines(call.diary, held), *earlier_texts(call.diary.trial.answers_before())]
    )


def _preview_lines(held: Trial, found: Verdict) -> list[str]:
    lines = [
        sentences(_("Not a verdict."), day_text(held, found.day)),
        _("Values of the days so far; whether a line holds is said at the end. That you looked is kept."),
        "",
        _table_of(found),
        "",
        need_text(found.rule),
    ]
    return [*lines, *([unwritten_text(found.unwritten)] if found.unwritten else []), looks_text(held)]


def _table_of(found: Verdict) -> str:
    return table([(criterion_text(line), finding_text(line)) for line in found.criteria], indent="  ")


def _verdict_lines(call: Call, held: Trial, found: Verdict) -> list[str]:
    lines = [f'"{held.sentence}"'] if held.sentence else []
    lines += [_("Written on {day}. Code {code}.").format(day=long_day(held.start), code=held.code), ""]
    lines += [headline(found), verdict_text(held, found), veto_text(found.rule), "", _table_of(found), ""]
    lines += [titled(criterion_name(line.id), said) for line in found.criteria if (said := turned_text(line))]
    lines.append(_window_text(found))
    lines += [unwritten_text(found.unwritten)] if found.unwritten else []
    lines += [said] if (said := if_bad_text(if_unwritten_were_bad(found))) else []
    lines.append(read_text(found))
    lines += [since_text(found.since_then)] if found.since_then else []
    lines += [looks_text(held), several_text(held), *broken_texts(held)]
    if found.changed is not None:
        lines += ["", changed_text(held, found.changed)]
    lines += amendment_lines(held)
    lines += ["", *_price(call, found)]
    lines += chosen_lines(call.diary, held) or [
        _("What comes next is yours to choose: detox trial choose stay_out|extend|return|bridge|later"),
        *(f"  {titled(what, _(said))}" for what, said in ENDINGS.items()),
    ]
    lines += earlier_texts(call.diary.trial.answers_before()) if held == call.diary.trial.current() else []
    return [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]


def _window_text(found: Verdict) -> str:
    days, span = found.rule.window, found.window
    return sentences(
        _("Read: {first} to {last}.").format(first=full_day(span.first), last=full_day(span.last)),
        days_written_text(found.logged_days, days),
        late_text(found),
    )


def _price(call: Call, found: Verdict) -> list[str]:
    diary = call.diary
    lines = []
    ties = diary.figures.ties().tasks[:MOST_TIES]
    if ties:
        names = _("; ").join(
            _("{line} ({id})").format(line=diary.basket.task_name(tie.id), id=f"{tie.points:.1f}")
            for tie in ties
            if tie.points
        )
        lines.append(_("What still ties you most: {names}").format(names=names or "-"))
    span = diary.trial.price_span(found)
    lines += price_lines(diary.figures.price(span), span)
    return lines


def amendment_lines(held: Trial) -> list[str]:
    """Every change of the rule, a line each."""
    return [
        "  " + amendment_text(change.day, change.logged, change.reason, late=change.is_late(held.days))
        for change in held.amendments
    ]


def chosen_lines(diary: Diary, held: Trial) -> list[str]:
    """What was chosen at the end, and what was said with it."""
    said, choice = choice_text(held), held.choice
    limits = limit_texts(choice, diary.basket.task_name, diary.people.name) if choice else []
    return [*([said] if said else []), *[f"  {text}" for text in (*limits, *reasons(held))]]


COMMANDS = (
    Command(
        "verdict",
        help=N_("read the rule at the end"),
        example="detox verdict",
        arguments=_verdict_arguments,
        run=verdict,
    ),
)
