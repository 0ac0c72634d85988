"""How the screens are tried quickly: style sheets are read once a run; and see `tests.tui.rest`."""

from typing import Any

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet


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
