"""The two panels of Today: the week at a glance and the check-in; wide as blocks, narrow as two rows."""

from collections.abc import Sequence
from datetime import date, timedelta

from rich.cells import cell_len

from detox.catalogue import labels
from detox.diary import Day, Diary
from detox.diary.figures import Reckoned
from detox.domain.entries import CheckIn
from detox.domain.questions import ANSWER_KINDS, QUESTIONS, AnswerKind, asked_questions
from detox.domain.record import RATING_TOP
from detox.domain.trend import Trend
from detox.domain.weeks import Week
from detox.errors import Forbidden
from detox.messages import answer_text
from detox.messages.figure_messages import short_call, unasked_texts
from detox.tui.canvas import Canvas
from detox.tui.checkin_form import CheckInForm
from detox.tui.diary_screen import DiaryScreen
from detox.tui.glyphs import Glyphs
from detox.tui.sparklines import big_number, meter, week_bars
from detox.tui.styled_lines import Line, beside, cut, wrapped
from detox.words import _, ngettext

WEEKS_SHOWN = 12
LAST_OF_WEEK = timedelta(days=6)
"""From a week's first day to its last."""
FEWEST_BARS = 4
"""Fewer show no way down or up."""
ROOMY = 34
"""Panels of this width and more have room for words beside the bars."""


def likely(week: Week) -> str:
    """The likely range of a week's index; empty where there is none."""
    if week.low is None or week.high is None:
        return ""
    return _("likely {low} to {high}").format(low=f"{week.low:.0f}", high=f"{week.high:.0f}")


def days_behind(week: Week) -> str:
    """How many days are behind a week's figures."""
    return _("from {logged} of {days} days").format(logged=week.logged_days, days=week.days)


def days_written(week: Week) -> str:
    """The same, standing alone: "5 of 7 days"."""
    return _("{part} of {whole} days").format(part=week.logged_days, whole=week.days)


def days_short(week: Week) -> str:
    """The same in a few cells: "5/7 days"."""
    return _("{part}/{whole} days").format(part=week.logged_days, whole=week.days)


def part_of_whole(part: int, whole: int) -> str:
    """So many of so many."""
    return _("{part} of {whole}").format(part=part, whole=whole)


def why_no_index(diary: Diary) -> tuple[str, ...]:
    """Why this week's index cannot be said yet, the longest first; without a week, what makes one."""
    try:
        sweep = diary.sweeps.of()
    except Forbidden:
        return (_("Your week will appear here once tasks have come up."),)
    running = diary.figures.weeks(1)
    if running and running[-1].index is not None:
        return (_("Your week will appear here once it is over."),)
    last = sweep.span.first + LAST_OF_WEEK
    return unasked_texts(len(sweep.tasks), len(diary.basket.on_list(diary.today)), last)


def show_panels(screen: DiaryScreen, day: Day, reckoned: Reckoned, form: CheckInForm | None) -> None:
    """Draw the week and the answers where this window has them."""
    glyphs, fields = screen.host.glyphs, asked_questions(screen.host.settings)
    over = weeks_over(reckoned.weeks, screen.diary.today)
    known = bool(over) and over[-1].index is not None
    why = () if known else why_no_index(screen.diary)
    if screen.wide:
        week, checkin = screen.query_one("#week-panel", Canvas), screen.query_one("#checkin-panel", Canvas)
        inner = week.size.width or 28
        week.show(week_panel(reckoned.weeks, reckoned.trend, inner, glyphs, why, today=screen.diary.today))
        if screen.names.ratings_hidden and form is None:
            checkin.show([Line().put(0, _("answers hidden"), "muted")])
        else:
            checkin.show(checkin_panel(day.checkin, fields, form, inner, glyphs))
        return
    screen.set_class(form is not None, "asking")
    below = screen.query_one("#below", Canvas)
    width = below.size.width or screen.size.width
    answers = checkin_row(day.checkin, fields, width, glyphs)
    if screen.names.ratings_hidden:
        answers = Line().put(0, _("answers hidden"), "muted")
    if form is not None:
        answers = asked_row(form, day.checkin, width, glyphs)
    rule = Line().put(0, glyphs.rule * width, "line")
    below.show([rule, week_row(over, width, glyphs, why), answers])


def weeks_over(weeks: Sequence[Week], today: date) -> Sequence[Week]:
    """Those whose figures stand: the running week's still move."""
    return [week for week in weeks if week.end < today]


def week_panel(
    weeks: Sequence[Week], trend: Trend, width: int, glyphs: Glyphs, why: Sequence[str], *, today: date
) -> list[Line]:
    """The last week that is over as a block, with the running one's counts; `why` while there is none."""
    running, weeks = weeks[-1:], weeks_over(weeks, today)
    week = weeks[-1] if weeks else None
    if week is None or week.index is None:
        return [
            Line().put(0, _("This week"), "bright bold"),
            Line(),
            *(Line().put(0, row, "muted") for row in wrapped(why[0] if why else "", width)),
        ]
    words = [
        Line().put(0, _("dependence, week {n}").format(n=week.week), "bright bold", room=width - 8),
        Line().put(0, likely(week), "muted"),
        Line().put(0, days_behind(week), "muted"),
    ]
    number = f"{week.index:.0f}"
    figure = big_number(number) if glyphs.digits else [Line().put(0, number, "accent bold"), Line(), Line()]
    bars = week_bars([each.index for each in weeks[-WEEKS_SHOWN:]], 2, glyphs)
    if width >= ROOMY:
        count = ngettext("{n} week", "{n} weeks", len(weeks)).format(n=len(weeks))
        bars[-1].right(width, (count, "muted"))
    return [
        *beside(figure, words, max(8, figure[0].width + 2)),
        Line(),
        *bars,
        Line(),
        Line().put(0, short_call(trend), "text", room=width),
        Line(),
        *_counts(running[-1]),
    ]


def _counts(week: Week) -> list[Line]:
    rows = [
        (part_of_whole(week.normal_days, week.normal_answers), _("days lived normally")),
        *_minutes_row(week),
        (str(week.favours), _("favours asked")),
    ]
    return [
        Line().right(6, (cut(number, 6), "bright bold"), gap=0).put(8, word, "muted") for number, word in rows
    ]


def _minutes_row(week: Week) -> list[tuple[str, str]]:
    minutes = week.known_minutes
    return (
        [("-", _("extra minutes not written"))] if minutes is None else [(str(minutes), _("extra minutes"))]
    )


def week_row(weeks: Sequence[Week], width: int, glyphs: Glyphs, why: Sequence[str]) -> Line:
    """The week at a glance, in one row; while there is no index, the longest of `why` that fits."""
    week = weeks[-1] if weeks else None
    if week is None or week.index is None:
        said = next((text for text in why if cell_len(text) <= width - 3), why[-1] if why else "")
        return Line().put(2, said, "muted", room=width - 2)
    line = Line().put(2, f"{week.index:.0f}", "accent bold")
    line.then(_("dependence, week {n}").format(n=week.week), "text", gap=2)
    for text in (likely(week), days_short(week)):
        if line.width + 2 + cell_len(text) <= width - 1:
            line.then(text, "muted", gap=2)
    if not week.normal_answers:
        return line
    normal, answers = week.normal_days, week.normal_answers
    said = _("{normal} of {answers} normal").format(normal=normal, answers=answers)
    if line.width + 2 + cell_len(said) > width - 1:
        said = _("{normal}/{answers} normal").format(normal=normal, answers=answers)
    shown = min(WEEKS_SHOWN, (width - 1 - cell_len(said) - 3 - line.width) // 2)
    if shown >= FEWEST_BARS:
        bars = week_bars([each.index for each in weeks[-shown:]], 1, glyphs)[0]
        line.join(bars, line.width + 2)
    return line.right(width - 1, (said, "text"), gap=2)


def checkin_row(checkin: CheckIn | None, fields: Sequence[str], width: int, glyphs: Glyphs) -> Line:
    """The day's answers, in one row."""
    line = Line()
    said = [(labels.short_answer_label(name), _answer(checkin, name, glyphs)) for name in fields]
    cells = sum(cell_len(name) + cell_len(answer) + 1 for name, answer in said)
    gap = 4 if 2 + cells + 4 * (len(said) - 1) <= width else 2
    for n, (name, answer) in enumerate(said):
        known = checkin is not None and getattr(checkin, fields[n]) is not None
        if n and line.width + gap + cell_len(name) + 1 + cell_len(answer) > width:
            break
        line.put(2, name, "muted") if n == 0 else line.then(name, "muted", gap=gap)
        line.then(answer, "bright bold" if known else "muted", gap=1)
    return line


def asked_row(form: CheckInForm, checkin: CheckIn | None, width: int, glyphs: Glyphs) -> Line:
    """The question that stands now, in one row."""
    field = form.asked or next(iter(QUESTIONS))
    question, scale = _(QUESTIONS[field].asked), _(QUESTIONS[field].ends)
    line = Line(raised=True).put(0, glyphs.focus, "accent").put(2, question, "bright bold", room=width - 8)
    line.then(*_typed(form, checkin, glyphs), gap=1)
    return line.right(width - 1, (scale, "muted"), gap=1)


def _typed(form: CheckInForm, checkin: CheckIn | None, glyphs: Glyphs) -> tuple[str, str]:
    """What is being typed, or, muted, the answer that was given before."""
    given = checkin is not None and getattr(checkin, str(form.asked), None) is not None
    if given and not form.typed:
        return _answer(checkin, str(form.asked), glyphs), "muted"
    return form.typed + "_", "accent bold"


def checkin_panel(
    checkin: CheckIn | None,
    fields: Sequence[str],
    form: CheckInForm | None,
    width: int,
    glyphs: Glyphs,
) -> list[Line]:
    """The day's answers, as a block; the question that stands now on raised ground."""
    given = sum(1 for name in fields if checkin is not None and getattr(checkin, name) is not None)
    lines = [
        Line()
        .put(0, _("Check-in"), "bright bold")
        .right(width, (part_of_whole(given, len(fields)), "muted")),
        Line(),
    ]
    for before, name in zip((None, *fields), fields, strict=False):
        if before and ANSWER_KINDS[before] is not ANSWER_KINDS[name]:
            lines.append(Line())
        asked = form is not None and form.asked == name
        lines.append(_answer_line(checkin, name, form if asked else None, width, glyphs))
    if form is not None and form.asked:
        scale = _(QUESTIONS[form.asked].ends)
        lines += [Line(), Line().put(0, cut(scale, width), "muted")]
    return lines


def _answer_line(
    checkin: CheckIn | None, name: str, form: CheckInForm | None, width: int, glyphs: Glyphs
) -> Line:
    value = getattr(checkin, name) if checkin is not None else None
    line = Line(raised=form is not None)
    line.put(0, labels.answer_label(name), "bright bold" if form else "muted", room=width - 8)
    if ANSWER_KINDS[name] is AnswerKind.RATING:
        track = 14 if width >= ROOMY else 11
        line.join(meter(value, RATING_TOP, track, glyphs), 10)
    if form:
        return line.right(width, _typed(form, checkin, glyphs))
    said = _answer(checkin, name, glyphs)
    return line.right(width, (said, "muted" if value is None else "bright bold"))


def _answer(checkin: CheckIn | None, name: str, glyphs: Glyphs) -> str:
    value = getattr(checkin, name) if checkin is not None else None
    return glyphs.nothing if value is None else answer_text(name, value)
