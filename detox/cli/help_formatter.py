"""Help that stands in line in Chinese too: argparse counts characters, a terminal counts cells."""

import argparse
import os
from functools import cache

MARGIN = 2
"""Cells that argparse leaves free at the right."""


class HelpFormatter(argparse.HelpFormatter):
    """argparse's layout, measured in cells; for each argument it makes one, so the width is asked once."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_width(os.environ.get("COLUMNS", "")))

    def _format_action(self, action: argparse.Action) -> str:
        text = super()._format_action(action)
        header = self._format_action_invocation(action)
        wide = _cells(header) - len(header)
        padded = header + " " * (wide + 2)
        return text.replace(padded, header + "  ", 1) if wide and padded in text else text

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        fill = super()._fill_text  # a line that is set in stays as it is: it is a call to be copied
        return "\n".join(
            line if line.startswith("  ") else fill(line, width, indent) for line in text.split("\n")
        )

    def _split_lines(self, text: str, width: int) -> list[str]:
        if text.isascii():
            return super()._split_lines(text, width)
        lines, line = [], ""
        for word in _words(text):
            if line and _cells(line + word) > width:
                lines.append(line.rstrip())
                line = word.lstrip()
            else:
                line += word
        return [*lines, line]


@cache
def _width(_columns: str) -> int:
    """The cells of a line, as argparse itself reckons them."""
    import shutil  # noqa: PLC0415 - as argparse does

    return shutil.get_terminal_size().columns - MARGIN


def _words(text: str) -> list[str]:
    """Pieces a line may break between: after a space, and after any wide sign."""
    pieces, piece = [], ""
    for sign in text:
        piece += sign
        if sign == " " or not sign.isascii():
            pieces.append(piece)
            piece = ""
    return [*pieces, piece]


def _cells(text: str) -> int:
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - only for help that is not in English

    return cell_len(text)
