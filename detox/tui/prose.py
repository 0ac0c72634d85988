"""A text in a dialog, broken between words, and in Chinese so that no stop begins a line."""

from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from detox.tui.styled_lines import wrapped


class Prose(Static):
    """As Textual's own, which breaks between any two wide signs, but for where its lines end."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """One row a line."""
        return len(wrapped(str(self.content), width)) if width else 1

    def render(self) -> Content:
        """The lines for the width there is."""
        return Content("\n".join(wrapped(str(self.content), max(1, self.content_size.width))))
