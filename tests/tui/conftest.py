"""How the screens are tried quickly: style sheets are read once a run, and see `tests.tui.rest`."""

from typing import Any

from textual.css.model import RuleSet
from textual.css.styles import RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode


def _read_once() -> None:
    """Let the programs of a run share the style sheets that they read: each parsed the same ones anew."""
    parse, read = Stylesheet._parse_rules, {}

    def parsed(self: Stylesheet, css: str, *where: Any, **how: Any) -> list[RuleSet]:
        key = css, where, tuple(how.items()), tuple(self._variables.items())
        if key not in read:
            read[key] = parse(self, css, *where, **how)
        return read[key]

    Stylesheet._parse_rules = parsed


def _apply_what_changes() -> None:
    """Let a widget that has its rules already keep them: each was set anew, to what it was."""
    replace = Stylesheet.replace_rules

    def replaced(node: DOMNode, rules: RulesMap, animate: bool = False) -> None:  # noqa: FBT001, FBT002
        if node.styles.base._rules == rules:
            node.notify_style_update()
        else:
            replace(node, rules, animate=animate)

    Stylesheet.replace_rules = staticmethod(replaced)
    RuleSet.__hash__ = object.__hash__  # it is `id` as well, without a call


_read_once()
_apply_what_changes()
