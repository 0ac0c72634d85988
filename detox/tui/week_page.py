"""The page of the weeks: what stands where in a window of any size, the drawing as large as it can be."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct
from rich.cells import cell_len

from detox.catalogue.labels import outcome_name
from detox.domain.entries import NEEDED
from detox.domain.index import Explained
from detox.domain.trend import Trend
from detox.domain.weeks import Week
from detox.messages import sentences
from detox.messages.figure_messages import note_text, short_call, trend_text
from detox.tui.glyphs import Glyphs
from detox.tui.index_drawing import IndexView, index_lines
from detox.tui.names import Names
from detox.tui.outcome_bars import BarView, bar_lines
from detox.tui.side_panels import days_short, days_written, likely
from detox.tui.sparklines import plain_bar
from detox.tui.styled_lines import Line, beside, wrapped
from detox.tui.week_columns import WeekColumns
from detox.tui.week_drawing import (
    BLOCKS,
    columns_for,
    days_part,
    legend_lines,
    number_lines,
    number_rows,
    side_rows,
    small_part,
    without_row,
)
from detox.words import _, ngettext

CHART_SHARE = 0.65
"""The chart's share of the rows that it and the bars have; the bars are the rest."""
LOWEST_CHART, LOWEST_BARS = 5, 3
SIDE = 37
"""Cells of the days and the small rows beside the chart."""
THIRD, THIRD_FROM = 34, 144
"""Cells of what stands beside them from so wide a canvas on."""
BETWEEN = 3
POINTS = 4
"""Cells of the points of a task, and one before them."""
DAYS_AT, DAYS = 44, 29
"""Where the days begin beside the small rows, and how wide they are."""
ROOM_FOR_DAYS = 19
"""Rows of a canvas from which on the row of days stands under the chart, and a gap above the legend."""
GAP_ROWS = 40
"""Rows of a canvas from which on there is a second empty row above the chart, and one above the legend."""


class WeekPage(Struct, frozen=True, kw_only=True):
    """What the page shows, and how much room it has."""

    weeks: Sequence[Week]
    """Those that are drawn, oldest first; at least one has an index."""
    counted: Sequence[Week]
    """All that are counted now: the trend is of these."""
    trend: Trend
    ratings: Mapping[str, Trend]
    before: float | None
    normal: Mapping[date, bool | None]
    """Of the days of the weeks drawn beside the chart, whether they were lived normally."""
    chosen: int
    """The place of the week that is looked at."""
    since: date | None
    """The first day of the weeks that are counted now."""
    today: date
    explained: Explained | None
    """Where the points of the chosen week are; only where there is room to say it."""
    names: Names
    glyphs: Glyphs
    coloured: bool
    width: int
    height: int
    """Cells and rows of the canvas."""

    @property
    def week(self) -> Week:
        """The one that is looked at."""
        return self.weeks[self.chosen]


def shared_rows(rows: int) -> tuple[int, int]:
    """How many of some rows the chart has, and how many the bars."""
    chart = max(LOWEST_CHART, min(rows - LOWEST_BARS, round(rows * CHART_SHARE)))
    return chart, max(LOWEST_BARS, rows - chart)


def headline(page: WeekPage, gap: int = 3, *, brief: bool = False, ranged: bool = True) -> Line:
    """The index of the week, which week it is, and its likely range."""
    week, line = page.week, Line()
    number = "-" if week.index is None else f"{week.index:.0f}"
    line.put(0, number, "accent bold").then(_("dependence"), "bright bold", gap=2)
    line.then(_("week {n}").format(n=week.week), "text", gap=gap)
    if page.since is not None and week.start < page.since and not brief:
        line.then(_("(of the trial before)"), "muted", gap=1)
    if week.end >= page.today and not brief:
        line.then(_("(not over yet)"), "muted", gap=1)
    return line.then(likely(week), "muted", gap=gap) if ranged else line


def narrow_lines(page: WeekPage) -> list[Line]:
    """The headline, one sentence, chart, numbers and bars fill the window; the rest stands below."""
    columns = columns_for(page.width, len(page.weeks))
    roomy = page.height >= ROOM_FOR_DAYS
    numbers = number_lines(number_rows(page.weeks, days=roomy), columns, page.chosen)
    legend = legend_lines(page.glyphs, page.width)
    head = _short_headline(page)
    free = page.height - len(head) - 1 - len(numbers) - 1 - int(roomy) - len(legend)
    chart, bars = shared_rows(free)
    return [
        *head,
        _short_sentence(page),
        *_chart(page, columns, chart),
        *numbers,
        Line(),
        *_titled(_bars(page, columns, bars), columns.left - 1),
        *([Line()] if roomy else []),
        *legend,
        *_rest_lines(page),
    ]


def full_lines(page: WeekPage) -> list[Line]:
    """Chart and bars at the left, the days and the small rows beside them, the points beside these."""
    widest = page.width >= THIRD_FROM
    third = page.width - THIRD
    side = third - SIDE - 1 if widest else page.width - SIDE
    # beside the chart alone, the sentence has the whole width
    sentence = page.width if widest and page.height >= GAP_ROWS else side - BETWEEN - 1
    main = _main_lines(page, side - BETWEEN, sentence)
    lines = beside(main.lines, _side_lines(page, main, beside_chart=sentence == page.width), side)
    if not widest:
        return lines
    return beside(lines, _third_lines(page, main, beside_chart=sentence == page.width), third)


class _Main(Struct, frozen=True):
    """The left part of a full page."""

    lines: list[Line]
    chart: int
    """The row at which the chart begins..."""
    bars: int
    """...and that of the heading of the bars."""


def _main_lines(page: WeekPage, room: int, sentence: int) -> _Main:
    columns = columns_for(room, len(page.weeks), full=True)
    end = columns.left + columns.plot
    said = _said(page, sentence)
    gap = [Line() for _row in range(2 if page.height >= GAP_ROWS else 1)]
    legend = legend_lines(page.glyphs, page.width, filled=page.coloured and bool(page.glyphs.steps))
    below = [*([Line()] if page.height >= GAP_ROWS else []), *legend]
    numbers = number_lines(number_rows(page.weeks, days=True), columns, page.chosen)
    chart, bars = shared_rows(page.height - 1 - len(said) - len(gap) - len(numbers) - 4 - len(below))
    heads = [headline(page, gap).then(days_written(page.week), "muted", gap=gap) for gap in (3, 2)]
    above = [
        next((line for line in heads if line.width <= room), heads[-1]),
        *said,
        *gap,
    ]
    upper = [*above, *_chart(page, columns, chart), *numbers, Line()]
    head = Line().put(0, _("How it got done"), "bright bold")
    head.right(end, (_("% done without the app below"), "muted"))
    drawn = [*_bars(page, columns, bars), *number_lines([without_row(page.weeks)], columns, page.chosen)]
    return _Main([*upper, head, Line(), *drawn, *below], len(above), len(upper))


def _chart(page: WeekPage, columns: WeekColumns, rows: int) -> list[Line]:
    view = IndexView(
        weeks=page.weeks,
        columns=columns,
        rows=rows,
        glyphs=page.glyphs,
        coloured=page.coloured,
        chosen=page.chosen,
        trend=page.trend,
        before=page.before,
    )
    return index_lines(view)


def _bars(page: WeekPage, columns: WeekColumns, rows: int) -> list[Line]:
    view = BarView(weeks=page.weeks, columns=columns, rows=rows, glyphs=page.glyphs, coloured=page.coloured)
    return bar_lines(view)


def _titled(lines: list[Line], room: int) -> list[Line]:
    """What the bars are, at their left, word below word."""
    words = wrapped(_("how\nit got\ndone"), room)[: len(lines)]
    return [
        *(Line().put(0, word, "muted").join(line, 0) for word, line in zip(words, lines, strict=False)),
        *lines[len(words) :],
    ]


def _said(page: WeekPage, width: int) -> list[Line]:
    """Where the weeks go, and, where the chosen week is unlike the ones before it, that it is."""
    note = page.week.note
    sentences = [trend_text(page.trend, page.counted), *([note_text(note)] if note else [])]
    return [Line().put(0, row) for sentence in sentences for row in wrapped(sentence, width)]


def _short_sentence(page: WeekPage) -> Line:
    """The same in one row: whole where it fits, else in a few words; the whole one stands below."""
    whole, note = trend_text(page.trend, page.counted), page.week.note
    call = _("{what}.").format(what=short_call(page.trend))
    tried = [sentences(call, note_text(note)), call] if note else [whole, call]
    return Line().put(
        0, next((text for text in tried if cell_len(text) <= page.width), call), room=page.width
    )


def _short_headline(page: WeekPage) -> list[Line]:
    """How much is behind it, in as many words as fit; on a phone the likely range has a row of its own."""
    for days, gap in (
        (days_written(page.week), 3),
        (days_written(page.week), 2),
        (days_short(page.week), 2),
    ):
        line = headline(page, gap).then(days, "muted", gap=gap)
        if line.width <= page.width:
            return [line]
    # the days behind it matter more than that the week still runs
    line = headline(page, 2, brief=True).then(days_short(page.week), "muted", gap=2)
    if line.width <= page.width:
        return [line]
    line = headline(page, 2, brief=True, ranged=False).then(days_short(page.week), "muted", gap=2)
    return [line, Line().put(0, likely(page.week), "muted")]


def _rest_lines(page: WeekPage) -> list[Line]:
    """What a small window has no room for at once: it stands below, to be scrolled to."""
    days = days_part(page.weeks, page.normal, page.glyphs, page.chosen)
    if page.width >= DAYS_AT + DAYS:
        parts = beside(small_part(page.weeks, page.ratings, DAYS_AT - 2, page.glyphs), days, DAYS_AT)
    else:
        parts = [*small_part(page.weeks, page.ratings, page.width, page.glyphs), Line(), *days]
    return [Line(), *_said(page, page.width), Line(), *parts]


def _side_lines(page: WeekPage, main: _Main, *, beside_chart: bool) -> list[Line]:
    """The days beside the chart or from the top on, and the small rows beside the bars."""
    days = [Line() for _row in range(main.chart if beside_chart else 0)]
    days += days_part(page.weeks, page.normal, page.glyphs, page.chosen)
    days = [*days[: main.bars], *[Line() for _row in range(main.bars - len(days))]]
    drawn = len(main.lines) - main.bars
    head = Line().put(0, _("By week"), "bright bold")
    if len(page.weeks) > BLOCKS:
        head.then(_("the last {n} weeks").format(n=BLOCKS), "muted", gap=3)
    return [*days, head, *side_rows(page.weeks, page.ratings, SIDE, drawn - 1, page.glyphs)]


def _third_lines(page: WeekPage, main: _Main, *, beside_chart: bool) -> list[Line]:
    """Where the points of the week are, and what it was made of."""
    lines = [Line() for _row in range(main.chart if beside_chart else 0)]
    found, room = page.explained, main.bars - len(lines)
    if found is not None and found.index is not None:
        title = _("Where the {n} points are").format(n=f"{found.index:.0f}")
        lines += [Line().put(0, title, "bright bold"), Line()]
        shares = sorted(found.tasks, key=lambda share: -share.points)[: max(0, (room - 3) // 2)]
        top = max((share.points for share in shares), default=1.0) or 1.0
        for share in (share for share in shares if share.points > 0):
            line = Line().put(0, page.names.task(share.id), room=THIRD - POINTS)
            lines.append(line.right(THIRD, (f"{share.points:.1f}", "bright bold"), gap=1))
            lines.append(plain_bar(share.points / top, THIRD, page.glyphs, "muted"))
    lines += [Line() for _row in range(main.bars - len(lines))]
    lines += [Line().put(0, _("Week {n}").format(n=page.week.week), "bright bold"), Line()]
    for outcome in NEEDED:
        line = Line().put(0, page.glyphs.outcomes[outcome], str(outcome)).then(outcome_name(outcome), gap=2)
        n = page.week.outcomes.get(outcome, 0)
        times = ngettext("{n} time", "{n} times", n).format(n=n)
        lines.append(line.right(THIRD, (times, "text" if n else "muted"), gap=1))
    key = Line().put(0, "b", "text bold", action="screen.went_back")
    return [*lines, Line(), key.then(_("if you went back"), "muted", gap=1, action="screen.went_back")]
