"""The colours of large surfaces: outcomes, ranges and thin points, mixed into the ground of a theme."""

from collections.abc import Mapping

from detox.charts.plotext_adapter import Colour
from detox.domain.entries import NEEDED

DARK_SHARES = {
    "direct": 0.58,
    "workaround": 0.82,
    "proxy": 0.60,
    "app": 0.84,
    "unmet": 0.78,
    "band": 0.24,
    "thin": 0.55,
}
LIGHT_SHARES = {
    "direct": 0.90,
    "workaround": 0.68,
    "proxy": 0.88,
    "app": 0.69,
    "unmet": 0.80,
    "band": 0.20,
    "thin": 0.55,
}
"""How much of a colour lies in the ground. From below, neighbours change in lightness and not only in hue:
at least 16 apart (CIE76) for protan, deutan and tritan eyes, and each 3:1 against the ground."""


TILES = (0.16, 0.24, 0.32, 0.40)
"""How much of the text's colour lies in the tile of a day, from the worst mood to the best."""


def fills_of(roles: Mapping[str, str], shares: Mapping[str, float]) -> dict[str, str]:
    """The mixed colours by role: `direct-fill`, the sign on it as `direct-sign`, `band` and `thin`."""
    ground = roles["ground"]
    found = {
        "band": mixed(roles["muted"], ground, shares["band"]),
        "thin": mixed(roles["text"], ground, shares["thin"]),
    }
    found |= {f"tile-{n}": mixed(roles["text"], ground, share) for n, share in enumerate(TILES, 1)}
    for outcome in NEEDED:
        fill = mixed(roles[outcome], ground, shares[outcome])
        found[f"{outcome}-fill"] = fill
        found[f"{outcome}-sign"] = max((roles["bright"], ground), key=lambda ink: contrast(ink, fill))
    return found


def rgb(colour: str) -> Colour:
    """A colour written `#RRGGBB` as three numbers, 0..255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mixed(colour: str, ground: str, share: float) -> str:
    """So much, 0..1, of a colour in a ground."""
    parts = zip(rgb(colour), rgb(ground), strict=True)
    return "#" + "".join(f"{round(share * top + (1 - share) * under):02X}" for top, under in parts)


def contrast(one: str, other: str) -> float:
    """How far two colours are apart in lightness, 1..21 (WCAG 2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in rgb(colour)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]  # noqa: PLR2004
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
