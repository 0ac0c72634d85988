"""Draws the screens from the demo weeks: `python screenshots/make.py [NAME ...]` writes SVG and PNG."""

import asyncio
import os
import sys
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from rich.cells import cell_len
from rich.style import Style

os.environ.setdefault("COLORTERM", "truecolor")
sys.path.insert(0, str(Path(__file__).parent.parent))

from detox.demo import MOMENT, demo_snapshot, demo_writer
from detox.diary.sender import Sender
from detox.domain.snapshot import Snapshot
from detox.settings import Settings
from detox.tui.app import DetoxApp
from detox.tui.theme import DARK, LIGHT
from detox.wiring import open_diary
from detox.words import speak

HERE = Path(__file__).parent
CELL, ROW, EDGE, LETTER = 9, 20, 10, 15
FONTS, WIDE_FONT = "DejaVu Sans Mono", "Noto Sans CJK SC"
BLOCKS = {
    **{sign: (0, 1 - n / 8, 1, 1) for n, sign in enumerate("▁▂▃▄▅▆▇█", 1)},
    "▔": (0, 0, 1, 1 / 8),
    "▌": (0, 0, 0.5, 1),
    "│": (0.45, 0, 0.56, 1),
    "╵": (0.45, 0, 0.56, 0.5),
    "╷": (0.45, 0.5, 0.56, 1),
    "─": (0, 0.48, 1, 0.53),
    "━": (0, 0.45, 1, 0.57),
    "╸": (0, 0.45, 0.5, 0.57),
}
"""Left, top, right and bottom of signs that are drawn, in shares of a cell."""


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One picture: a window, a language, a look, and the keys that lead there."""

    name: str
    size: tuple[int, int] = (80, 24)
    lang: str = "en"
    theme: str = "dark"
    signs: str = "unicode"
    keys: tuple[str, ...] = ()
    empty: bool = False
    before: int = 0
    """So many days before the demo's evening; the trial runs then, and nobody has read it."""


WINDOW = {"60": (60, 20), "80": (80, 24), "100": (100, 30), "120": (120, 36)}
SCREENS = {"today": "1", "week": "2", "journal": "3", "ties": "4", "people": "5", "trial": "6", "list": "7"}
SCENES = [
    *[
        Scene(name=f"{name}-{theme}-{window}", size=WINDOW[window], theme=theme, keys=(key,))
        for name, key in SCREENS.items()
        for theme, window in (("dark", "120"), ("light", "80"))
    ],
    *[Scene(name=f"{name}-zh-80", lang="zh_Hans", keys=(key,)) for name, key in SCREENS.items()],
    *[
        Scene(name=f"{name}-zh-120", size=WINDOW["120"], lang="zh_Hans", keys=(SCREENS[name],))
        for name in ("journal", "ties", "people", "trial", "list")
    ],
    Scene(name="today-dark-80"),
    Scene(name="week-dark-80", keys=("2",)),
    Scene(name="week-dark-60", size=WINDOW["60"], keys=("2",)),
    Scene(name="week-dark-200", size=(200, 50), keys=("2",)),
    Scene(name="week-dark-40", size=(40, 30), keys=("2",)),
    Scene(name="week-ascii-80", signs="ascii", keys=("2",)),
    Scene(name="ties-dark-200", size=(200, 50), keys=("4",)),
    Scene(name="people-steps-light-80", theme="light", keys=("5", "tab")),
    Scene(name="people-dark-200", size=(200, 50), keys=("5",)),
    Scene(name="week-light-120", size=WINDOW["120"], theme="light", keys=("2",)),
    Scene(name="trial-running-light-120", size=WINDOW["120"], theme="light", keys=("6",), before=14),
    Scene(name="trial-running-dark-80", keys=("6",), before=14),
    Scene(name="table-dark-80", keys=("2", "t")),
    Scene(name="lines-dark-80", keys=("6", "n")),
    Scene(name="rule-light-80", theme="light", keys=("6", "n", "enter")),
    Scene(name="choice-light-80", theme="light", keys=("6", "c", "down", "down", "enter")),
    Scene(name="change-light-80", theme="light", keys=("3", "down", "e")),
    Scene(name="refusal-dark-80", keys=("3", "g", *"soon", "enter")),
    Scene(name="behind-a-tie-dark-80", keys=("4", "enter")),
    Scene(name="message-light-80", theme="light", keys=("5", "m")),
    Scene(name="went-back-dark-80", keys=("a",)),
    Scene(name="decide-dark-120", size=WINDOW["120"], keys=("4", "b")),
    Scene(name="decide-light-80", theme="light", keys=("4", "b")),
    Scene(name="decide-zh-120", size=WINDOW["120"], lang="zh_Hans", theme="light", keys=("4", "b")),
    Scene(name="year-dark-120", size=WINDOW["120"], keys=("2", "y", "left_square_bracket")),
    Scene(name="year-zh-80", lang="zh_Hans", theme="light", keys=("2", "y", "left_square_bracket")),
    Scene(name="sweep-light-80", theme="light", keys=("r", "down", "down", "d")),
    Scene(name="review-light-80", theme="light", keys=("r", "escape")),
    Scene(name="channels-dark-80", keys=("7", "tab")),
    Scene(name="list-dark-200", size=(200, 50), keys=("7",)),
    Scene(name="list-dark-60", size=WINDOW["60"], keys=("7",)),
    Scene(name="sheet-light-120", size=WINDOW["120"], theme="light", keys=("4", "enter")),
    Scene(name="sheet-zh-80", lang="zh_Hans", keys=("4", "enter")),
    Scene(name="channel-search-dark-80", keys=("up", "c")),
    Scene(name="setup-tasks-dark-80", empty=True, keys=("enter", "enter", "enter", "tab", "tab", "tab")),
    Scene(name="setup-before-light-80", theme="light", empty=True, keys=(*("enter",) * 4, "3", "2")),
    Scene(name="journal-hidden-80", keys=("3", "f2")),
    Scene(name="today-empty-light-80", theme="light", empty=True, keys=("escape",) * 4),
    Scene(name="today-zh-120", size=WINDOW["120"], lang="zh_Hans", theme="light"),
    Scene(name="week-zh-120", size=WINDOW["120"], lang="zh_Hans", theme="light", keys=("2",)),
    Scene(name="today-dark-60", size=WINDOW["60"]),
    Scene(name="today-dark-100", size=WINDOW["100"]),
    Scene(name="today-light-120", size=WINDOW["120"], theme="light"),
    Scene(name="today-hidden-80", keys=("f2",)),
    Scene(name="today-ascii-80", signs="ascii"),
    Scene(name="dialog-light-80", theme="light", keys=("down", "w", "m", "1", "2")),
    Scene(name="checkin-dark-120", size=WINDOW["120"], keys=("k", "y")),
    Scene(name="palette-dark-80", keys=("ctrl+p", "t", "r")),
    Scene(name="preferences-light-80", theme="light", keys=("comma", "down")),
    Scene(name="explain-dark-80", keys=("2", "e")),
    Scene(name="help-light-80", theme="light", keys=("question_mark",)),
    Scene(name="setup-dark-80", empty=True),
    Scene(name="empty-dark-80", empty=True, keys=("escape", "escape", "escape", "escape", "2")),
]


def _lived(scene: Scene) -> Snapshot:
    """The demo's weeks up to the scene's evening: nobody has written of days to come."""
    weeks, today = (
        demo_snapshot(scene.lang, read=not scene.before),
        (MOMENT - timedelta(days=scene.before)).date(),
    )
    return weeks.replace(
        entries=tuple(entry for entry in weeks.entries if entry.day <= today),
        checkins=tuple(checkin for checkin in weeks.checkins if checkin.day <= today),
    )


async def strips_of(scene: Scene, folder: Path) -> list[list[tuple[str, Style]]]:
    """The cells of a scene, row by row."""
    speak(scene.lang)
    diary = open_diary(folder / "home", folder / "state", now=lambda: MOMENT - timedelta(days=scene.before))
    if not scene.empty:
        diary.take_in(_lived(scene))
        diary.sender.keep(Sender(name=demo_writer(scene.lang)))
    settings = Settings(theme=scene.theme, signs=scene.signs, first_lines=False)  # type: ignore[arg-type]
    app = DetoxApp(diary, settings)
    async with app.run_test(size=scene.size, notifications=True) as pilot:
        await pilot.pause(0.8)
        for key in scene.keys:
            await pilot.press(key)
            await pilot.pause(0.05)
        await pilot.pause(0.3)
        rows = app.screen._compositor.render_strips()  # noqa: SLF001 - the cells as they are on the screen
        return [[(part.text, part.style or Style()) for part in row] for row in rows]


def svg_of(rows: list[list[tuple[str, Style]]], theme: str) -> str:
    """The cells as a picture: every sign at its own column, so that wide signs stay wide."""
    colours = DARK if theme == "dark" else LIGHT
    width = max(sum(cell_len(text) for text, _style in row) for row in rows) * CELL + 2 * EDGE
    height = len(rows) * ROW + 2 * EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">',
        f'<rect width="100%" height="100%" fill="{colours["ground"]}"/>',
        f'<g font-family="{FONTS}" font-size="{LETTER}" xml:space="preserve">',
    ]
    for y, row in enumerate(rows):
        x = EDGE
        for text, style in row:
            parts += _run(text, style, x, EDGE + y * ROW, colours)
            x += cell_len(text) * CELL
    return "\n".join([*parts, "</g>", "</svg>"])


def _run(text: str, style: Style, x: int, y: int, colours: dict[str, str]) -> list[str]:
    cells = cell_len(text) * CELL
    ink = style.color.get_truecolor().hex if style.color else colours["text"]
    ground = style.bgcolor.get_truecolor(foreground=False).hex if style.bgcolor else None
    if style.reverse:
        ink, ground = ground or colours["ground"], ink
    parts = []
    if ground and ground.upper() != colours["ground"]:
        parts.append(f'<rect x="{x}" y="{y}" width="{cells}" height="{ROW}" fill="{ground}"/>')
    look = (' font-weight="bold"' if style.bold else "") + (' font-style="italic"' if style.italic else "")
    at = x
    for sign in text:
        parts += _sign(sign, at, y, ink, look)
        at += cell_len(sign) * CELL
    return parts


def _sign(sign: str, x: int, y: int, ink: str, look: str) -> list[str]:
    if sign == " ":
        return []
    if sign in BLOCKS:  # fonts leave gaps between rows that a terminal does not
        left, top, right, bottom = BLOCKS[sign]
        width, height = (right - left) * CELL, (bottom - top) * ROW
        place = f'x="{x + left * CELL:g}" y="{y + top * ROW:g}"'
        return [f'<rect {place} width="{width:g}" height="{height:g}" fill="{ink}"/>']
    font = f' font-family="{WIDE_FONT}"' if cell_len(sign) > 1 else ""
    return [f'<text x="{x}" y="{y + LETTER}" fill="{ink}"{look}{font}>{escape(sign)}</text>']


def main(names: list[str]) -> None:
    """Draw the named scenes, or all."""
    import resvg_py  # noqa: PLC0415 - only needed to write PNG

    for scene in SCENES:
        if names and scene.name not in names:
            continue
        with tempfile.TemporaryDirectory() as folder:
            svg = svg_of(asyncio.run(strips_of(scene, Path(folder))), scene.theme)
        (HERE / f"{scene.name}.svg").write_text(svg, encoding="utf-8")
        (HERE / f"{scene.name}.png").write_bytes(bytes(resvg_py.svg_to_bytes(svg_string=svg)))
        print(scene.name)


if __name__ == "__main__":
    main(sys.argv[1:])
