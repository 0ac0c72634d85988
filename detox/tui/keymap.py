"""Which keys are in use where they are not the usual ones; what is drawn asks here for a key's name."""

from collections.abc import Mapping

from detox.settings import Settings
from detox.tui.header_footer import key_label

VIM = {
    **{f"{page}.up": "up,k" for page in ("cursor", "week", "trial", "year")},
    **{f"{page}.down": "down,j" for page in ("cursor", "week", "trial", "year")},
    **{f"{page}.left": "left,h" for page in ("cursor", "week", "year")},
    **{f"{page}.right": "right,l" for page in ("cursor", "week", "year")},
    "checkin": "o",
    "care": "H",
    "list.kind": "w",
    "people.lost": "L",
}
"""What moves is on h j k l; what stood there moves aside."""
_in_use: dict[str, str] = {}


def keymap_of(settings: Settings) -> dict[str, str]:
    """Which id has which keys, where they are not the usual ones."""
    return {**(VIM if settings.key_style == "vim" else {}), **settings.keys}


def use_keys(keys: Mapping[str, str]) -> None:
    """From here on these are the keys that are drawn; like the language, they are the whole program's."""
    _in_use.clear()
    _in_use.update(keys)


def key_of(binding_id: str, usual: str) -> str:
    """The key of what has that id, as a person calls it; `usual` where it was not changed."""
    return key_label(_in_use[binding_id].split(",")[0]) if binding_id in _in_use else usual


def key_code(binding_id: str | None, usual: str) -> str:
    """The same as Textual calls it, all of them where there are several."""
    return _in_use.get(binding_id or "", usual)
