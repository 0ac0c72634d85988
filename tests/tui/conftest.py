"""How the screens are tried quickly: the pilot looks oftener, and style sheets are read once a run."""

from typing import Any

import textual._wait
from textual._wait import SLEEP_GRANULARITY, SLEEP_IDLE
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

FINER = 4
"""The pilot waits three times a key until the process rests, and looks every 20 ms: that was most of
the time of these tests. What counts as rest is the same share of the processor."""
textual._wait.SLEEP_GRANULARITY = SLEEP_GRANULARITY / FINER
textual._wait.SLEEP_IDLE = SLEEP_IDLE / FINER


def _read_once() -> None:
    """Let the programs of a run share the style sheets that they read: each parsed the same ones anew."""
    parse, read = Stylesheet._parse_rules, {}

    def parsed(self: Stylesheet, css: str, *where: Any, **how: Any) -> list[RuleSet]:
        key = css, where, tuple(how.items()), tuple(self._variables.items())
        if key not in read:
            read[key] = parse(self, css, *where, **how)
        return read[key]

    Stylesheet._parse_rules = parsed


_read_once()
