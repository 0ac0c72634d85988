"""Help: what the keys here do, and where to talk on a hard day."""

from collections.abc import Mapping
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import ActiveBinding, Binding, BindingType

from detox.diary import Diary
from detox.shown import shown_lines
from detox.tui.canvas import Sheet
from detox.tui.dialog import Keys
from detox.tui.header_footer import moves, shown_key
from detox.tui.standard_dialogs import InfoDialog, NoteDialog
from detox.tui.styled_lines import Line, wrapped
from detox.words import N_, _

WIDTH = 66
SECOND = 36
KEY_ROOM = 8


class HelpDialog(InfoDialog):
    """The keys that work on the screen behind, and what they do."""

    def __init__(self, bindings: Mapping[str, ActiveBinding]) -> None:
        super().__init__(_("What the keys here do"), help_lines(bindings))
        self.bindings_behind = bindings

    def action_chosen(self, name: str) -> None:
        """A click on a row: leave, and do what its key does."""
        active = next(held for held in self.bindings_behind.values() if held.binding.id == name)
        where = "app" if active.node is self.app else "screen"

        async def go() -> None:
            await self.app.run_action(f"{where}.{active.binding.action}", self.app.screen)

        self.dismiss(None)
        self.app.call_after_refresh(go)


class CareDialog(InfoDialog):
    """Whom to talk to: the person's own list first."""

    KEYS: ClassVar[Keys] = (("i", N_("write your own list")), ("esc", N_("close")))
    BINDINGS: ClassVar[list[BindingType]] = [Binding("i", "own", N_("write your own list"), id="care.own")]

    def __init__(self, diary: Diary, *, hidden: bool) -> None:
        own = _("names hidden   F2 shows them") if hidden else None
        super().__init__(_("Whom to talk to"), _read(diary.help.text(asked=True, instead=own)))
        self.diary, self.hidden = diary, hidden

    def action_own(self) -> None:
        """Names and numbers of one's own; they never leave this machine."""
        if self.hidden:
            self.house.say(_("names hidden   F2 shows them"))
            return

        def keep(answer: str) -> None:
            self.diary.help.own(answer)
            self.query_one("#info", Sheet).show(_read(self.diary.help.text(asked=True)))

        self.app.push_screen(NoteDialog(_("Your own people: names and numbers"), "", keep))


def _read(text: str) -> list[Line]:
    return [Line().put(0, row) for part in shown_lines(text).split("\n") for row in wrapped(part, WIDTH)]


def help_lines(bindings: Mapping[str, ActiveBinding]) -> list[Line]:
    """Two columns of keys with their words; below, the check-in and a word for hard days."""
    keys = _keys(bindings)
    half = (len(keys) + 1) // 2
    lines = []
    for n in range(half):
        line = _put(Line(), 0, keys[n])
        lines.append(_put(line, SECOND, keys[half + n]) if half + n < len(keys) else line)
    lines.append(Line())
    for text in _reading():
        lines += [Line().put(0, row, "muted") for row in wrapped(text, WIDTH)]
    return lines


def _reading() -> tuple[str, ...]:
    return (
        _("In the check-in digits are answers: 0 and 2-9 move on at once, 1 waits for a 0 or any other key."),
        _("0 = all without the app, 100 = as before. Each task on your list counts once, x1 to x3."),
        _("These are our own questions. They are not a validated scale and not a diagnosis."),
        _("On a hard day: h says whom to talk to. Stopping the trial is fine, too."),
    )


def _keys(bindings: Mapping[str, ActiveBinding]) -> list[tuple[str, str, str]]:
    found: dict[str, tuple[list[str], str, str]] = {}
    for key, active in bindings.items():
        binding = active.binding
        if moves(binding.action) or not binding.description or binding.id in (None, "quit.now"):
            continue
        label = binding.key_display or shown_key(key)
        action = f"screen.chosen('{binding.id}')" if active.enabled else ""
        names, _word, _action = found.setdefault(str(binding.id), ([], binding.description, action))
        if label not in names and len(" ".join([*names, label])) <= KEY_ROOM:
            names.append(label)
    rows = [(" ".join(names), word, action) for names, word, action in found.values()]
    return [row for n, row in enumerate(rows) if row[:2] not in [held[:2] for held in rows[:n]]]


def _put(line: Line, column: int, key: tuple[str, str, str]) -> Line:
    start = column + KEY_ROOM - cell_len(key[0])
    line.put(start, key[0], "text bold", action=key[2]) if not line.pieces or start > line.width else None
    return line.put(column + KEY_ROOM + 2, key[1], "muted", room=SECOND - KEY_ROOM - 4, action=key[2])
