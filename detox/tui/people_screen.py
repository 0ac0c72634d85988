"""People: who can be reached without the app, whom to tell next, and beside them the steps after leaving."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll

from detox.catalogue.labels import CONFIRMATIONS, CONTACT_STATES
from detox.domain.entries import Confirmation, Contact, ContactState, Step, StepState
from detox.domain.said_answers import yes_or_no
from detox.messages.step_messages import due_text, note_text
from detox.messages.texts_to_send import message_text
from detox.tui.canvas import Canvas
from detox.tui.channel_dialogs import channel_choices
from detox.tui.diary_screen import DiaryScreen
from detox.tui.entry_dialogs import names_hidden
from detox.tui.message_dialog import MessageDialog
from detox.tui.people_drawing import PeopleItem, empty_lines, people_items, people_lines, step_page_lines
from detox.tui.standard_dialogs import ChoiceDialog, Field, FormDialog, InfoDialog, Option
from detox.tui.styled_lines import Line
from detox.words import N_, _, ngettext

NEXT_STATE = {
    ContactState.LISTED: ContactState.TOLD,
    ContactState.TOLD: ContactState.REPLIED,
    ContactState.REPLIED: ContactState.CONFIRMED,
    ContactState.CONFIRMED: ContactState.LISTED,
    ContactState.LOST: ContactState.LISTED,
}


class PeopleScreen(DiaryScreen):
    """A list of people and one of steps, each with a place of its own; tab goes from one to the other."""

    MODE = "people"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "state", N_("a step further"), id="people.state"),
        Binding("l", "lost", N_("lost"), id="people.lost"),
        Binding("asterisk", "key", N_("matters most, or not"), show=False, key_display="*", id="people.key"),
        Binding("enter", "edit", N_("change"), id="people.edit"),
        Binding("space", "done", N_("done"), key_display="space", id="step.done"),
        Binding("x", "skip", N_("leave out"), id="step.skip"),
        Binding("enter", "open", N_("whole text"), id="step.open"),
        Binding("t", "clock", N_("its hours run from"), id="step.clock"),
        Binding("tab", "section", N_("people / steps"), id="cursor.section"),
        Binding("a", "add", N_("add a person"), id="people.add"),
        Binding("m", "message", N_("text to send"), id="people.message"),
        Binding("c", "channel", N_("channel"), id="people.channel"),
        Binding("I", "take_in", N_("take in a list"), key_display="I", id="people.import"),
        Binding("plus", "add_step", N_("add a step"), key_display="+", id="step.add"),
        Binding(
            "delete,backspace", "delete", N_("delete"), show=False, key_display="del", id="people.delete"
        ),
        Binding("slash", "find", N_("find a person"), show=False, key_display="/", id="people.find"),
        Binding("o", "order", N_("by name, or by who was told"), show=False, id="people.order"),
        Binding("up", "move(-1)", N_("up"), show=False, id="cursor.up"),
        Binding("down", "move(1)", N_("down"), show=False, id="cursor.down"),
        Binding("pageup", "move(-10)", N_("up"), show=False, id="cursor.page-up"),
        Binding("pagedown", "move(10)", N_("down"), show=False, id="cursor.page-down"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.cursor = 0
        self.items: list[PeopleItem] = []
        self.on_steps = False
        """Whether the cursor is in the list of steps."""
        self._other = 0
        """The place in the other of the two lists."""
        self.by_state = False
        """Whether everybody stands by who was told."""

    def page(self) -> ComposeResult:
        """The people, and beside them the steps; in narrow windows one of the two."""
        with Horizontal(id="people-page"):
            with VerticalScroll(can_focus=False, id="scroll"):
                yield Canvas(id="canvas")
            with VerticalScroll(can_focus=False, id="people-steps"):
                yield Canvas(id="steps", ground="panel")

    def show_diary(self) -> None:
        """Read the people and the steps, and draw them."""
        self.items, following = people_items(self.diary, by_state=self.by_state)
        self.on_steps = self.on_steps and self.first_step < len(self.items)
        self.cursor = self._within(self.cursor)
        self.set_class(self.on_steps, "steps")
        people, steps = self.query_one("#canvas", Canvas), self.query_one("#steps", Canvas)
        context = self.render_context(people.size.width or self.size.width)
        lines = people_lines(self.items, following, self.cursor, context, due=not self.full)
        people.show(lines if self.first_step else empty_lines(context.width))
        inner = self.render_context(steps.size.width or context.width)
        steps.show(step_page_lines(self.items, self.cursor, inner))
        lines = list(steps.lines if self.on_steps else people.lines)
        raised = [n for n, line in enumerate(lines) if line.raised] or [0]
        first = self.cursor in (0, self.first_step)
        top = 0 if first else raised[0]
        self.keep_in_sight("#people-steps" if self.on_steps else "#scroll", top, raised[-1] - top + 2)

    @property
    def first_step(self) -> int:
        """The place of the first step: so many people there are."""
        return sum(item.contact is not None for item in self.items)

    def _within(self, place: int) -> int:
        """A place in the list that the cursor is in; -1 while there are no people."""
        first, last = (self.first_step, len(self.items) - 1) if self.on_steps else (0, self.first_step - 1)
        return min(last, max(first, place))

    @property
    def contact(self) -> Contact | None:
        """The person the cursor is on."""
        return self.items[self.cursor].contact if self.cursor >= 0 and self.items else None

    @property
    def step(self) -> Step | None:
        """The step the cursor is on."""
        return self.items[self.cursor].step if self.cursor >= 0 and self.items else None

    def right_words(self) -> Sequence[str]:
        """How many people, and of those that matter most, can be reached."""
        people = self.diary.people.all()
        key = [contact for contact in people if contact.key]
        if not people:
            return ()
        all_said = _("{part} of {whole} reachable").format(part=_reached(people), whole=len(people))
        if not key:
            return (all_said,)
        said = _("{part} of {whole} key people reachable").format(part=_reached(key), whole=len(key))
        short = _("{part} of {whole} key people").format(part=_reached(key), whole=len(key))
        return (f"{all_said}   {short}", said, all_said)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Only what works now."""
        if action in {"state", "lost", "key", "edit", "message", "channel", "delete"}:
            return self.contact is not None
        if action in {"done", "skip", "open"}:
            return self.step is not None
        if action == "section":
            return self.first_step < len(self.items)
        if action == "clock":
            return self.step is not None and self.diary.steps.hours(self.step) > 0
        return True

    def show_contact(self, contact_id: str) -> None:
        """Put the cursor on the person of that id."""
        held = [item.contact.id if item.contact else "" for item in self.items]
        if contact_id in held:
            self.cursor = held.index(contact_id)
            self.refresh_diary()

    def change(self, contact: Contact, **fields: object) -> None:
        """Write what is known of a person now."""
        with self.reporting():
            self.diary.people.set(contact, **fields)
        self.refresh_diary()

    def action_state(self) -> None:
        """From listed to told, replied, confirmed; the last asks how it was made sure."""
        contact = self.contact
        if contact is None:
            return
        following = NEXT_STATE[contact.state]
        if following is not ContactState.CONFIRMED:
            self.change(contact, state=following, confirmed_by=None)
            return

        def confirmed(answer: str | None) -> None:
            if answer is not None:
                self.change(contact, state=ContactState.CONFIRMED, confirmed_by=Confirmation(answer))

        choices = [Option(key=str(how), name=_(said)) for how, said in CONFIRMATIONS.items()]
        question = _("How was it made sure that it is really them?")
        self.app.push_screen(ChoiceDialog(question, choices, broad=True), confirmed)

    def action_lost(self) -> None:
        """This person cannot be found any more."""
        if self.contact is not None:
            self.change(self.contact, state=ContactState.LOST, confirmed_by=None)

    def action_key(self) -> None:
        """This person matters most, or does not any more; the cursor stays where it is, for the next one."""
        if self.contact is not None:
            self.change(self.contact, key=not self.contact.key)

    def action_channel(self) -> None:
        """How this person is reached."""
        contact = self.contact
        if contact is None:
            return

        def chosen(answer: str | None) -> None:
            if answer is not None:
                self.change(contact, reach=answer or None)

        question = _("How is this person reached?")
        self.app.push_screen(ChoiceDialog(question, channel_choices(self), chosen=contact.reach), chosen)

    def action_edit(self) -> None:
        """Name, number, note, whether they matter most."""
        contact = self.contact
        if contact is not None and not names_hidden(self):
            self.app.push_screen(_form(_("A person"), contact, partial(self.edited, contact)))

    def edited(self, contact: Contact | None, answer: dict[str, str]) -> None:
        """Keep what was filled in."""
        key = yes_or_no(answer.pop("key")) is True
        fields = {**{name: text.strip() for name, text in answer.items()}, "key": key}
        if contact is None:
            self.diary.people.add(str(fields.pop("name")), **fields)
        else:
            self.diary.people.set(contact, **fields)

    def action_add(self) -> None:
        """Write down a person."""
        self.app.push_screen(_form(_("A person to be reached"), None, partial(self.edited, None)))

    def action_find(self) -> None:
        """The cursor on a person: any part of the name, its pinyin or initials narrow the list down."""
        people = [(n, item.contact) for n, item in enumerate(self.items) if item.contact is not None]
        if not people:
            return
        numbers = {held.id: n for n, held in enumerate(self.diary.people.all(), 1)}
        choices = [
            Option(
                key=str(n),
                name=self.names.person(held, numbers[held.id]),
                aside=_(CONTACT_STATES[held.state]),
            )
            for n, held in people
        ]

        def found(answer: str | None) -> None:
            if answer is not None:
                self.cursor = int(answer)
                self.refresh_diary()

        self.app.push_screen(ChoiceDialog(_("Whom?"), choices), found)

    def action_order(self) -> None:
        """Everybody by name, or by who was told; the cursor stays on its person."""
        held = self.contact
        self.by_state = not self.by_state
        self.items, _following = people_items(self.diary, by_state=self.by_state)
        if held is not None:
            self.cursor = next(n for n, item in enumerate(self.items) if item.contact == held)
        self.host.say(_("By who was told.") if self.by_state else _("By name."))
        self.refresh_diary()

    def action_take_in(self) -> None:
        """Many people at once: out of a file, or pasted."""

        def listed(n: int) -> None:
            said = ngettext("{n} person listed.  u undo", "{n} people listed.  u undo", n)
            self.host.say(said.format(n=n))

        from detox.tui.contact_import import import_contacts  # noqa: PLC0415 - most days go without

        asking = import_contacts(self.app, self.diary, listed, hidden=self.names.hidden)
        self.run_worker(asking, name="take in", exclusive=True)

    def action_message(self) -> None:
        """A text to send, in either language: that one is gone, or the answer to "come back"."""
        if self.contact is not None:
            write = partial(message_text, self.diary, self.contact, named=not self.names.hidden)
            self.app.push_screen(MessageDialog(write, self.diary.sender, hidden=self.names.hidden))

    def action_done(self) -> None:
        """Tick the step, or open it again."""
        self._mark(StepState.DONE)

    def action_skip(self) -> None:
        """Leave the step out on purpose, or open it again."""
        self._mark(StepState.SKIPPED)

    def action_open(self) -> None:
        """The whole of a step that a row may cut short, by when it is due, and how it is best taken."""
        step = self.step
        if step is None:
            return
        lines = [Line().put(2, self.names.step(step))]
        for said in (due_text(self.diary, step), note_text(step)):
            lines += [Line(), Line().put(2, said, "muted")] if said else []
        self.app.push_screen(InfoDialog(_("A step after leaving"), lines))

    def action_clock(self) -> None:
        """From when the hours of the step run."""
        step = self.step
        if step is None:
            return

        def run(answer: dict[str, str]) -> None:
            day = self.diary.day_said(answer["day"]) if answer["day"].strip() else None
            self.diary.steps.clock_from(step, day=day, at=answer["at"].strip() or None)

        fields = [
            Field(key="at", label=_("Hour"), hint="HH:MM"),
            Field(key="day", label=_("Day"), hint=_("today")),
        ]
        note = _("Both empty: from now.")
        question = _("From when do its hours run?")
        self.app.push_screen(FormDialog(question, fields, note=note, draft="clock:", submit=run))

    def _mark(self, state: StepState) -> None:
        step = self.step
        if step is not None:
            with self.reporting():
                self.diary.steps.mark(step, StepState.OPEN if step.state is state else state)
            self.refresh_diary()  # the cursor stays where it is, for the next one

    def action_add_step(self) -> None:
        """A step of one's own."""

        def add(answer: dict[str, str]) -> None:
            today = self.diary.today
            due = self.diary.day_said(answer["due"], since=today) if answer["due"].strip() else None
            self.diary.steps.add(answer["text"].strip(), due=due)

        fields = [
            Field(key="text", label=_("What to do")),
            Field(key="due", label=_("Until"), hint=_("a date, or nothing")),
        ]
        self.app.push_screen(FormDialog(_("A step"), fields, broad=True, draft="step:", submit=add))

    def action_delete(self) -> None:
        """Take the person off the list; undo brings them back."""
        if self.contact is not None:
            with self.reporting():
                self.diary.people.remove(self.contact)
                self.host.say(_("Deleted.  u undo"))
            self.refresh_diary()

    def action_move(self, step: int) -> None:
        """Up or down in the list that the cursor is in."""
        self.cursor = self._within(self.cursor + step)
        self.refresh_diary()

    def show_steps(self) -> None:
        """The cursor on the first step; its way back is to the person it was on."""
        if not self.on_steps:
            self.action_section()

    def action_section(self) -> None:
        """To the steps, and back to the person the cursor was on."""
        self.on_steps = not self.on_steps
        self.cursor, self._other = self._within(self._other), self.cursor
        self.refresh_diary()

    def on_canvas_picked(self, event: Canvas.Picked) -> None:
        """A click moves the cursor there."""
        if isinstance(event.key, int):
            self.cursor, self.on_steps = event.key, event.key >= self.first_step
            self.refresh_diary()


def _reached(people: Sequence[Contact]) -> int:
    return sum(contact.state in (ContactState.REPLIED, ContactState.CONFIRMED) for contact in people)


def _form(question: str, contact: Contact | None, submit: Callable[[dict[str, str]], object]) -> FormDialog:
    fields = [
        Field(key="name", label=_("Name"), value=contact.name if contact else ""),
        Field(key="address", label=_("Number, address"), value=contact.address if contact else ""),
        Field(key="note", label=_("Note"), value=contact.note if contact else ""),
        Field(key="key", label=_("Matters most"), value=_("y") if contact and contact.key else "", hint="y"),
    ]
    draft = f"contact:{contact.id if contact else ''}"
    return FormDialog(question, fields, broad=True, draft=draft, submit=submit)
