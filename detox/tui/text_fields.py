"""The fields that text is typed into: one line, or a longer text."""

from rich.text import Text
from textual.events import Key
from textual.widgets import Input, TextArea

from detox.shown import shown_in_place


class LineField(Input):
    """One line of text."""

    @property
    def _value(self) -> Text:
        # What is drawn; what is edited stays as it was written.
        held = "*" * len(self.value) if self.password else shown_in_place(self.value)
        return Text(held, no_wrap=True, overflow="ignore", end="")


class NoteField(TextArea):
    """A longer text; Enter is left to the dialog, but only after all that was typed before it."""

    def get_line(self, line_index: int) -> Text:
        """A line as it is drawn; what is edited stays as it was written."""
        return Text(shown_in_place(self.document.get_line(line_index)), end="", no_wrap=True)

    def on_key(self, event: Key) -> None:
        """Enter is no new line here."""
        if event.key == "enter":
            event.prevent_default()
