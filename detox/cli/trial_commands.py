"""The commands of the trial: trial, verdict."""

import msgspec

from detox.cli.call import Call
from detox.cli.console import table
from detox.cli.starting import rule_from, trial_of
from detox.domain.trial import Ending, Trial
from detox.domain.verdict import CriterionResult, Verdict
from detox.messages import long_day, short_day
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
from detox.words import _

MOST_TIES = 3


def trial(call: Call) -> None:
    """`detox trial show|amend|end|new|choose`."""
    {"show": _show, "amend": _amend, "end": _end, "new": _new, "choose": _choose}[call.args.action](call)


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
    call.out("\n".join(_reading(call, held, found)))


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


def _reading(call: Call, held: Trial, found: Verdict) -> list[str]:
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


def _amend(call: Call) -> None:
    held = call.diary.trial.needed()
    changed = call.diary.trial.amend(rule_from(call.args, usual=held.rule), call.args.reason)
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
    begun = call.diary.trial.new(trial_of(call.args, start=call.diary.today))
    call.say(
        _("The trial runs {days} days, to {end}. The code of your rule: {code}").format(
            days=begun.days, end=begun.end, code=begun.code
        )
    )


def _choose(call: Call) -> None:
    answers = {name: getattr(call.args, name) for name in ASKED}
    said = decision_text(answers, call.diary.today)
    call.say("\n".join(_chosen(call.diary.trial.choose(Ending(call.args.what), said))))


def _chosen(held: Trial) -> list[str]:
    said = choice_text(held)
    return [*([said] if said else []), *[f"  {reason}" for reason in reasons(held)]]
