"""Help that stands in line in Chinese too: argparse counts characters, a terminal counts cells."""

import argparse
import os
import sys
from functools import cache
from typing import Any

from detox.cli.terminal_lines import filled
from detox.messages.line_breaks import cells

USUAL = 80
MARGIN = 2
"""Cells that argparse leaves free at the right."""


class HelpFormatter(argparse.HelpFormatter):
    """argparse's layout, measured in cells; for each argument it makes one, so the width is asked once."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_width(os.environ.get("COLUMNS", "")))

    def _format_action(self, action: argparse.Action) -> str:
        text = super()._format_action(action)
        header = self._format_action_invocation(action)
        wide = cells(header) - len(header)
        padded = header + " " * (wide + 2)
        return text.replace(padded, header + "  ", 1) if wide and padded in text else text

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(  # a line that is set in stays as it is: it is a call to be copied
            line if line.startswith("  ") else "\n".join(indent + part for part in filled(line, width))
            for line in text.split("\n")
        )

    def _format_usage(self, *args: Any) -> str:  # noqa: ANN401 - argparse's own
        """The usage; where wide signs make a line too long it is laid out again in less room."""
        width, first = self._width, super()._format_usage(*args)
        said = first
        while not said.isascii() and _is_wider(said, width) and self._width > width // 2:
            self._width -= 2
            said = super()._format_usage(*args)
        self._width = width
        return first if _is_wider(said, width) else said

    def _split_lines(self, text: str, width: int) -> list[str]:
        return super()._split_lines(text, width) if text.isascii() else filled(text, width)


def _is_wider(text: str, width: int) -> bool:
    return any(cells(line) > width for line in text.split("\n"))


@cache
def _width(columns: str) -> int:
    """The cells of a line, as argparse itself reckons them: by `COLUMNS`, else by the terminal, else 80."""
    if columns.isdecimal() and int(columns):
        return int(columns) - MARGIN
    try:  # what shutil asks, without the archives that come with it
        return (os.get_terminal_size(sys.__stdout__.fileno()).columns or USUAL) - MARGIN  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):  # no output, or one that is no terminal
        return USUAL - MARGIN
