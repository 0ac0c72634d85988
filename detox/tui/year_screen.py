"""A year on a page of its own: the days as a grid, the index, what changed; enter opens a day."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from detox.domain.dates import ONE_DAY
from detox.tui.canvas import Canvas
from detox.tui.diary_screen import DiaryScreen
from detox.tui.theme import mixes_colours
from detox.tui.today_screen import TodayScreen
from detox.tui.year_drawing import ROOM_FOR_MOOD, YearView, year_lines
from detox.words import N_

ABOUT_A_MONTH = timedelta(days=31)


class YearScreen(DiaryScreen):
    """The cursor walks from day to day and from month to month; esc goes back to the weeks."""

    MODE = "year"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "scroll(2)", N_("more"), key_display="PgDn", id="year.page-down"),
        Binding("left_square_bracket", "turn(-1)", N_("year"), key_display="[ ]", id="year.before"),
        Binding("right_square_bracket", "turn(1)", N_("year"), key_display="[ ]", id="year.after"),
        Binding("m", "mood", N_("mood / normal"), id="year.mood"),
        Binding("enter", "open", N_("open the day"), id="year.open"),
        Binding("y,escape", "leave", N_("weeks"), key_display="y", id="year.leave"),
        Binding("left", "move(-1)", N_("the day before"), show=False, id="year.left"),
        Binding("right", "move(1)", N_("the next day"), show=False, id="year.right"),
        Binding("up", "month(-1)", N_("up"), show=False, id="year.up"),
        Binding("down", "month(1)", N_("down"), show=False, id="year.down"),
        Binding("pageup", "scroll(-2)", N_("up"), show=False, id="year.page-up"),
    ]

    def __init__(self, tab: str) -> None:
        super().__init__()
        self.opened_from = tab
        self.here: date | None = None
        """The day under the cursor; today until it is moved."""
        self.mood = False

    @property
    def tab(self) -> str:
        """The tab it was opened from."""
        return self.opened_from

    def page(self) -> ComposeResult:
        """One canvas; it scrolls where the window is short."""
        with VerticalScroll(can_focus=False, id="scroll"):
            yield Canvas(id="canvas").add_class("canvas")

    @property
    def day(self) -> date:
        """The day under the cursor."""
        return min(self.here or self.diary.today, self.diary.today)

    def show_diary(self) -> None:
        """Read the year and draw it."""
        canvas = self.query_one("#canvas", Canvas)
        found = self.diary.years.of(self.day.year)
        figures = self.diary.figures
        every = [*figures.weeks_before(), *figures.weeks()]
        weeks = [week for week in every if week.start.year == self.day.year]
        view = YearView(
            here=self.day,
            weeks=weeks,
            coloured=mixes_colours(self.host.look),
            mood=self.mood,
            rows=self.page_rows,
        )
        canvas.show(year_lines(found, view, self.render_context(canvas.size.width or self.size.width)))
        self.call_after_refresh(self.call_after_refresh, self.show_keys)  # it may scroll only then

    def right_words(self) -> Sequence[str]:
        """Which year."""
        return (str(self.day.year),)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what works now."""
        years = self.diary.years.known()
        if action == "turn":
            return len(years) > 1 and self.day.year + int(str(parameters[0])) in years
        if action == "scroll":
            return self.query_one("#scroll", VerticalScroll).max_scroll_y > 0
        return action != "mood" or self.size.width < ROOM_FOR_MOOD

    def action_turn(self, step: int) -> None:
        """The year before or after, on its last day."""
        self._go(date(self.day.year + step, 12, 31))

    def action_move(self, step: int) -> None:
        """The day before or after."""
        self._go(self.day + step * ONE_DAY)

    def action_month(self, step: int) -> None:
        """About the same day of another month."""
        first = self.day.replace(day=1) + (ABOUT_A_MONTH if step > 0 else -ONE_DAY)
        last = (first.replace(day=1) + ABOUT_A_MONTH).replace(day=1) - ONE_DAY
        self._go(first.replace(day=min(self.day.day, last.day)))

    def _go(self, day: date) -> None:
        years = self.diary.years.known()
        self.here = max(date(years[0], 1, 1), min(day, self.diary.today))
        self.refresh_diary()

    def action_scroll(self, step: int) -> None:
        """Further down or up."""
        self.scroll_by("#scroll", step)

    def action_mood(self) -> None:
        """The moods in place of the signs, and back."""
        self.mood = not self.mood
        self.refresh_diary()

    async def action_open(self) -> None:
        """The day on Today's page."""
        day, app = self.day, self.app
        app.pop_screen()
        await app.switch_mode("today")
        for screen in app.screen_stack:
            if isinstance(screen, TodayScreen):
                screen.show_day(day)

    def action_leave(self) -> None:
        """Back to the weeks."""
        self.app.pop_screen()
