"""A field for the name of a file: what begins so on the disk is offered, and tab takes it."""

import os
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.suggester import Suggester

from detox.tui.text_fields import LineField
from detox.words import N_


def typed_path(typed: str) -> str:
    """The name that is meant: without the quotes of a file that was dropped on the terminal, `~` as home."""
    said = typed.strip()
    if len(said) > 1 and said[0] == said[-1] and said[0] in {"'", '"'}:
        said = said[1:-1]
    return os.path.expanduser(said)  # noqa: PTH111 - Path's own refuses an unknown user by crashing


def completed_path(typed: str) -> str | None:
    """What was typed, with the first name on the disk that begins so; a folder ends in a slash.

    Names that begin with a dot are offered only where one was typed. `None` where nothing begins so.
    """
    _folder, _slash, begun = typed.rpartition(os.sep)
    root = typed_path(typed[: len(typed) - len(begun)]) or os.curdir
    try:
        with os.scandir(root) as found:
            names = sorted(
                entry.name + (os.sep if entry.is_dir() else "")
                for entry in found
                if entry.name.startswith(begun) and (begun or not entry.name.startswith("."))
            )
    except (OSError, ValueError):
        return None
    fitting = [name for name in names if name.rstrip(os.sep) != begun or name.endswith(os.sep)]
    return typed[: len(typed) - len(begun)] + fitting[0] if fitting and typed else None


class PathSuggester(Suggester):
    """Offers what stands on the disk; asked anew each time, for files come and go."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The whole of what may be meant."""
        return completed_path(value)


class PathField(LineField):
    """One line that holds the name of a file."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", N_("complete"), show=False, id="path.complete"),
    ]

    def __init__(self, value: str) -> None:
        super().__init__(value, suggester=PathSuggester(), id="path")

    def action_complete(self) -> None:
        """Take what is offered."""
        self.action_end()
        self.action_cursor_right()


def offered_path(name: str) -> str:
    """A name in the person's own folder, as it stands in the field before anything is typed."""
    return str(Path("~") / name)
