"""Keys of one's own, checked: what may be changed, and why a key cannot be given."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from textual.binding import Binding
from textual.keys import _character_to_key

from detox.settings import Settings
from detox.tui.header_footer import MODES, TABS, key_label, only_moves
from detox.tui.keymap import keymap_of
from detox.tui.mode_screens import screen_class
from detox.words import _

STAYING = ("undo", "redo", "help", "hide", "palette", "quit.now", "entry.delete")
"""These are named in sentences, and keep their keys."""
RESERVED = frozenset(
    (
        *"1234567uU",
        *(
            "escape",
            "enter",
            "tab",
            "shift+tab",
            "space",
            "up",
            "down",
            "left",
            "right",
            "backspace",
            "delete",
        ),
        *("ctrl+c", "ctrl+q", "ctrl+p", "ctrl+j", "ctrl+m", "ctrl+i", "ctrl+h", "ctrl+z", "f2"),
        *("question_mark", "upper_u"),
    )
)
"""Keys that mean the same everywhere, or that a terminal cannot tell from others."""
Place = tuple[str, Binding]
"""The mode of a screen, empty for the whole program, and what is bound there."""


def bound_places(program: Sequence[Any]) -> Iterator[Place]:
    """Every binding of the program and its seven screens; `program` are the app's own."""
    for binding in Binding.make_bindings(program):
        yield "", binding
    for mode in MODES:
        for binding in Binding.make_bindings(screen_class(mode).BINDINGS):
            yield mode, binding


def changeable(program: Sequence[Any]) -> list[Place]:
    """What may have another key, each id once."""
    found: dict[str, Place] = {}
    for mode, binding in bound_places(program):
        if binding.id is None or binding.id in STAYING or binding.action.startswith("switch_mode"):
            continue
        if binding.description and not only_moves(binding.action):
            found.setdefault(binding.id, (mode, binding))
    return list(found.values())


def place_name(place: Place) -> str:
    """What is bound, with its screen: "Week: table"."""
    mode, binding = place
    word = _(binding.description)
    return _("{screen}: {action}").format(screen=_(TABS[MODES.index(mode)]), action=word) if mode else word


def refused_key(binding_id: str, key: str, program: Sequence[Any], keys: Mapping[str, str]) -> str:
    """Why a key cannot be given to what has that id, as a sentence; empty where it can.

    Args:
        binding_id: what is to get the key.
        key: as Textual calls it.
        program: the app's own bindings.
        keys: the keymap as it is without this change.
    """
    places = list(bound_places(program))
    held = {mode for mode, binding in places if binding.id == binding_id}
    if not held or binding_id in STAYING:
        return _("The key of {name} cannot be changed.").format(name=binding_id)
    if key in RESERVED or (len(key) > 1 and key not in _KNOWN and not key.startswith(("ctrl+", "f"))):
        said = _("{key} means the same everywhere, or no terminal sends it alone. Choose another key.")
        return said.format(key=key_label(key))
    for mode, binding in places:
        if binding.id == binding_id or not (not mode or "" in held or mode in held):
            continue
        theirs = keys.get(str(binding.id), binding.key).split(",")
        if key in theirs:
            said = _("{key} is {name} already. Choose another key, or give that one another first.")
            return said.format(key=key_label(key), name=place_name((mode, binding)))
    return ""


_KNOWN = frozenset(_character_to_key(chr(code)) for code in range(33, 127))
"""The keys of the plain signs."""


def sound_keymap(settings: Settings, program: Sequence[Any]) -> tuple[dict[str, str], list[str]]:
    """The keymap without what cannot be, and why that was left out, a sentence each."""
    keys, said = keymap_of(settings.__class__(key_style=settings.key_style)), []
    for binding_id, key in settings.keys.items():
        refused = refused_key(binding_id, key, program, keys)
        if refused:
            said.append(refused)
        else:
            keys[binding_id] = key
    return keys, said
