"""A text to send to a person: in either language, the news or the answer, to be copied."""

from collections.abc import Sequence
from typing import ClassVar, Protocol

from textual.binding import Binding, BindingType
from textual.widgets import Static

from detox.diary.sender import Sender, SenderKeeper
from detox.domain.said_answers import yes_or_no
from detox.messages.texts_to_send import DISCREET, GONE, REPLY, TEXTS
from detox.shown import shown_lines
from detox.tui.canvas import Canvas
from detox.tui.dialog import Keys
from detox.tui.standard_dialogs import INFO_WIDTH_AT_FIRST, Field, FormDialog, InfoDialog
from detox.tui.styled_lines import Line, wrapped
from detox.words import LANGUAGES, N_, _, language, names_in

COPY: Keys = (("y", N_("copy")),)
REST: Keys = (("n", N_("next text")), ("esc", N_("close")))
MINE: Keys = (("f", N_("from whom")),)
HEADINGS = {
    GONE: N_("A text to send"),
    DISCREET: N_("A text that does not name the app"),
    REPLY: N_("A text for somebody who asks you to come back"),
}


class Writer(Protocol):
    """Who writes the texts."""

    def __call__(self, *, text: str, tongue: str, sender: Sender) -> str: ...  # noqa: D102 - one of the texts, in that language


class MessageDialog(InfoDialog):
    """One text at a time; keys change its language or show the other one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,c", "copy", N_("copy"), show=False, id="message.copy"),
        Binding("l", "tongue", N_("the other language"), show=False, id="message.language"),
        Binding("n", "next", N_("next text"), show=False, id="message.next"),
        Binding("f", "sender", N_("from whom"), show=False, id="message.from"),
    ]

    def __init__(self, write: Writer, keeper: SenderKeeper, *, hidden: bool = False) -> None:
        super().__init__(_(HEADINGS[GONE]), ())
        self.write, self.text, self.tongue = write, GONE, language()
        self.keeper_of_sender, self.hidden = keeper, hidden

    def on_mount(self) -> None:
        """Show the first text in the language of the program; ask once who writes it."""
        super().on_mount()
        if not self.keeper_of_sender.known().name and not self.hidden:
            self.call_after_refresh(self.action_sender)

    def on_canvas_widened(self) -> None:
        """Break the lines anew; what is shown then is laid out by the dialog of any lines."""
        self.show_text()

    def show_text(self) -> None:
        """Draw the text, broken where its lines end here; nothing is copied so far."""
        canvas, said = self.query_one("#info", Canvas), self.query_one("#refused", Static)
        rows = wrapped(shown_lines(self.said), canvas.size.width or INFO_WIDTH_AT_FIRST)
        self.lines = tuple(Line().put(0, row) for row in rows)
        canvas.show(self.lines)
        self.query_one(".question", Static).update(_(HEADINGS[self.text]))
        said.remove_class("open")
        mine = () if self.hidden else MINE
        self.keys = (*COPY, ("l", names_in(_after(self.tongue, LANGUAGES)).name), *mine, *REST)
        self.show_keys(self.keys)

    def key_name(self, key: str) -> str:
        """Its letter: y and n stand for no yes and no here."""
        return key

    @property
    def said(self) -> str:
        """The text that is shown now."""
        return self.write(text=self.text, tongue=self.tongue, sender=self.keeper_of_sender.known())

    def action_copy(self) -> None:
        """Hand the text to the terminal, which may put it on the clipboard."""
        self.app.copy_to_clipboard(self.said)
        said = self.query_one("#refused", Static)
        said.update(_("Copied, if your terminal allows it. When you leave Detox the clipboard is emptied."))
        said.add_class("open")

    def action_tongue(self) -> None:
        """The same text in the other language."""
        self.tongue = _after(self.tongue, LANGUAGES)
        self.show_text()

    def action_sender(self) -> None:
        """Who writes, the new number, whom to ask; kept on this machine for the next text."""
        if self.hidden:
            return
        known = self.keeper_of_sender.known()

        def keep(answer: dict[str, str]) -> None:
            polite = yes_or_no(answer.pop("polite")) is True
            self.keeper_of_sender.keep(Sender(**answer, polite=polite))
            self.call_after_refresh(self.show_text)

        fields = [
            Field(key="name", label=_("Your name"), value=known.name, hint=_("as they call you")),
            Field(key="number", label=_("New number"), value=known.number, hint=_("only if it changed")),
            Field(key="mutual", label=_("Can be asked"), value=known.mutual, hint=_("somebody both know")),
        ]
        # Some languages have one word for everybody.
        if any(names_in(tongue).polite for tongue in LANGUAGES):
            value = _("y") if known.polite else ""
            fields.append(Field(key="polite", label=_("Politely"), value=value, hint="y"))
        note = _("It stands in every text, and stays on this machine alone.")
        self.app.push_screen(
            FormDialog(_("Who writes?"), fields, note=note, broad=True, draft="sender:", submit=keep)
        )

    def action_next(self) -> None:
        """The other text, in the same language."""
        self.text = _after(self.text, TEXTS)
        self.show_text()


def _after(here: str, all_of: Sequence[str]) -> str:
    return all_of[(all_of.index(here) + 1) % len(all_of)]
