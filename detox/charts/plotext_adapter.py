"""The seam to plotext: what it wants to hear, and its traps kept away."""

import importlib.util
import re
import sys
from contextlib import nullcontext
from functools import cache
from types import ModuleType
from typing import Any

from detox.digest import sha256
from detox.optional_modules import left_out, replaced

Colour = tuple[int, int, int]
TOP = 100
TICKS = (0, 25, 50, 75, 100)
DOTS = 4
"""Rows of braille dots in a cell."""
UNUSED = {"plotext._doc.doc": "docs", "plotext._tests.run": "test"}
"""What plotext fetches at every import and no drawing asks for, its manual and its own tests, and the one
name it takes from each: 4 MB and 80 ms with them."""
COLOUR_CODE = re.compile(r"\x1b\[[0-9;]*m")


@cache
def available() -> bool:
    """Whether charts can be drawn on this system; where not, they come as tables."""
    return importlib.util.find_spec("plotext") is not None


@cache
def plotext_itself() -> Any:  # noqa: ANN401 - plotext is not typed
    """The library, fetched at its first use."""
    plotext = _imported()
    plotext.terminal.limit(False, False)  # else it cuts to the size of the terminal it believes in
    return plotext


def _imported() -> Any:  # noqa: ANN401 - plotext is not typed
    """The library as lean as it can be had, else as it is."""
    empty = {name: ModuleType(name) for name in UNUSED}
    for name, word in UNUSED.items():
        setattr(empty[name], word, None)
    # It hashes, too, with OpenSSL where that is; where Python has nothing of its own it has to.
    own_digest = sha256.__module__ != "_hashlib"
    # It is 20 ms to import as it is here; neither `detox log` nor the first paint must pay them.
    try:
        with replaced(empty), left_out("_hashlib") if own_digest else nullcontext():
            import plotext  # noqa: PLC0415
    except (ImportError, AttributeError):  # another version, which asks for more
        for name in [name for name in sys.modules if name.partition(".")[0] == "plotext"]:
            del sys.modules[name]
        import plotext  # noqa: PLC0415
    return plotext


def load() -> None:
    """Fetch the drawing library ahead of its first use; safe in a thread."""
    if available():
        plotext_itself()


def mark(sign: str, colour: Colour | None) -> Any:  # noqa: ANN401 - plotext's
    """A sign as plotext takes it; "braille" draws in dots."""
    plotext = plotext_itself()
    return plotext.marker(sign, plotext.pixel(colour or "default"))


def _bare_figure(width: int, height: int) -> Any:  # noqa: ANN401 - plotext's
    plotext = plotext_itself()
    figure = type(plotext.figure)(plotext.terminal)
    figure.theme("simple")
    figure.canvas("default")
    figure.plot_size(width, height)
    figure.axes(False)
    return figure


def figure_of(width: int, height: int, plot: int) -> Any:  # noqa: ANN401 - plotext's
    """An empty sheet of `width` by `height` cells, its right `plot` cells a scale of 0..100."""
    figure = _bare_figure(width, height)
    figure.ruler("x").lim(0, max(1, plot - 1))
    figure.ruler("x").ticks([], [])
    figure.ruler("y").lim(0, TOP)
    figure.ruler("y").ticks(list(TICKS), [f"{tick:>3}  " for tick in TICKS])
    return figure


def dot_figure(width: int, height: int) -> Any:  # noqa: ANN401 - plotext's
    """An empty sheet without axes: half columns from 0 on, a scale of 0..100 from floor to top."""
    figure = _bare_figure(width, height)
    # Its limits are the middles of the outermost cells: so every dot stands exactly where it is put.
    half = TOP / (2 * height)
    figure.ruler("x").lim(0.5, max(1.0, 2 * width - 1.5))
    figure.ruler("y").lim(half, max(half + 1, TOP - half))
    for axis in ("x", "y"):
        figure.ruler(axis).ticks([], [])
    return figure


def exactly(text: str, width: int, height: int, *, coloured: bool) -> str:
    """Exactly `height` lines of `width` cells, whatever came out."""
    lines = text.split("\n")[:height]
    lines += [""] * (height - len(lines))
    if not coloured:
        lines = [COLOUR_CODE.sub("", line) for line in lines]
    return "\n".join(line + " " * (width - len(COLOUR_CODE.sub("", line))) for line in lines)


def blank(width: int, height: int) -> str:
    """Nothing, exactly as large as asked."""
    return "\n".join([" " * max(0, width)] * max(0, height))
