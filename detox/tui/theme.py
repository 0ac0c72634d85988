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

ROLES: Mapping[str, Mapping[str, str]] = {
    "dark": DARK | fills_of(DARK, DARK_SHARES),
    "light": LIGHT | fills_of(LIGHT, LIGHT_SHARES),
    "ansi": {},
}
ON = "on:"
LOOKS = frozenset({"bold", "italic", "tint", "reverse"})
"""What may stand beside the name of a role."""
TINT = {"dark": 0.15, "light": 0.14}
"""How much of an outcome's colour lies under its sign."""
NAMES = {"dark": "detox-dark", "light": "detox-light", "ansi": "detox-ansi"}


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


def themes() -> list[Theme]:
    """Our three themes, for Textual."""
    return [_theme("dark"), _theme("light"), _ansi_theme()]


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
        dark=name == "dark",
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
