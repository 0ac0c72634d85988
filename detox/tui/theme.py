"""The colours: paper under a lamp, by day and by night; every hex of the program is here."""

import os
from collections.abc import Mapping
from functools import lru_cache

from rich.style import Style
from textual.theme import Theme

from detox.tui.fills import DARK_SHARES, LIGHT_SHARES, fills_of, mixed

DARK = {
    "ground": "#15181C",
    "panel": "#1C2026",
    "raised": "#262B33",
    "chosen": "#454641",
    "line": "#39404A",
    "text": "#D9DCDF",
    "bright": "#F4F3EE",
    "muted": "#8F98A3",
    "accent": "#E6D27A",
    "direct": "#2FB58C",
    "workaround": "#62B3E4",
    "proxy": "#D58DB6",
    "app": "#E39A2B",
    "unmet": "#E8E6E1",
    "not_needed": "#8F98A3",
}
LIGHT = {
    "ground": "#FBF9F4",
    "panel": "#F3F0E8",
    "raised": "#E8E3D6",
    "chosen": "#D1CBB4",
    "line": "#CFC9BA",
    "text": "#33373B",
    "bright": "#15171A",
    "muted": "#5E6164",
    "accent": "#5A4E00",
    "direct": "#006B52",
    "workaround": "#1267A8",
    "proxy": "#A03C7A",
    "app": "#955200",
    "unmet": "#24272A",
    "not_needed": "#5E6164",
}
ANSI = {
    "muted": "dim",
    "line": "dim",
    "not_needed": "dim",
    "bright": "bold",
    "accent": "bold",
    "band": "dim",
    "thin": "dim",
}
"""Roles where only default, bold and dim are to be had; the others are default."""

SIXTEEN = {
    "muted": "bright_black",
    "line": "bright_black",
    "not_needed": "bright_black",
    "band": "bright_black",
    "thin": "bright_black",
    "direct": "green",
    "workaround": "cyan",
    "proxy": "magenta",
    "app": "yellow",
}
"""Roles in the terminal's own sixteen colours; the others are its default, the accent in bold.

What is said by them is said by signs and words, too: how they look is the terminal's choice.
"""
OUTCOME_ROLES = ("direct", "workaround", "proxy", "app", "unmet")
OUR_OWN = ("dark", "light", "ansi", "plain")
"""Ours: two of paper, the terminal's own colours, and none at all."""


class RolesByLook(dict[str, Mapping[str, str]]):
    """The colours of the roles, by look; a borrowed one is reckoned when it is first asked for."""

    def __missing__(self, look: str) -> Mapping[str, str]:
        from detox.tui.borrowed_themes import borrowed_roles, is_dark  # noqa: PLC0415 - few borrow one

        ours = DARK if is_dark(look) else LIGHT
        roles = borrowed_roles(look, {role: ours[role] for role in OUTCOME_ROLES})
        self[look] = roles | fills_of(roles, DARK_SHARES if ours is DARK else LIGHT_SHARES)
        return self[look]


class TintByLook(dict[str, float]):
    """How much of an outcome's colour lies under its sign, by look."""

    def __missing__(self, look: str) -> float:
        from detox.tui.borrowed_themes import is_dark  # noqa: PLC0415 - few borrow one

        return self["dark" if is_dark(look) else "light"]


class NameByLook(dict[str, str]):
    """What Textual calls a look."""

    def __missing__(self, look: str) -> str:
        return f"detox-{look}"


ROLES = RolesByLook(
    {
        "dark": DARK | fills_of(DARK, DARK_SHARES),
        "light": LIGHT | fills_of(LIGHT, LIGHT_SHARES),
        "ansi": {},
        "plain": {},
    }
)
ON = "on:"
LOOKS = frozenset({"bold", "italic", "tint", "reverse"})
"""What may stand beside the name of a role."""
TINT = TintByLook({"dark": 0.15, "light": 0.14})
NAMES = NameByLook(
    {"dark": "detox-dark", "light": "detox-light", "ansi": "detox-ansi", "plain": "detox-ansi"}
)
CHOSEN_SHARE = 0.16
"""How much of the accent lies in the ground of a row that is chosen in a dialog."""


def few_colours(environ: Mapping[str, str]) -> bool:
    """Whether this terminal wants no colours, or has sixteen at most."""
    if "NO_COLOR" in environ:
        return True
    rich = environ.get("COLORTERM", "").lower() in {"truecolor", "24bit"}
    term = environ.get("TERM", "")
    known = any(
        word in term for word in ("256", "kitty", "direct", "ghostty", "alacritty", "foot", "wezterm")
    )
    return not (rich or known or os.name == "nt" or not term)


def look_of(theme: str, environ: Mapping[str, str], *, no_color: bool) -> str:
    """The look of a program that is set to a theme, in the terminal that it runs in."""
    if no_color or "NO_COLOR" in environ:
        return "plain"
    return "ansi" if few_colours(environ) else theme


def mixes_colours(look: str) -> bool:
    """Whether a look has colours of its own, to be mixed and to lie on grounds."""
    return bool(ROLES[look])


def theme_of(look: str) -> Theme:
    """A look as Textual's theme."""
    return _ansi_theme() if not ROLES[look] else _theme(look)


@lru_cache(maxsize=512)
def style(role: str, theme: str, ground: str = "ground") -> Style:
    """The style of a role: its name, with `bold`, `italic`, `tint` or `reverse` beside it, on that ground.

    `on:` before the name of another role lays it on that one; `reverse` is for where there are no colours.
    """
    words = role.split()
    colours = ROLES[theme]
    laid_on = next((word.removeprefix(ON) for word in words if word.startswith(ON)), ground)
    name = next((word for word in words if word not in LOOKS and not word.startswith(ON)), "text")
    bold, italic, reverse = "bold" in words, "italic" in words, "reverse" in words
    if not colours:
        if theme == "ansi":
            strong = bold or ANSI.get(name) == "bold"
            return Style(color=SIXTEEN.get(name), bold=strong, italic=italic, reverse=reverse)
        plain = ANSI.get(name, "")
        dim = plain == "dim" and not bold
        return Style(bold=bold or plain == "bold", dim=dim, italic=italic, reverse=reverse)
    under = mixed(colours[name], colours["ground"], TINT[theme]) if "tint" in words else colours[laid_on]
    return Style(color=colours[name], bgcolor=under, bold=bold, italic=italic)


def fill(theme: str, ground: str) -> Style:
    """The style of empty cells on that ground."""
    colours = ROLES[theme]
    return Style(bgcolor=colours[ground]) if colours else Style()


def _theme(name: str) -> Theme:
    roles = ROLES[name]
    return Theme(
        name=NAMES[name],
        primary=roles["accent"],
        secondary=roles["muted"],
        accent=roles["accent"],
        warning=roles["accent"],
        error=roles["app"],
        success=roles["direct"],
        foreground=roles["text"],
        background=roles["ground"],
        surface=roles["panel"],
        panel=roles["raised"],
        dark=name == "dark" or (name not in OUR_OWN and TINT[name] == TINT["dark"]),
        variables={
            **{role: roles[role] for role in ("muted", "line", "bright", "ground", "raised")},
            "input-cursor-background": roles["accent"],
            "input-cursor-foreground": roles["ground"],
            "input-selection-background": roles["line"],
            "block-cursor-background": roles["raised"],
            "block-cursor-foreground": roles["bright"],
            "border": roles["line"],
            "border-blurred": roles["line"],
            "scrollbar": roles["line"],
            "scrollbar-background": roles["ground"],
            "scrollbar-hover": roles["muted"],
            "scrollbar-active": roles["muted"],
        },
    )


def _ansi_theme() -> Theme:
    default = "ansi_default"
    return Theme(
        name=NAMES["ansi"],
        ansi=True,
        primary=default,
        secondary=default,
        accent=default,
        warning=default,
        error=default,
        success=default,
        foreground=default,
        background=default,
        surface=default,
        panel=default,
        boost=default,
        variables={
            **dict.fromkeys(("muted", "line", "bright", "ground", "raised", "border", "scrollbar"), default),
            **dict.fromkeys(("ansi-background", "ansi-foreground", "screen-selection-background"), default),
            **dict.fromkeys(("scrollbar-background", "scrollbar-hover", "scrollbar-active"), default),
            "input-cursor-text-style": "reverse",
            "input-cursor-background": default,
            "input-cursor-foreground": default,
        },
    )
