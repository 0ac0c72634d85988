"""The rule, asked: which lines, then where each of them stands; the same before a trial and for a change."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from msgspec import Struct

from detox.diary.freezing import without_lines
from detox.diary.name_search import fits
from detox.domain.said_numbers import said_number
from detox.domain.trial import CRITERIA, DAYS, LENGTHS, Op, Rule, Trial, rule_of, written_down
from detox.errors import BadField, Forbidden
from detox.messages.refused_lines import left_out_text
from detox.messages.verdict_messages import criterion_name, line_text
from detox.tui.dialog import KEEP_KEYS, DialogHost, Keys
from detox.tui.standard_dialogs import Field, FormDialog, Option, TickDialog, label_cells
from detox.words import N_, _

TRIAL_KEYS: Keys = (("enter", N_("begin the trial")), ("esc", N_("no trial for now")))
LINE_KEYS: Keys = (("space", N_("tick")), ("enter", N_("go on")))
BOUND = {Op.AT_LEAST: N_("{name} >="), Op.AT_MOST: N_("{name} <=")}
"""On which side of its number a line is met."""
Answer = dict[str, str]
Made = TypeVar("Made")


class RuleQuestion(Struct, frozen=True):
    """What is asked about a rule besides its lines."""

    question: str
    note: str
    why: Field
    keys: Keys
    before: bool
    """Whether the length and the reason stand before the lines: so they do where no line is there yet."""
    left_out: Sequence[str] = ()
    """Why lines are not offered, a sentence each."""


def no_refusals(_rule: Rule) -> Mapping[str, str]:
    """Every line can be read."""
    return {}


async def ask_trial(
    host: DialogHost,
    rule: Rule,
    start: date,
    *,
    sentence: str = "",
    refused: Callable[[Rule], Mapping[str, str]] = no_refusals,
    submit: Callable[[Trial], object] | None = None,
) -> Trial | None:
    """A trial that begins on that day; `None` is a change of mind.

    Args:
        host: where it is asked.
        rule: what is offered; a line of it that cannot be read is left out, and named.
        start: the day it begins.
        sentence: why, as it is offered.
        refused: the lines of a rule that cannot be read, with the reason; one that is ticked stays in the
            form with a sentence.
        submit: called before the form closes.
    """
    offered = refused(rule)
    asked = RuleQuestion(
        _("A trial: can I live my life normally without it?"),
        _("Don't set a threshold at the result you expect: that is a coin toss."),
        Field(
            key="sentence", label=_("why, to yourself"), value=sentence, hint=_("one sentence, or nothing")
        ),
        TRIAL_KEYS,
        before=True,
        left_out=[left_out_text(line, why) for line, why in offered.items()],
    )

    def made(told: Rule, why: str) -> Trial:
        for line, reason in refused(told).items():
            raise Forbidden(f"{reason}: {line}")
        return written_down(told, start=start, sentence=why)

    return await _ask(host, without_lines(rule, offered), asked, made, submit)


async def ask_change(host: DialogHost, rule: Rule, submit: Callable[[Rule, str], object]) -> None:
    """Another rule from here on, with the reason."""
    asked = RuleQuestion(
        _("Amend the rule"),
        _("An emptied line leaves the rule. The change is dated; your first rule still gives the answer."),
        Field(key="reason", label=_("why it changes"), hint=_("needed")),
        KEEP_KEYS,
        before=False,
    )
    await _ask(host, rule, asked, lambda told, reason: (told, reason), lambda made: submit(*made))


async def _ask(
    host: DialogHost,
    rule: Rule,
    asked: RuleQuestion,
    made: Callable[[Rule, str], Made],
    submit: Callable[[Made], object] | None,
) -> Made | None:
    held = {criterion.id: criterion.value for criterion in rule.criteria}
    names: Sequence[str] | None = await host.push_screen_wait(_which_lines(held, asked))
    if names is None:
        return None

    def told(answer: Answer) -> Made:
        return made(rule_from(answer, names), answer[asked.why.key].strip())

    def write(answer: Answer) -> None:
        found = told(answer)
        if submit is not None:
            submit(found)

    lines = _line_fields(names, held, rule)
    length = Field(key="days", label=_("days"), value=str(rule.days), digits=True)
    fields = [length, asked.why, *lines] if asked.before else [*lines, length, asked.why]
    form = FormDialog(
        asked.question,
        fields,
        note=asked.note,
        broad=True,
        labels=label_cells(fields),
        keys=asked.keys,
        draft="trial:" if asked.before else "amend:",
        submit=write,
    )
    answer: Answer | None = await host.push_screen_wait(form)
    return told(answer) if answer is not None else None


def _which_lines(held: dict[str, float], asked: RuleQuestion) -> TickDialog:
    choices = [
        Option(key=name, name=line_text(name, held.get(name, measure.usual)))
        for name, measure in CRITERIA.items()
    ]
    question = "\n".join([_("What does living normally mean? Three to five lines."), *asked.left_out])
    return TickDialog(question, choices, list(held), keys=(*LINE_KEYS, asked.keys[-1]), submit=_one_at_least)


def _one_at_least(names: Sequence[str]) -> None:
    if not names:
        raise BadField("rule", _("lines"), f"1..{len(CRITERIA)}", 0)


def _line_fields(names: Sequence[str], held: dict[str, float], rule: Rule) -> list[Field]:
    lines = []
    for name in names:
        measure = CRITERIA[name]
        if measure.op is not Op.IS:
            value, hint = held.get(name, measure.usual), f"{measure.least}..{measure.most}"
            called = criterion_name(name)
            label = _(BOUND[measure.op]).format(name=called)
            lines.append(Field(key=name, label=label, name=called, value=f"{value:g}", hint=hint))
    need = max(1, len(names) - 1)
    if set(names) == held.keys():
        need = len(names) if rule.need == "all" else rule.need
    veto = _("; ").join(criterion_name(name) for name in rule.veto if name in names)
    return [
        *lines,
        Field(key="need", label=_("how many have to hold"), value=str(need), digits=True),
        Field(
            key="veto",
            label=_("which has to in any case"),
            value=veto,
            hint=_("its name, or nothing"),
            names=tuple(map(criterion_name, names)),
        ),
    ]


def rule_from(answer: Answer, names: Sequence[str]) -> Rule:
    """The rule that was filled in; an emptied line is left out.

    Raises:
        BadField: a line is no number or out of range, or no line is called that; its field is the form's.
    """
    values = {}
    for name in names:
        measure = CRITERIA[name]
        text = str(measure.usual) if measure.op is Op.IS else answer[name].strip()
        if text:
            values[name] = _number(text, name, measure.least, measure.most)
    _one_at_least(list(values))
    most = len(values)
    need = said_number(answer["need"], "need", f"1..{most}") or max(1, most - 1)
    if need > most:
        raise BadField("rule", "need", f"1..{most}", need)
    expected = f"{LENGTHS.start}..{LENGTHS.stop - 1}"
    days = said_number(answer["days"], "days", expected) or DAYS
    if days not in LENGTHS:
        raise BadField("rule", "days", expected, days)
    veto = [_named(part.strip(), list(values)) for part in re.split("[;；]", answer["veto"]) if part.strip()]
    return rule_of(values, days=days, need="all" if need == most else need, veto=veto)


def _number(text: str, name: str, least: int, most: int) -> float:
    expected = f"{least}..{most}"
    try:
        value = float(text)
    except ValueError:
        raise BadField("rule", name, expected, text) from None
    if not least <= value <= most:
        raise BadField("rule", name, expected, text)
    return int(value) if value.is_integer() else value


def _named(part: str, names: Sequence[str]) -> str:
    found = [name for name in names if part == name or fits(part, (criterion_name(name),))]
    if len(found) != 1:
        raise BadField("rule", "veto", " | ".join(map(criterion_name, names)), part)
    return found[0]
