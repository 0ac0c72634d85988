"""The fields that text is typed into: one line, or a longer text; a sign of several codes is one step."""

import unicodedata

from rich.text import Text
from textual.events import Key, Paste
from textual.widgets import Input, TextArea

from detox.shown import shown_in_place

JOINER = "\u200d"
"""Between two signs that are drawn as one, like the members of a family."""
MARKS = ("Mn", "Me", "Mc")
"""Unicode categories of what is drawn on the sign before it: accents, vowel signs, variants."""
SKIN = range(0x1F3FB, 0x1F400)
TAGS = range(0xE0020, 0xE0080)
"""What spells the name of a region's flag behind a black one."""
REGIONAL = range(0x1F1E6, 0x1F200)
"""Letters that are drawn as a flag, two by two."""
VOWELS_BELOW = range(0x1160, 0x1200)
"""Korean vowels and endings that are drawn into the sign before them."""

NUMBER = "number"
"""The class of a field that asks for a number."""


def sign_start(text: str, end: int) -> int:
    """Where the sign that ends before `end` begins, after UAX 29; 0 at the start."""
    start = max(0, end - 1)
    while start > 0 and _belongs_together(text, start):
        start -= 1
    return start


def sign_end(text: str, start: int) -> int:
    """Where the sign that begins at `start` ends; the length of `text` at its end."""
    end = min(len(text), start + 1)
    while end < len(text) and _belongs_together(text, end):
        end += 1
    return end


def _belongs_together(text: str, at: int) -> bool:
    """Whether the codes before and at `at` are one sign."""
    before, here = text[at - 1], ord(text[at])
    if text[at] == JOINER or unicodedata.category(text[at]) in MARKS:
        return True
    if here in SKIN or here in TAGS or here in VOWELS_BELOW:
        return True
    if before == JOINER:
        return unicodedata.category(text[at]) == "So"
    if here not in REGIONAL or ord(before) not in REGIONAL:
        return False
    first = at
    while first > 0 and ord(text[first - 1]) in REGIONAL:
        first -= 1
    return (at - first) % 2 == 1


class LineField(Input):
    """One line of text."""

    @property
    def _value(self) -> Text:
        # What is drawn; what is edited stays as it was written.
        held = "*" * len(self.value) if self.password else shown_in_place(self.value)
        return Text(held, no_wrap=True, overflow="ignore", end="")

    def action_delete_left(self) -> None:
        """Take away what is marked, or the whole sign before the cursor."""
        if self.selection.is_empty:
            self.delete(sign_start(self.value, self.cursor_position), self.cursor_position)
        else:
            self.delete_selection()

    def action_delete_right(self) -> None:
        """Take away what is marked, or the whole sign behind the cursor."""
        if self.selection.is_empty:
            self.delete(self.cursor_position, sign_end(self.value, self.cursor_position))
        else:
            self.delete_selection()

    def action_cursor_left(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's
        """A whole sign to the left."""
        if select or not self.selection.is_empty:
            super().action_cursor_left(select)
        else:
            self.cursor_position = sign_start(self.value, self.cursor_position)

    def action_cursor_right(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's
        """A whole sign to the right; at the end what is offered is taken."""
        if select or not self.selection.is_empty or self.cursor_at_end:
            super().action_cursor_right(select)
        else:
            self.cursor_position = sign_end(self.value, self.cursor_position)

    def on_paste(self, event: Paste) -> None:
        """Several lines become one: none is dropped unsaid."""
        event.prevent_default()
        event.stop()
        self.replace(" ".join(event.text.split("\n")).replace("\r", ""), *self.selection)


class NoteField(TextArea):
    """A longer text; Enter is left to the dialog, but only after all that was typed before it."""

    def get_line(self, line_index: int) -> Text:
        """A line as it is drawn; what is edited stays as it was written."""
        return Text(shown_in_place(self.document.get_line(line_index)), end="", no_wrap=True)

    def on_key(self, event: Key) -> None:
        """Enter is no new line here."""
        if event.key == "enter":
            event.prevent_default()

    def get_cursor_left_location(self) -> tuple[int, int]:
        """A whole sign to the left: there the cursor goes, and so much Backspace takes away."""
        row, column = self.cursor_location
        if column == 0:
            return super().get_cursor_left_location()
        return row, sign_start(self.document.get_line(row), column)

    def get_cursor_right_location(self) -> tuple[int, int]:
        """A whole sign to the right: there the cursor goes, and so much Delete takes away."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        return super().get_cursor_right_location() if column >= len(line) else (row, sign_end(line, column))
