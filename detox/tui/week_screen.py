"""Week: the index by week, how things got done, the days lived normally; every chart also as a table."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from detox.domain.index import Explained
from detox.domain.trend import NO_TREND, Trend
from detox.domain.weeks import Week
from detox.messages import day_heading
from detox.tui.canvas import Canvas
from detox.tui.diary_screen import FULL, TALL, DiaryScreen
from detox.tui.index_drawing import IndexView, index_lines, said_inside
from detox.tui.return_screen import ReturnScreen
from detox.tui.side_panels import why_no_index
from detox.tui.standard_dialogs import InfoDialog
from detox.tui.styled_lines import Line, wrapped
from detox.tui.sweep_dialog import open_review
from detox.tui.theme import mixes_colours
from detox.tui.week_drawing import BLOCKS, columns_for
from detox.tui.week_page import THIRD_FROM, WeekPage, full_lines, narrow_lines
from detox.tui.week_table import direction_lines, explain_lines, table_lines
from detox.tui.year_screen import YearScreen
from detox.words import N_, _, ngettext

SPANS = (4, 12, 26, 52, 100_000)
"""Weeks shown at once; the last is all of them."""
EMPTY_ROWS = 9
"""Rows of the axes while there is no week to draw."""
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
        canvas.show(self._lines(width, self.page_rows))

    def _lines(self, width: int, height: int) -> list[Line]:
        if self.as_table and self.weeks:
            said = direction_lines(self.weeks, self.trend, self.ratings, width)
            return [*said, Line(), *table_lines(self.weeks, width, self.host.glyphs)]
        if not any(week.index is not None for week in self.weeks):
            return self._empty_lines(width)
        page = self._week_page(width, height)
        if self.size.width < FULL or self.size.height < TALL:
            return narrow_lines(page)
        return full_lines(page)

    @property
    def week(self) -> Week:
        """The chosen week."""
        return self.weeks[self._chosen_place]

    @property
    def _chosen_place(self) -> int:
        """Its place from the left."""
        return len(self.weeks) - 1 - max(0, self.chosen)

    def _week_page(self, width: int, height: int) -> WeekPage:
        figures, drawn = self.diary.figures, self.weeks[-BLOCKS:]  # never the check-ins of ten years
        wide = width >= THIRD_FROM and self.week.index is not None
        return WeekPage(
            weeks=self.weeks,
            counted=figures.weeks(),
            trend=self.trend,
            ratings=self.ratings,
            before=figures.before(),
            normal=figures.normal_days(drawn[0].start, drawn[-1].end),
            chosen=self._chosen_place,
            since=self.since,
            today=self.diary.today,
            explained=figures.explain_week(self.week) if wide else None,
            names=self.names,
            glyphs=self.host.glyphs,
            coloured=mixes_colours(self.host.look),
            width=width,
            height=height,
        )

    def _empty_lines(self, width: int) -> list[Line]:
        why = [Line().put(0, row, "muted") for row in wrapped(why_no_index(self.diary)[0], width)]
        columns = columns_for(width, 0, full=self.size.width >= FULL)
        view = IndexView(
            weeks=(),
            columns=columns,
            rows=EMPTY_ROWS,
            glyphs=self.host.glyphs,
            coloured=mixes_colours(self.host.look),
            before=self.diary.figures.before(),
        )
        said = (
            (_("Your weeks will appear here."), "bright bold"),
            (_("The first point needs 5 entries in one week;"), "muted"),
            (_("a direction is first read after week 8."), "muted"),
        )
        return [Line(), *said_inside(index_lines(view), said, columns), Line(), Line(), *why]

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
            self.app.push_screen(InfoDialog(title, partial(explain_lines, found, self.names)))
