"""Looking back: what a lapse was for, the week in three lines, three minutes to watch an urge."""

from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key

from detox.diary.reviews import Lapse, Review
from detox.domain.entries import Entry
from detox.domain.record import RATING_TOP
from detox.domain.said_numbers import said_number
from detox.messages import urge_text
from detox.messages.review_messages import LAPSE, REVIEW, WEEK, review_hints
from detox.tui.canvas import Canvas
from detox.tui.dialog import Dialog, Keys
from detox.tui.diary_screen import DiaryScreen
from detox.tui.entry_dialogs import entry_title, names_hidden
from detox.tui.standard_dialogs import Field, FormDialog, info_cells, label_cells
from detox.tui.styled_lines import Line, folded
from detox.words import N_, _

LAPSE_EXAMPLES = {
    "what": N_("what you needed just then"),
    "who": N_("a person, a shop, an office, nobody"),
    "when": N_("18:30, after work"),
    "sure": N_("0 not sure at all - 10 very sure"),
}
GOOD_FOR = N_(
    "It helped some smokers smoke less. It did not make urges smaller, and was never tested for apps."
)
MINUTES = 3
Ratings = tuple[int | None, int | None]


def ask_lapse(screen: DiaryScreen, entry: Entry | None) -> None:
    """Ask about an entry that says "went back"; what is answered stays with it, as one deed."""
    if entry is None or names_hidden(screen):
        return

    def write(answer: dict[str, str]) -> None:
        sure = said_number(answer["sure"], "sure", f"0..{RATING_TOP}")
        lapse = Lapse(what=answer["what"], who=answer["who"], when=answer["when"], sure=sure)
        screen.diary.reviews.lapse(entry, lapse)

    fields = [Field(key=key, label=_(label), hint=_(LAPSE_EXAMPLES[key])) for key, label in LAPSE.items()]
    note = _("Every line may stay empty. Nothing is counted; it stays with the entry.")
    form = FormDialog(
        entry_title(screen, entry),
        fields,
        note=note,
        broad=True,
        labels=label_cells(fields),
        draft=f"lapse:{entry.id}",
        submit=write,
    )
    screen.app.push_screen(form)


def ask_review(screen: DiaryScreen, day: date) -> None:
    """Ask about the week of that day; what is answered stays with the day, as one deed."""
    if names_hidden(screen):
        return

    def write(answer: dict[str, str]) -> None:
        screen.diary.reviews.review(Review(**answer), day)

    names = screen.names
    hints = review_hints(screen.diary, day, task=names.task, channel=names.channel)
    fields = [Field(key=key, label=_(label), hint=hints[key]) for key, label in REVIEW.items()]
    note = _("Every line may stay empty. It stays with the day.")
    form = FormDialog(
        _(WEEK),
        fields,
        note=note,
        broad=True,
        labels=label_cells(fields),
        draft=f"review:{day}",
        submit=write,
    )
    screen.app.push_screen(form)


class UrgeDialog(Dialog[Ratings]):
    """The urge now, three minutes, the urge then; leaving early keeps what was rated."""

    BROAD = True
    KEYS: ClassVar[Keys] = (("0-9 t", N_("how strong")), ("enter", N_("skip")), ("esc", N_("leave")))
    WATCHING: ClassVar[Keys] = (("enter", N_("wait no longer")), ("esc", N_("leave")))
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "skip", N_("skip"), id="urge.skip")]

    def __init__(self) -> None:
        super().__init__(_("Watch it rise and fall"))
        self.before: int | None = None
        self.after: int | None = None
        self.left = MINUTES * 60
        self.asking = 1
        """1 before, 0 while it is watched, 2 after."""

    def body(self) -> ComposeResult:
        """The question or the time that is left, then what it is good for."""
        yield Canvas(id="urge", ground="raised")

    def on_mount(self) -> None:
        """Ask, and count once the first answer is given."""
        super().on_mount()
        self.set_interval(1, self._second)
        self._draw()

    def on_canvas_widened(self) -> None:
        """Break the lines anew."""
        self._draw()

    def on_key(self, event: Key) -> None:
        """A digit is an answer; for ten press t."""
        if self.asking and (event.key.isdecimal() or event.key == "t"):
            event.stop()
            self._rated(10 if event.key == "t" else int(event.key))

    def answer(self) -> Ratings | None:
        """Both ratings; nothing where none was given."""
        return None if self.before is None and self.after is None else (self.before, self.after)

    def action_skip(self) -> None:
        """No answer to this question, or no waiting."""
        if self.asking:
            self._rated(None)
            return
        self.left = 0
        self._second()

    def action_leave(self) -> None:
        """Leave; what was rated is kept."""
        self.dismiss(self.answer())

    def keep_unfinished(self) -> None:
        """What was rated is kept."""
        self.action_leave()

    def _rated(self, value: int | None) -> None:
        if self.asking == 1:
            self.before, self.asking = value, 0
            self._draw()
            return
        self.after = value
        self.dismiss(self.answer())

    def _second(self) -> None:
        if self.asking:
            return
        self.left -= 1
        if self.left <= 0:
            self.asking = 2
        self._draw()

    def _draw(self) -> None:
        said = {
            1: _("How strong is it now? 0-9, t for ten"),
            0: f"{self.left // 60}:{self.left % 60:02d}",
            2: _("And now? 0-9, t for ten"),
        }[self.asking]
        lines = [Line().put(0, said, "bright bold"), Line()]
        lines += [Line().put(0, text, "muted") for text in (_("There is no need to act on it."), _(GOOD_FOR))]
        canvas = self.query_one("#urge", Canvas)
        canvas.show(folded(lines, canvas.size.width or info_cells(self.app.size.width)))
        self.show_keys(self.KEYS if self.asking else self.WATCHING)


def watch_urge(screen: DiaryScreen) -> None:
    """Open the three minutes; the ratings go into today's check-in."""

    def watched(ratings: Ratings | None) -> None:
        if ratings is None:
            return
        before, after = ratings
        with screen.reporting():
            screen.diary.urge_watched(before, after, urge_text(MINUTES, before, after))
        screen.refresh_diary()

    screen.app.push_screen(UrgeDialog(), watched)
