"""The drawing of an answer: the question with its word, each line of the rule, what it cost, what is next."""

from collections.abc import Sequence

from rich.cells import cell_len

from detox.catalogue.labels import ENDINGS
from detox.diary.answers import if_unwritten_were_bad
from detox.diary.figures import Price
from detox.domain.judging import Clarity, Standing
from detox.domain.record import MINUTES_A_DAY, RATING_TOP
from detox.domain.trial import Op
from detox.domain.verdict import CriterionResult
from detox.messages import dated, sentences, titled
from detox.messages.figure_messages import price_lines
from detox.messages.return_messages import if_bad_text
from detox.messages.verdict_messages import (
    PER_CENT,
    amount_text,
    broken_texts,
    changed_text,
    choice_text,
    criterion_name,
    enough_text,
    headline,
    late_text,
    looks_text,
    range_text,
    read_text,
    several_text,
    since_text,
    turned_text,
    unwritten_text,
    value_text,
    verdict_text,
)
from detox.tui.glyphs import Glyphs
from detox.tui.styled_lines import Line, beside, legend, wrapped
from detox.tui.trial_drawing import TrialContext, criterion_line, said_with_choice, sentence_lines
from detox.words import _, pgettext

GAUGE = 28
"""Cells of a line's gauge."""
WORDS_AT, MARK_AT = 5, 2
LIKELY_AT = 9
"""Cells behind a value at which its likely range begins."""
ROOM_FOR_GAUGE = 110
ROOM_FOR_AMOUNT = 64
MOST_TIES = 3
COLUMN = 40
"""Cells between the beginnings of the three blocks below."""


def answer_lines(context: TrialContext) -> list[Line]:
    """The answer, drawn the same way whatever it is."""
    trial, found, width = context.trial, context.found, context.width
    lines = _question(context)
    lines += _rows(verdict_text(trial, found), width, "text")
    lines += _rows(if_bad_text(if_unwritten_were_bad(found)), width, "muted")
    lines += [Line(), *_legend(context), *_criteria(context), Line()]
    for line in found.criteria:
        said = turned_text(line)
        lines += _rows(titled(criterion_name(line.id), said), width, "text") if said else []
    for said in _asides(context):
        lines += _rows(said, width, "muted")
    if found.changed is not None:
        lines += _rows(changed_text(trial, found.changed), width, "text")
    return [*lines, Line(), *_below(context)]


def _rows(said: str, width: int, role: str) -> list[Line]:
    """Nothing where nothing is said."""
    if not said:
        return []
    return [Line().put(0, row, role) for row in wrapped(said, width)]


def _question(context: TrialContext) -> list[Line]:
    """The person's own sentence and the word under one accent bar."""
    bar = context.glyphs.quote
    above = sentence_lines(context, written=False)[:-1]
    if above and context.airy:
        above.append(Line().put(0, bar, "accent"))
    return [*above, Line().put(0, bar, "accent").put(2, headline(context.found), "bright bold"), Line()]


def _asides(context: TrialContext) -> list[str]:
    found, trial = context.found, context.trial
    said = [
        unwritten_text(found.unwritten) if found.unwritten else "",
        sentences(late_text(found), read_text(found)),
        since_text(found.since_then) if found.since_then else "",
        looks_text(trial),
        several_text(trial),
        *broken_texts(trial),
    ]
    return [text for text in said if text]


def _legend(context: TrialContext) -> list[Line]:
    glyphs, width = context.glyphs, context.width
    meanings = (
        (glyphs.normal, _("holds")),
        (glyphs.not_normal, _("does not hold")),
        (glyphs.nothing, _("cannot be said")),
    )
    lines = legend(Line().put(0, _("The rule"), "bright bold"), meanings, width)
    line = lines[0]
    if width >= ROOM_FOR_GAUGE:
        line.put(_gauge_at(context), glyphs.marks.whisker, "text").then(_("the line"), "muted", gap=1)
        line.then(glyphs.marks.full, "accent", gap=2).then(_("the value"), "muted", gap=1)
        line.right(_value_end(context), (_("value"), "muted"))
        line.put(_value_end(context) + LIKELY_AT, _("likely"), "muted").right(
            width, (pgettext("amount", "from"), "muted")
        )
    return [*lines, *([Line()] if context.airy else [])]


def _criteria(context: TrialContext) -> list[Line]:
    """The lines of the rule; words that are too long for their column go on in the next row."""
    lines: list[Line] = []
    for found in context.found.criteria:
        first, *more = wrapped(criterion_line(found), _words_room(context))
        lines.append(_criterion(context, found, first))
        lines += [Line().put(WORDS_AT, text) for text in more]
    return lines


def _criterion(context: TrialContext, found: CriterionResult, words: str) -> Line:
    """One line of the rule: its mark, its words, its gauge where there is room, value, clarity, amount."""
    glyphs, width = context.glyphs, context.width
    mark = {Standing.MET: glyphs.normal, Standing.NOT_MET: glyphs.not_normal}.get(
        found.status or Standing.TOO_EARLY, glyphs.nothing
    )
    line = Line().put(MARK_AT, mark, "text")
    amount = _amount(found)
    value_end = _value_end(context)
    line.put(WORDS_AT, words, "text")
    if width >= ROOM_FOR_GAUGE:
        line.join(gauge(found, glyphs), _gauge_at(context))
    line.right(value_end, (value_text(found) or glyphs.nothing, "bright bold"), gap=1)
    if found.clarity is not None:
        close = found.clarity is Clarity.CLOSE
        said = pgettext("clarity", "close") if close else pgettext("clarity", "clear")
        line.then(said, "text" if close else "muted", gap=2)
    if width >= ROOM_FOR_GAUGE:
        line.put(value_end + LIKELY_AT, range_text(found), "muted")
    return line.right(width, (amount, "muted")) if width >= ROOM_FOR_AMOUNT else line


def _amount(found: CriterionResult) -> str:
    if found.hits is not None and found.tries is not None:
        return _("{part} of {whole}").format(part=found.hits, whole=found.tries)
    return amount_text(found) if found.value is not None else enough_text(found)


def _words_room(context: TrialContext) -> int:
    """The column of words is as wide as the longest of them, and leaves room for what stands behind."""
    longest = max((cell_len(criterion_line(found)) for found in context.found.criteria), default=0)
    rest = GAUGE + 38 if context.width >= ROOM_FOR_GAUGE else 24 if context.width >= ROOM_FOR_AMOUNT else 16
    return max(12, min(longest, context.width - WORDS_AT - rest))


def _gauge_at(context: TrialContext) -> int:
    return WORDS_AT + _words_room(context) + 2


def _value_end(context: TrialContext) -> int:
    start = _gauge_at(context)
    return start + 6 + (GAUGE if context.width >= ROOM_FOR_GAUGE else 0)


def gauge(found: CriterionResult, glyphs: Glyphs) -> Line:
    """Where the value and its likely range lie, and which side of the line holds; else blank."""
    scale = _scale(found)
    if scale is None or found.value is None:
        return Line()
    line_at = _cell(found.threshold, scale)
    signs = [(glyphs.bar if _holds(n, line_at, found.op) else glyphs.track, "line") for n in range(GAUGE)]
    if found.low is not None and found.high is not None:
        for n in range(_cell(found.low, scale), _cell(found.high, scale) + 1):
            signs[n] = (glyphs.bar, "muted")
    signs[line_at] = (glyphs.marks.whisker, "text")
    signs[_cell(found.value, scale)] = (glyphs.marks.full, "accent")
    drawn = Line()
    for sign, role in signs:
        drawn.then(sign, role)
    return drawn


def _holds(cell: int, line_at: int, op: Op) -> bool:
    return cell > line_at if op is Op.AT_LEAST else cell < line_at


def _cell(value: float, scale: tuple[float, float]) -> int:
    low, high = scale
    share = (value - low) / (high - low)
    return round(min(1.0, max(0.0, share)) * (GAUGE - 1))


def _scale(found: CriterionResult) -> tuple[float, float] | None:
    if found.id in (*PER_CENT, "index"):
        return 0.0, 100.0
    if found.id in ("mood", "cut_off"):
        return -float(RATING_TOP), float(RATING_TOP)
    if found.id == "urge":
        return 0.0, float(RATING_TOP)
    if found.id == "no_rise":
        return None
    most = max(2 * found.threshold, found.high or 0, found.value or 0, 4)
    return 0.0, min(float(MINUTES_A_DAY), 1.1 * most)


def _below(context: TrialContext) -> list[Line]:
    """What it cost, what still ties, what comes next: side by side where there is room."""
    if context.width < ROOM_FOR_GAUGE:
        return [*_cost_rows(context), *_next_rows(context)]
    blocks = _cost_block(context), _ties_block(context), _next_block(context)
    lines: Sequence[Line] = blocks[2]
    for block in (blocks[1], blocks[0]):
        lines = beside(block, lines, COLUMN)
    return list(lines)


def _price(context: TrialContext) -> Price:
    span = context.diary.trial.price_span(context.found)
    return context.diary.figures.price(span)


def _cost_rows(context: TrialContext) -> list[Line]:
    span = context.diary.trial.price_span(context.found)
    lines = []
    tied = _tied(context)
    if tied:
        names = _("; ").join(_("{name} ({points})").format(name=name, points=points) for name, points in tied)
        lines += _rows(_("What still ties you most: {names}").format(names=names), context.width, "muted")
    for said in price_lines(_price(context), span):
        lines += _rows(said, context.width, "muted")
    return lines


def _tied(context: TrialContext) -> list[tuple[str, str]]:
    figures = context.diary.figures
    tied = [tie for tie in figures.ties().tasks[:MOST_TIES] if tie.points > 0] if figures.weeks() else []
    return [(context.names.task(tie.id), f"{tie.points:.1f}") for tie in tied]


def _cost_block(context: TrialContext) -> list[Line]:
    price, span = _price(context), context.diary.trial.price_span(context.found)
    today = context.diary.today
    head = _("What it cost, {first} - {last}")
    lines = [
        Line().put(
            0, head.format(first=dated(span.first, today), last=dated(span.last, today)), "bright bold"
        ),
        Line(),
    ]
    minutes = context.glyphs.nothing if price.minutes is None else str(price.minutes)
    rows = [
        (_("extra minutes"), minutes),
        (_("favours asked"), str(price.favours)),
        (_("could not be done"), str(price.unmet)),
    ]
    rows += [(currency, amount) for currency, amount in price.money]
    if price.won_back is not None:
        rows.append((_("minutes won back"), str(price.won_back)))
    return lines + [_figure(word, number) for word, number in rows]


def _ties_block(context: TrialContext) -> list[Line]:
    lines = [Line().put(0, _("What still ties you"), "bright bold"), Line()]
    return lines + [_figure(name, points) for name, points in _tied(context)]


def _figure(word: str, number: str) -> Line:
    return Line().put(0, word, "muted", room=COLUMN - 12).right(COLUMN - 4, (number, "bright bold"), gap=1)


def _next_block(context: TrialContext) -> list[Line]:
    room = max(20, context.width - 2 * COLUMN)
    lines = [Line().put(0, _("What comes next is free"), "bright bold", room=room), Line()]
    if choice_text(context.trial):
        return lines + _chosen(context, room)
    lines += [Line().put(0, _(said), "text", room=room) for said in ENDINGS.values()]
    return lines + _rows(_("The rule answers a question. It does not bind you."), room, "muted")


def _next_rows(context: TrialContext) -> list[Line]:
    if choice_text(context.trial):
        return [Line(), *_chosen(context, context.width)]
    return [Line(), *_rows(_("What comes next is yours to choose: c."), context.width, "text")]


def _chosen(context: TrialContext, width: int) -> list[Line]:
    lines = _rows(choice_text(context.trial), width, "text")
    for said in said_with_choice(context):
        lines += [Line().put(2, row, "muted") for row in wrapped(said, width - 2)]
    return lines
