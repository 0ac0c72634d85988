"""List: the tasks and the channels, each of one's own or the catalogue's, and how they are shaped."""

from collections.abc import Sequence
from typing import Any, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import Key
from textual.widgets import Input

from detox.catalogue.labels import INDEPENDENCE
from detox.domain.entries import IMPORTANCES, Channel, Independence, Task
from detox.messages import counts_from_text, off_list_text
from detox.tui.canvas import Canvas
from detox.tui.channel_dialogs import ask_new_channel, ask_plan
from detox.tui.diary_screen import DiaryScreen
from detox.tui.entry_dialogs import ask_task_fields, names_hidden
from detox.tui.list_drawing import (
    ListRow,
    ListUses,
    channel_column,
    channel_lines,
    channel_rows,
    channel_uses,
    channels_below,
    frozen_lines,
    list_columns,
    list_head,
    list_lines,
    list_rows,
)
from detox.tui.rhythm_dialog import RhythmDialog
from detox.tui.standard_dialogs import ChoiceDialog, Field, FormDialog, Option
from detox.tui.styled_lines import Line, wrapped
from detox.tui.task_dialogs import AdviceDialog, ask_own_task
from detox.tui.task_sheet import TaskSheet
from detox.tui.text_fields import LineField
from detox.words import N_, _, ngettext

OF_TASKS = {"on_or_off", "weigh", "rhythm", "plan", "place", "search"}
"""What works on tasks only..."""
OF_CHANNELS = {"kind"}
"""...and on channels only."""
TAB_AT = 3
"""So many keys stand before the one that leads to the channels."""
PAGE = 10
"""Rows of a page."""
LONG = N_("A short list is read sooner: with more than twenty tasks most weeks leave some unasked.")


class ListScreen(DiaryScreen):
    """Tasks at the left, channels at the right; in narrow windows one page each."""

    MODE = "list"
    AUTO_FOCUS = ""
    """No key goes into the field before it is opened."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("its sheet"), id="list.open"),
        Binding("space", "on_or_off", N_("on or off"), key_display="space", id="list.toggle"),
        Binding("plus,equals_sign", "weigh(1)", N_("matters"), key_display="+ -", id="list.more"),
        Binding("minus", "weigh(-1)", N_("matters"), key_display="+ -", id="list.less"),
        Binding("a", "own", N_("one of your own"), id="list.own"),
        Binding("d", "rhythm", N_("rhythm"), id="list.rhythm"),
        Binding("k", "kind", N_("whose it is"), id="list.kind"),
        Binding("tab", "channels", N_("channels"), key_display="tab", id="list.channels"),
        Binding("c", "channels", N_("channels"), show=False, id="list.channels-too"),
        Binding("x", "archive", N_("archive"), id="list.archive"),
        Binding("P", "plan", N_("plan"), id="plan"),
        Binding("e", "change", N_("change"), id="list.change"),
        Binding("slash", "search", N_("filter"), id="list.search"),
        Binding("J", "place(1)", N_("further down"), show=False, id="list.down"),
        Binding("K", "place(-1)", N_("further up"), show=False, id="list.up"),
        Binding("v", "everything", N_("show what is put away"), show=False, id="list.everything"),
        Binding("escape", "back", N_("everything again"), show=False, id="list.back"),
        Binding("up", "move(-1)", N_("up"), show=False, id="cursor.up"),
        Binding("down", "move(1)", N_("down"), show=False, id="cursor.down"),
        Binding("pageup", f"move(-{PAGE})", N_("up"), show=False, id="cursor.page-up"),
        Binding("pagedown", f"move({PAGE})", N_("down"), show=False, id="cursor.page-down"),
        Binding("home", "move(-9999)", N_("up"), show=False, id="cursor.first"),
        Binding("end", "move(9999)", N_("down"), show=False, id="cursor.last"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ListRow] = []
        self.channels: list[Channel] = []
        self.uses = ListUses(uses={}, worked={}, only_way={})
        self.cursor, self.channel_cursor = 0, 0
        self.on_channels = False
        """Whether the keys mean the channels."""
        self.away = False
        """Whether what was put away is shown, and channels that were never used."""
        self.text = ""
        """What the tasks are narrowed down to."""

    def page(self) -> ComposeResult:
        """The tasks below their heads, and the channels."""
        with Horizontal(id="list-page"):
            with Vertical(id="list-tasks"):
                yield LineField(placeholder=_("type to search, in any language"), id="search")
                yield Canvas(id="list-head")
                with VerticalScroll(can_focus=False, id="scroll"):
                    yield Canvas(id="canvas")
            with VerticalScroll(can_focus=False, id="list-channels"):
                yield Canvas(id="channels")

    def show_diary(self) -> None:
        """Read the list and draw it, the cursor where it was."""
        task, channel = self.row, self.channel
        self.rows = list_rows(self.diary, self.text, away=self.away)
        self.uses = channel_uses(self.diary)
        self.channels = channel_rows(self.diary, self.uses.uses, everything=self.away)
        same = [n for n, row in enumerate(self.rows) if task and row.task.id == task.task.id]
        self.cursor = same[0] if same else max(0, min(self.cursor, len(self.rows) - 1))
        held = [n for n, row in enumerate(self.channels) if channel and row.id == channel.id]
        self.channel_cursor = held[0] if held else max(0, min(self.channel_cursor, len(self.channels) - 1))
        self.set_class(self.on_channels, "channels")
        self._show_tasks()
        self._show_channels()

    def _show_tasks(self) -> None:
        canvas = self.query_one("#canvas", Canvas)
        context = self.render_context(canvas.size.width or self.size.width)
        at = list_columns(self.rows, context)
        self.query_one("#list-head", Canvas).show(list_head(self.rows, at, context, self.text))
        cursor = -1 if self.on_channels else self.cursor
        lines, place = list_lines(self.rows, cursor, at, self.diary.basket.uses(), context)
        nothing = [Line().put(2, _("Nothing fits. esc shows everything again."), "muted")]
        canvas.show([*(lines or nothing), *frozen_lines(self.diary)])
        if not self.on_channels:
            self.keep_in_sight("#scroll", max(0, place - 1), 3)

    def _show_channels(self) -> None:
        canvas = self.query_one("#channels", Canvas)
        context = self.render_context(canvas.size.width or self.size.width)
        cursor = self.channel_cursor if self.on_channels else -1
        draw = channel_column if self.full else channel_lines
        lines, place = draw(self.channels, cursor, self.uses, context)
        if not self.full:
            said = _("what carried it instead; the kind says on whom it hangs")
            head = Line().put(0, _("Channels"), "bright bold")
            head.then(said, "muted", gap=3) if head.width + 3 + cell_len(said) <= context.width else None
            lines, place = [head, *lines], place + 1
        rest = channels_below(self.diary, {channel.id for channel in self.channels})
        rows = wrapped(rest, context.width - 2) if rest else []
        lines += [Line()] if rest else []
        lines += [Line().put(2, row, "muted", action="screen.everything") for row in rows]
        canvas.show(lines)
        if self.on_channels:
            self.keep_in_sight("#list-channels", max(0, place - 2), 4)

    @property
    def row(self) -> ListRow | None:
        """The task the cursor is on."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    @property
    def channel(self) -> Channel | None:
        """The channel the cursor is on."""
        return self.channels[self.channel_cursor] if self.channel_cursor < len(self.channels) else None

    @property
    def own_task(self) -> Task | None:
        """The task of one's own the cursor is on; `None` on what is only offered, and on the channels."""
        row = None if self.on_channels else self.row
        return row.task if row and not row.offered else None

    def right_words(self) -> Sequence[str]:
        """How many tasks and channels there are."""
        used = sum(1 for count in self.uses.uses.values() if count)
        return (ngettext("{n} channel in use", "{n} channels in use", used).format(n=used),)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Only what works now."""
        if action in OF_TASKS and self.on_channels:
            return False
        if action in OF_CHANNELS:
            return self.on_channels and self.channel is not None
        if action in {"weigh", "rhythm", "plan", "place"}:
            return self.own_task is not None
        if action == "open":
            return not self.on_channels or self.channel is not None
        if action in {"change", "archive"}:
            return (self.channel if self.on_channels else self.own_task) is not None
        return action != "back" or bool(self.text) or self.on_channels

    def footer(self) -> list[tuple[str, str, str]]:
        """The keys that work now; Textual knows tab itself, and would put it first."""
        keys = super().footer()
        across = [key for key in keys if key[2] == "screen.channels"]
        rest = [key for key in keys if key not in across]
        if self.on_channels:
            across = [(key, _("tasks"), action) for key, _word, action in across]
        place = min(TAB_AT, len(rest) - 1)  # help stays the last one
        return [*rest[:place], *across, *rest[place:]]

    def action_open(self) -> None:
        """A task's sheet; what is only offered has its advice; a channel its name."""
        if self.on_channels:
            self.action_change()
        elif self.own_task is not None:
            ids = [row.task.id for row in self.rows if not row.offered]
            self.app.push_screen(TaskSheet(self.MODE, ids, self.own_task.id))
        elif self.row is not None:
            self.app.push_screen(AdviceDialog(self, self.row.task.id))

    def _edit(self, **fields: Any) -> None:  # noqa: ANN401 - the fields of a Task
        """Change the task, and say from when it counts."""
        task = self.own_task
        if task is None:
            return
        with self.reporting():
            changed = self.diary.basket.edit(task, **fields)
            starts = self.diary.basket.counts_from(changed)
            left = fields.get("listed") is False or fields.get("archived")
            said = off_list_text(starts) if left else counts_from_text(starts) or _("Changed.")
            if changed != task:
                self.host.say(f"{said}  {_('u undo')}")
        self.refresh_diary()

    def action_on_or_off(self) -> None:
        """On the list or off it; what is offered is taken, what was put away comes back."""
        row = self.row
        if row is None:
            return
        if not row.offered:
            back = row.task.archived or not row.task.listed
            self._edit(listed=back, archived=False if back else row.task.archived)
            return
        with self.reporting():
            self.diary.basket.add(row.task.id)
            said = _("On your list from today on.") + f"  {_('u undo')}"
            self.host.say(f"{said}\n{_(LONG)}" if self.diary.basket.is_long() else said)
        self.refresh_diary()

    def action_weigh(self, step: int) -> None:
        """How much it matters, 1 to 3."""
        if self.own_task is not None:
            self._edit(
                importance=max(min(IMPORTANCES), min(max(IMPORTANCES), self.own_task.importance + step))
            )

    def action_rhythm(self) -> None:
        """The weekdays it usually comes up on, or how often."""
        if self.own_task is not None:
            question = _("When does it usually come up? {task}").format(
                task=self.names.task(self.own_task.id)
            )
            self.app.push_screen(RhythmDialog(question, self.own_task, lambda answer: self._edit(**answer)))

    def action_plan(self) -> None:
        """If I need this, then I will use that."""
        if self.own_task is not None:
            ask_plan(self, self.own_task.id)

    def action_place(self, step: int) -> None:
        """Further down or up among the tasks of its part of life."""
        if self.own_task is not None:
            with self.reporting():
                self.diary.basket.move(self.own_task, step)
            self.refresh_diary()

    def action_archive(self) -> None:
        """Off the list and out of sight, or back again; what was written stays."""
        if not self.on_channels:
            if self.own_task is not None:
                self._edit(archived=not self.own_task.archived)
            return
        if self.channel is not None:
            away = not self.channel.archived
            said = _("Put away: {name}") if away else _("Offered again: {name}")
            self._edit_channel(said, archived=away)

    def _edit_channel(self, said: str, **fields: object) -> None:
        channel = self.channel
        if channel is None:
            return
        with self.reporting():
            changed = self.diary.channels.edit(channel, **fields)
            self.host.say(said.format(name=self.names.channel(changed.id)) + f"  {_('u undo')}")
        self.refresh_diary()

    def action_change(self) -> None:
        """A task's name, weight, days and how it was before; a channel's name."""
        if self.on_channels:
            self._rename_channel()
        elif self.own_task is not None and not names_hidden(self):
            ask_task_fields(self, self.own_task.id)

    def _rename_channel(self) -> None:
        channel = self.channel
        if channel is None:
            return
        name = self.names.channel(channel.id)

        def write(answer: dict[str, str]) -> None:
            given = answer["name"].strip()
            if given != name:
                self.diary.channels.edit(channel, name=given)

        field = Field(key="name", label=_("Name"), value=name)
        self.app.push_screen(
            FormDialog(name, [field], broad=True, draft=f"channel:{channel.id}", submit=write)
        )

    def action_kind(self) -> None:
        """On whom a channel depends."""
        channel = self.channel
        if channel is None:
            return

        def chosen(answer: str | None) -> None:
            if answer is not None:
                self._edit_channel(_("Changed: {name}"), independence=Independence(answer))

        choices = [Option(key=str(kind), name=_(said)) for kind, said in INDEPENDENCE.items()]
        question = _("Whose is it? {name}").format(name=self.names.channel(channel.id))
        self.app.push_screen(ChoiceDialog(question, choices, chosen=str(channel.independence)), chosen)

    def action_own(self) -> None:
        """A task or a channel of one's own."""
        if not self.on_channels:
            ask_own_task(self, self.row.task.category if self.row else None)
            return

        def named(answer: dict[str, str] | None) -> None:
            if answer and answer["name"].strip():
                ask_new_channel(self, answer["name"].strip(), lambda _id: None)

        field = Field(key="name", label=_("Name"))
        self.app.push_screen(
            FormDialog(_("A channel of your own"), [field], broad=True, draft="channel:"), named
        )

    def action_channels(self) -> None:
        """The keys mean the channels from here on, or the tasks again."""
        self.on_channels = not self.on_channels
        self.refresh_diary()

    def action_everything(self) -> None:
        """Show what was put away, too, and channels that were never used; or not any more."""
        self.away = not self.away
        self.refresh_diary()

    def action_move(self, step: int) -> None:
        """Up or down."""
        if self.on_channels:
            self.channel_cursor = max(0, min(len(self.channels) - 1, self.channel_cursor + step))
        else:
            self.cursor = max(0, min(len(self.rows) - 1, self.cursor + step))
        self.refresh_diary()

    def action_search(self) -> None:
        """Only the tasks whose name, in any language, holds what is typed."""
        field = self.query_one("#search", Input)
        field.add_class("open")
        field.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find while typing."""
        self.text, self.cursor = event.value.strip(), 0
        self.refresh_diary()

    def on_input_submitted(self) -> None:
        """To the list."""
        self.set_focus(None)
        self.refresh_diary()

    def on_key(self, event: Key) -> None:
        """Esc leaves the field; down goes to the list."""
        if self.focused is not None and event.key in {"escape", "down"}:
            event.stop()
            self.set_focus(None)
            if event.key == "escape":
                self.action_back()
            self.refresh_diary()

    def action_back(self) -> None:
        """Narrow down nothing any more; from the channels back to the tasks."""
        field = self.query_one("#search", Input)
        if not field.has_class("open"):
            self.on_channels = False
        self.text = ""
        with self.prevent(Input.Changed):
            field.value = ""
        field.remove_class("open")
        self.refresh_diary()

    def on_canvas_picked(self, event: Canvas.Picked) -> None:
        """A click moves the cursor there; a second one opens."""
        if not isinstance(event.key, tuple):
            return
        what, place = str(event.key[0]), int(event.key[1])
        here = (what == "channel", place)
        again = here == (self.on_channels, self.channel_cursor if self.on_channels else self.cursor)
        self.on_channels = what == "channel"
        if self.on_channels:
            self.channel_cursor = place
        else:
            self.cursor = place
        self.refresh_diary()
        if again:
            self.action_open()
