"""The colours: paper under a lamp, by day and by night; every hex of the program is here."""

import os
from collections.abc import Mapping
from functools import lru_cache

from rich.style import Style
from textual.theme import Theme

from detox.charts import Ink
from detox.charts.plotext_adapter import Colour

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
}
"""Roles where only default, bold and dim are to be had; the others are default."""

SIXTEEN = {
    "muted": "bright_black",
    "line": "bright_black",
    "not_needed": "bright_black",
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
        self[look] = borrowed_roles(look, {role: ours[role] for role in OUTCOME_ROLES})
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


ROLES = RolesByLook({"dark": DARK, "light": LIGHT, "ansi": {}, "plain": {}})
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


def theme_of(look: str) -> Theme:
    """A look as Textual's theme."""
    return _ansi_theme() if not ROLES[look] else _theme(look)


@lru_cache(maxsize=512)
def style(role: str, theme: str, ground: str = "ground") -> Style:
    """The style of a role: its name, with `bold`, `italic` or `tint` beside it, on that ground."""
    words = role.split()
    colours = ROLES[theme]
    name = next((word for word in words if word not in {"bold", "italic", "tint"}), "text")
    bold, italic = "bold" in words, "italic" in words
    if not colours:
        if theme == "ansi":
            return Style(color=SIXTEEN.get(name), bold=bold or ANSI.get(name) == "bold", italic=italic)
        plain = ANSI.get(name, "")
        return Style(bold=bold or plain == "bold", dim=plain == "dim" and not bold, italic=italic)
    under = _mixed(colours[name], colours["ground"], TINT[theme]) if "tint" in words else colours[ground]
    return Style(color=colours[name], bgcolor=under, bold=bold, italic=italic)


def fill(theme: str, ground: str) -> Style:
    """The style of empty cells on that ground."""
    colours = ROLES[theme]
    return Style(bgcolor=colours[ground]) if colours else Style()


def chart_ink(theme: str, *, behind: bool = False) -> Ink:
    """The colours that charts are drawn in; all muted while a dialog lies above them."""
    colours = ROLES[theme]
    if not colours:
        return Ink()
    muted = _rgb(colours["muted"])
    return Ink(point=muted if behind else _rgb(colours["accent"]), muted=muted, line=_rgb(colours["line"]))


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
            "input-cursor-text-style": "reverse",
            "input-cursor-background": default,
            "input-cursor-foreground": default,
        },
    )


def _rgb(colour: str) -> Colour:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _mixed(colour: str, ground: str, share: float) -> str:
    parts = zip(_rgb(colour), _rgb(ground), strict=True)
    return "#" + "".join(f"{round(share * top + (1 - share) * under):02X}" for top, under in parts)
