"""The drawing of a year: months by days, the weeks of the index, what changed, what came and went."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from rich.cells import cell_len

from detox.diary.years import YearFigures
from detox.domain.record import RATING_TOP
from detox.domain.weeks import Week
from detox.domain.year_days import YearDay
from detox.messages import MONTHS, long_day
from detox.messages.year_messages import beside_row, index_change_text, moved_texts, silence_text
from detox.tui.figure_table import TableColumn, figure_table
from detox.tui.fills import TILES
from detox.tui.index_drawing import IndexView, index_lines
from detox.tui.render_context import RenderContext
from detox.tui.styled_lines import Line, Piece, legend, wrapped
from detox.tui.week_drawing import columns_for, number_lines, number_rows
from detox.words import _, pgettext

MONTH_CELLS = 5
DAYS = 31
WIDE_CELLS = 3
"""Cells of a day: its sign, its mood, a gap."""
ROOM_FOR_MOOD, ROOM_FOR_GAP = 105, 74
CHART_ROWS = 9
AIRY_ROWS = 30
"""Rows of a page from which on an empty one, with the line of the trial in it, stands under each month."""
MOOD_AT = 14
"""Cells behind the days at which a month's mood ends."""


class YearView(Struct, frozen=True, kw_only=True):
    """How a year is looked at."""

    here: date | None
    """The day under the cursor."""
    weeks: Sequence[Week]
    """Those of the index that begin in the year."""
    coloured: bool
    mood: bool
    """The moods in place of the signs, where a day has room for one of the two."""
    rows: int
    """Rows of the page; with enough of them the months stand apart."""


def day_cells(width: int) -> int:
    """The cells of a day: sign and mood from a wide page on, one of them and a gap, or one of them alone."""
    return WIDE_CELLS if width >= ROOM_FOR_MOOD else 2 if width >= ROOM_FOR_GAP else 1


def year_lines(found: YearFigures, view: YearView, context: RenderContext) -> list[Line]:
    """The page from top to bottom; of a year without a word first how long it was silent."""
    gap = [Line()] if view.rows >= AIRY_ROWS else []
    silences = [silence_text(span, context.today) for span in found.silent]
    above = silences if silences and not any(day.written for day in found.days) else []
    lines = [_head(view, context), *_rows(above, context), *gap, *_grid(found, view, context), Line()]
    lines += _legend(view, context, trial=any(day.trial for day in found.days))
    if any(week.index is not None for week in view.weeks):
        columns = columns_for(context.width, len(view.weeks))
        chart = IndexView(
            weeks=view.weeks,
            columns=columns,
            rows=CHART_ROWS,
            glyphs=context.glyphs,
            coloured=view.coloured,
        )
        lines += [Line(), Line().put(0, _("Dependence, week by week"), "bright bold"), *index_lines(chart)]
        lines += number_lines(number_rows(view.weeks, days=False), columns, len(view.weeks) - 1)
    texts = [index_change_text(found), *moved_texts(found, context.names.task), *silences[len(above) :]]
    if any(texts):
        lines += [Line(), *_rows(texts, context)]
    return [*lines, *_beside_lines(found, context)]


def _rows(texts: Sequence[str], context: RenderContext) -> list[Line]:
    return [Line().put(0, row) for text in texts if text for row in wrapped(text, context.width)]


def _head(view: YearView, context: RenderContext) -> Line:
    line = Line().put(0, _("The year, day by day"), "bright bold")
    if view.here is not None:
        said = long_day(view.here)
        if line.width + 3 + cell_len(said) <= context.width:
            line.then(said, "text", gap=3)
    return line


def _grid(found: YearFigures, view: YearView, context: RenderContext) -> list[Line]:
    cells = day_cells(context.width)
    end = MONTH_CELLS + DAYS * cells
    head = Line()
    if cells > 1:
        for n in range(1, DAYS + 1, 1 if cells == WIDE_CELLS else 2):
            text = f"{n:>2}" if cells == WIDE_CELLS else str(n)
            head.put(MONTH_CELLS + (n - 1) * cells, text, "muted")
    normal_end = min(end + 8, context.width)
    head.right(normal_end, (pgettext("check-in", "normal"), "muted"), gap=1)
    if end + MOOD_AT <= context.width:
        head.right(end + MOOD_AT, (_("mood"), "muted"), gap=1)
    lines = [head]
    for month in found.months:
        of_month = [day for day in found.days if day.day.month == month.month]
        line = Line(raised=view.here is not None and view.here.month == month.month, key=month.month)
        name = _(MONTHS[month.month - 1]).replace(" ", "")  # so that "10月" fits where "Oct" does
        line.put(0, name[:3], "bright" if line.raised else "muted")
        for day in of_month:
            _put_day(line, day, MONTH_CELLS + (day.day.day - 1) * cells, view, context)
        under = _trial_line(of_month, context)
        if month.answers:
            line.right(normal_end, (f"{month.normal}/{month.answers}", "text"), gap=1)
        if month.mood is not None and end + MOOD_AT <= context.width:
            line.right(end + MOOD_AT, (f"{month.mood:.1f}", "text"), gap=1)
        lines += [line, under] if view.rows >= AIRY_ROWS else [line]
    return lines


def _tiled(view: YearView, context: RenderContext) -> bool:
    """Whether a day lived normally is a tile: where a day has room for it and there are colours."""
    return view.coloured and bool(context.glyphs.steps) and day_cells(context.width) == WIDE_CELLS


def _trial_line(days: Sequence[YearDay], context: RenderContext) -> Line:
    """Under the days of a trial."""
    line, cells = Line(), day_cells(context.width)
    for day in days:
        if day.trial:
            start = MONTH_CELLS + (day.day.day - 1) * cells
            line.pieces.append(Piece(start, context.glyphs.above * cells, "accent"))
            line.width = start + cells
    return line


def _tile(day: YearDay) -> str:
    """The role of a day lived normally: the better the mood, the fuller."""
    shade = 1 if day.mood is None else 1 + min(len(TILES) - 1, day.mood * len(TILES) // (RATING_TOP + 1))
    return f"bright on:tile-{shade}"


def _put_day(line: Line, day: YearDay, column: int, view: YearView, context: RenderContext) -> None:
    glyphs, cells = context.glyphs, day_cells(context.width)
    signs = {True: glyphs.normal, False: glyphs.not_normal, None: glyphs.nothing}
    sign = signs[day.normal]
    mood = "" if day.mood is None else "+" if day.mood >= 10 else str(day.mood)  # noqa: PLR2004 - one cell
    if cells < WIDE_CELLS and view.mood:
        sign = mood or glyphs.nothing
    text = sign + mood if cells == WIDE_CELLS else sign
    role = "muted" if day.normal is None and not mood else "bright" if day.trial else "text"
    if day.normal and _tiled(view, context):
        text, role = f"{glyphs.normal if day.mood is None else day.mood:>2}", _tile(day)
    elif _tiled(view, context) and day.normal is None:
        text = f" {text}" if len(text) == 1 else text
    if day.day == view.here:
        role = "ground on:accent bold" if view.coloured else "accent bold reverse"
    line.pieces.append(Piece(column, text, role))
    line.width = max(line.width, column + cell_len(text))


def _legend(view: YearView, context: RenderContext, *, trial: bool) -> list[Line]:
    glyphs = context.glyphs
    if _tiled(view, context):
        return _tile_legend(view, context, trial=trial)
    meanings = (
        (glyphs.normal, _("lived normally")),
        (glyphs.not_normal, _("not lived normally")),
        (glyphs.nothing, _("not said")),
    )
    lines = legend(Line(), meanings, context.width, gap=3)
    if day_cells(context.width) == WIDE_CELLS or view.mood:
        number = _("number: mood, + is ten")
        fits = lines[-1].width + 3 + cell_len(number) <= context.width
        lines[-1].then(number, "muted", gap=3) if fits else lines.append(Line().put(0, number, "muted"))
    return lines


def _tile_legend(view: YearView, context: RenderContext, *, trial: bool) -> list[Line]:
    glyphs, line = context.glyphs, Line(width=MONTH_CELLS)
    for shade, mood in enumerate((1, 4, 7, 9), 1):
        line.then(f"{mood:>2}", f"bright on:tile-{shade}", gap=0 if shade == 1 else 1)
    line.then(_("lived normally, with the mood"), "muted", gap=2)
    line.then(f"{glyphs.not_normal}4", "text", gap=3).then(_("not lived normally"), "muted", gap=1)
    line.then(glyphs.nothing, "muted", gap=3).then(_("not said"), "muted", gap=1)
    if view.rows < AIRY_ROWS or not trial:
        return [line]
    under = Line().put(MONTH_CELLS, glyphs.above * 11, "accent").then(_("the trial"), "muted", gap=2)
    return [line, under]


def _beside_lines(found: YearFigures, context: RenderContext) -> list[Line]:
    """The same task in the trial and in the quarter after it."""
    if not found.beside:
        return []
    called, then, now = zip(*(beside_row(row, context.names.task) for row in found.beside), strict=True)
    columns = [
        TableColumn(head=_("in the trial"), texts=then, role="muted", needed=1),
        TableColumn(head=_("after it"), texts=now, role="bright bold", needed=2),
    ]
    names = TableColumn(head=_("Then and now"), head_role="bright bold", texts=called)
    return [Line(), *figure_table(names, columns, context.width, "")]
