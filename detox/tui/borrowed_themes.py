"""Textual's own themes through our roles: what is read is mended until it can be."""

from collections.abc import Iterable, Mapping

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from detox.tui import fills

LEAST = 4.5
"""WCAG 2.2, 1.4.3: the contrast of what is read, on every ground it may lie on."""
TINT = 0.15
"""At most so much of an outcome's colour lies under its own sign."""
ROUNDING = 0.1
"""What is lost where a colour is written in hex."""
STEPS = 40
"""So many steps lead from a colour to white or black."""
LINE_SHARE, MUTED_SHARE, RAISED_SHARE, CHOSEN_SHARE = 0.22, 0.62, 0.10, 0.16
"""How much of the text lies in a hairline, a label and raised ground; of the accent in a chosen row."""
READ = ("text", "bright", "muted", "accent", "not_needed")
"""Roles that are read, beside the outcomes."""


def contrast(one: Color, other: Color) -> float:
    """The contrast of two opaque colours by WCAG 2.2, 1 to 21."""
    return fills.contrast(_hex(one), _hex(other))


def mended(colour: Color, grounds: Iterable[Color], *, dark: bool) -> Color:
    """The colour, moved towards white on dark grounds and black on light ones until it can be read on all.

    It can be read on its own tint of the first ground, too.
    """
    first, *others = grounds
    end = Color(255, 255, 255) if dark else Color(0, 0, 0)
    for step in range(STEPS + 1):
        moved = colour.blend(end, step / STEPS)
        under = (first, first.blend(moved, TINT), *others)
        if all(contrast(moved, ground) >= LEAST + ROUNDING for ground in under):
            return moved
    return end


def borrowed_roles(name: str, outcomes: Mapping[str, str]) -> dict[str, str]:
    """Our roles as hex colours, from one of Textual's themes.

    Args:
        name: as Textual calls it.
        outcomes: the colours of the outcomes on such a ground; they tell apart what a theme's own would not.

    Raises:
        KeyError: there is no such theme.
    """
    theme = BUILTIN_THEMES[name]
    said = theme.to_color_system().generate()
    ground, text, accent = (Color.parse(said[key]) for key in ("background", "foreground", "primary"))
    ground, text = _opaque(ground), _opaque(text)
    panel = ground.blend(text, RAISED_SHARE / 2)
    raised = ground.blend(text, RAISED_SHARE)
    grounds = (ground, panel, raised)
    read = {
        "text": text,
        "bright": text.blend(Color(255, 255, 255) if theme.dark else Color(0, 0, 0), 0.5),
        "muted": ground.blend(text, MUTED_SHARE),
        "accent": _opaque(accent),
        "not_needed": ground.blend(text, MUTED_SHARE),
        **{outcome: Color.parse(colour) for outcome, colour in outcomes.items()},
    }
    roles = {role: mended(colour, grounds, dark=theme.dark) for role, colour in read.items()}
    roles |= {"ground": ground, "panel": panel, "raised": raised, "line": ground.blend(text, LINE_SHARE)}
    roles["chosen"] = raised.blend(roles["accent"], CHOSEN_SHARE)
    return {role: _hex(colour) for role, colour in roles.items()}


def is_dark(name: str) -> bool:
    """Whether a theme of Textual's is dark."""
    theme: Theme = BUILTIN_THEMES[name]
    return theme.dark


def _opaque(colour: Color) -> Color:
    return Color(colour.r, colour.g, colour.b)


def _hex(colour: Color) -> str:
    return f"#{colour.r:02X}{colour.g:02X}{colour.b:02X}"
