"""Week: the index by week, how things got done, the days lived normally; every chart also as a table."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from detox.domain.index import Explained
from detox.domain.trend import NO_TREND, Trend
from detox.domain.weeks import Week
from detox.messages import day_heading
from detox.messages.figure_messages import note_text, short_call, trend_text
from detox.tui.canvas import Canvas
from detox.tui.diary_screen import FULL, SHORT, TALL, DiaryScreen
from detox.tui.return_screen import ReturnScreen
from detox.tui.side_panels import days_short, days_written, likely, why_no_index
from detox.tui.standard_dialogs import InfoDialog
from detox.tui.styled_lines import Line, beside, wrapped
from detox.tui.sweep_dialog import open_review
from detox.tui.theme import chart_ink
from detox.tui.week_drawing import (
    BLOCKS,
    PLOT,
    chart_frame,
    chart_lines,
    days_part,
    direction_lines,
    empty_chart,
    explain_lines,
    legend,
    number_lines,
    shared_text,
    small_part,
    table_lines,
    waffle_lines,
)
from detox.tui.year_screen import YearScreen
from detox.words import N_, _, ngettext

SPANS = (4, 12, 26, 52, 100_000)
"""Weeks shown at once; the last is all of them."""
SIDE = 77
"""The column of the days and the small rows."""
DAYS_AT, DAYS = 44, 27
"""Where the days begin beside the small rows, and how wide they are."""
FIRST_ROW = 3
"""The chart begins so many rows below the headline, if what is said above it allows."""
NOTHING_YET = -1


class WeekScreen(DiaryScreen):
    """Where the weeks go."""

    MODE = "week"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left_square_bracket", "step(1)", N_("week"), key_display="[ ]", id="week.before"),
        Binding("right_square_bracket", "step(-1)", N_("week"), key_display="[ ]", id="week.after"),
        Binding("plus,equals_sign", "span(1)", N_("span"), key_display="+ -", id="span.longer"),
        Binding("minus", "span(-1)", N_("span"), key_display="+ -", id="span.shorter"),
        Binding("e", "explain", N_("explain this week"), id="week.explain"),
        Binding("down", "scroll(1)", N_("more"), key_display="down", id="week.down"),
        Binding("pagedown", "scroll(2)", N_("down"), show=False, id="week.page-down"),
        Binding("t", "table", N_("table"), id="week.table"),
        Binding("y", "year", N_("year"), id="week.year"),
        Binding("b", "went_back", N_("if you went back"), show=False, id="went-back"),
        Binding("r", "review", N_("review"), show=False, id="review"),
        Binding("left", "choose(-1)", N_("the week before"), show=False, id="week.left"),
        Binding("right", "choose(1)", N_("the week after"), show=False, id="week.right"),
        Binding("up", "scroll(-1)", N_("up"), show=False, id="week.up"),
        Binding("pageup", "scroll(-2)", N_("up"), show=False, id="week.page-up"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.span_place = 1
        self.back = 0
        """How many weeks before the newest the span ends."""
        self.chosen = NOTHING_YET
        """The chosen week's place from the right, 0 the newest shown; none chosen shows the newest."""
        self.as_table = False
        self.weeks: list[Week] = []
        """The weeks that are shown..."""
        self.trend: Trend = NO_TREND
        """...where they go..."""
        self.ratings: dict[str, Trend] = {}
        """...and where each rating goes."""
        self.all = 0
        self.since: date | None = None
        """The first day of the weeks that are counted now; those before it are of a trial before."""

    def page(self) -> ComposeResult:
        """One canvas; it scrolls where the window is short."""
        with VerticalScroll(can_focus=False, id="scroll"):
            yield Canvas(id="canvas").add_class("canvas")

    def show_diary(self) -> None:
        """Reckon the weeks and draw them."""
        counted = self.diary.figures.weeks()
        self.since = counted[0].start if counted else None
        found = [*self.diary.figures.weeks_before(), *counted]
        self.all = len(found)
        end = max(0, len(found) - self.back)
        shown = found[max(0, end - SPANS[self.span_place]) : end]
        if self.names.ratings_hidden:
            shown = [week.replace(means={}, rated={}) for week in shown]
        if shown != self.weeks:  # the trend of ten years is not reckoned at every key
            self.weeks, self.trend = shown, self.diary.figures.trend().trend
            self.ratings = {} if self.names.ratings_hidden else self.diary.figures.rating_trends()
        self.chosen = min(self.chosen, len(self.weeks) - 1)
        canvas = self.query_one("#canvas", Canvas)
        width = canvas.size.width or self.size.width
        canvas.show(self._lines(width))

    def _lines(self, width: int) -> list[Line]:
        if self.as_table and self.weeks:
            said = direction_lines(self.weeks, self.trend, self.ratings, width)
            return [*said, Line(), *table_lines(self.weeks, width, self.host.glyphs)]
        if not any(week.index is not None for week in self.weeks):
            return self._empty_lines(width)
        if self.size.width < FULL or self.size.height < TALL:
            return self._narrow_lines(width)
        return self._full_lines(width)

    @property
    def week(self) -> Week:
        """The chosen week."""
        return self.weeks[self._chosen_place]

    @property
    def _chosen_place(self) -> int:
        """Its place from the left."""
        return len(self.weeks) - 1 - max(0, self.chosen)

    def _headline(self, gap: int = 3, *, brief: bool = False) -> Line:
        week, line = self.week, Line()
        number = "-" if week.index is None else f"{week.index:.0f}"
        line.put(0, number, "accent bold").then(_("dependence"), "bright bold", gap=2)
        line.then(_("week {n}").format(n=week.week), "text", gap=gap)
        if self.since is not None and week.start < self.since and not brief:
            line.then(_("(of the trial before)"), "muted", gap=1)
        if week.end >= self.diary.today and not brief:
            line.then(_("(not over yet)"), "muted", gap=1)
        return line.then(likely(week), "muted", gap=gap)

    def _short_headline(self, width: int) -> Line:
        """How much is behind it comes first, then where it goes, in as many words as fit."""
        call = short_call(self.trend)
        for days, gap in (
            (days_written(self.week), 3),
            (days_written(self.week), 2),
            (days_short(self.week), 2),
        ):
            line = self._headline(gap).then(days, "muted", gap=gap)
            if line.width + 2 + cell_len(call) <= width:
                break
        if line.width > width:  # the days behind it matter more than that the week still runs
            line = self._headline(2, brief=True).then(days_short(self.week), "muted", gap=2)
        return line.right(width, (call, "text"), gap=2)

    def _narrow_lines(self, width: int) -> list[Line]:
        glyphs, (indent, plot) = self.host.glyphs, chart_frame(width)
        ink = chart_ink(self.host.look)
        how = waffle_lines(self.weeks, 3, glyphs, indent, plot)
        how[0] = Line().put(0, _("how"), "muted").join(how[0], 0)
        return [
            self._short_headline(width),
            *([Line()] if self.size.height > SHORT else []),
            *chart_lines(self.weeks, self.trend, 9, ink, glyphs, indent=indent, plot=plot),
            *number_lines(self.weeks, indent, self._chosen_place, full=False, plot=plot),
            Line(),
            *how,
            legend(glyphs, width),
            *self._rest_lines(width),
        ]

    def _full_lines(self, width: int) -> list[Line]:
        glyphs, indent = self.host.glyphs, 1
        ink = chart_ink(self.host.look)
        said = self._said(PLOT + 6)
        roomy = len(said) < FIRST_ROW or self.size.height > TALL + FIRST_ROW
        above = [*said, *[Line() for _row in range(max(FIRST_ROW - len(said), int(roomy)))]]
        how = Line().put(0, _("How it got done"), "bright bold")
        share = _("one sign: about {n} in 100").format(n=4)
        main = [
            self._headline().then(days_written(self.week), "muted", gap=3),
            *above,
            *chart_lines(self.weeks, self.trend, 13, ink, glyphs, indent=indent),
            *number_lines(self.weeks, indent, self._chosen_place, full=True),
            Line(),
            how.right(PLOT + 6, (shared_text(self.weeks, PLOT, share), "muted")),
            *([Line()] if roomy else []),
            *waffle_lines(self.weeks, 6, glyphs, indent),
            legend(glyphs, PLOT + 8),
        ]
        until = len(above) + 18 if roomy else len(above) + 17
        return beside(main, self._side_lines(width - SIDE, len(above), until), SIDE)

    def _side_lines(self, width: int, above: int, until: int) -> list[Line]:
        """The days beside the chart, below as many rows as stand above it; from `until` on the small rows."""
        glyphs, days = self.host.glyphs, self._days_part()
        days[2:2] = [Line() for _row in range(above - 2)]
        days += [Line() for _row in range(until - len(days))]
        return [*days, *small_part(self.weeks, self.ratings, width, glyphs)]

    def _days_part(self) -> list[Line]:
        drawn = self.weeks[-BLOCKS:]  # never the check-ins of ten years
        first, last = drawn[0].start, drawn[-1].end
        return days_part(self.weeks, self.diary.figures.normal_days(first, last), self.host.glyphs)

    def _said(self, width: int) -> list[Line]:
        """Where the weeks go, and, where the chosen week is unlike the ones before it, that it is."""
        note = self.week.note
        sentences = [trend_text(self.trend, self.diary.figures.weeks()), *([note_text(note)] if note else [])]
        return [Line().put(0, row) for sentence in sentences for row in wrapped(sentence, width)]

    def _rest_lines(self, width: int) -> list[Line]:
        """What a small window has no room for at once: it stands below, to be scrolled to."""
        small, days = small_part(self.weeks, self.ratings, width, self.host.glyphs), self._days_part()
        if width >= DAYS_AT + DAYS:
            parts = beside(small_part(self.weeks, self.ratings, DAYS_AT - 2, self.host.glyphs), days, DAYS_AT)
        else:
            parts = [*small, Line(), *days]
        return [Line(), *self._said(width), Line(), *parts]

    def _empty_lines(self, width: int) -> list[Line]:
        said = (
            (_("Your weeks will appear here."), "bright bold"),
            (_("The first point needs 5 entries in one week;"), "muted"),
            (_("a direction is first read after week 8."), "muted"),
        )
        lines = empty_chart(9, chart_ink(self.host.look), self.host.glyphs, said, width)
        why = [Line().put(0, row, "muted") for row in wrapped(why_no_index(self.diary)[0], width)]
        return [Line(), Line(), *lines, Line(), Line(), *why]

    def right_words(self) -> Sequence[str]:
        """Which weeks are shown."""
        if not self.weeks:
            return (_("no week yet"),)
        count = ngettext("{n} week", "{n} weeks", len(self.weeks)).format(n=len(self.weeks))
        last = min(self.weeks[-1].end, self.diary.today)
        to = _("{weeks} to {day}").format(weeks=count, day=day_heading(last))
        return (to, count) if self.size.width >= FULL else (count,)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what works now."""
        shown = len(self.weeks)
        works = {
            "step": self.back + shown < self.all if parameters == (1,) else self.back > 0,
            "span": SPANS[self.span_place] < self.all if parameters == (1,) else self.span_place > 0,
            "explain": bool(shown),
            "table": bool(shown),
            "choose": shown > 1,
        }
        if action == "scroll":
            return self.query_one("#scroll", VerticalScroll).max_scroll_y > 0
        return works.get(action, True)

    def footer(self) -> list[tuple[str, str, str]]:
        """The keys that work now; while there is no week, the way to the first."""
        if not self.weeks:
            return [("1", _("write today"), "app.switch_mode('today')"), ("?", _("help"), "app.help")]
        return super().footer()

    def action_year(self) -> None:
        """The whole year, day by day."""
        self.app.push_screen(YearScreen(self.MODE))

    def action_went_back(self) -> None:
        """What would change, task by task."""
        self.app.push_screen(ReturnScreen(self.MODE))

    def action_step(self, step: int) -> None:
        """The same span a week earlier or later."""
        self.back = max(0, min(self.all - 1, self.back + step))
        self.refresh_diary()

    def action_span(self, step: int) -> None:
        """More weeks, or fewer."""
        self.span_place = max(0, min(len(SPANS) - 1, self.span_place + step))
        self.refresh_diary()

    def action_choose(self, step: int) -> None:
        """The week before or after."""
        self.chosen = max(0, min(len(self.weeks) - 1, max(0, self.chosen) - step))
        self.refresh_diary()

    def action_table(self) -> None:
        """The same numbers as a table, and back."""
        self.as_table = not self.as_table
        self.refresh_diary()

    def action_scroll(self, step: int) -> None:
        """Further down or up."""
        self.scroll_by("#scroll", step)

    def action_review(self) -> None:
        """The sweep, then the week in three lines."""
        open_review(self, self.diary.today)

    def action_explain(self) -> None:
        """The very sum of the chosen week, task by task."""
        with self.reporting():
            found: Explained = self.diary.figures.explain_week(self.week)
            title = _("Week {n}: how {index} came about").format(
                n=found.week, index="-" if found.index is None else f"{found.index:.1f}"
            )
            self.app.push_screen(InfoDialog(title, explain_lines(found, self.names)))
