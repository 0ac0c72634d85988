"""Walking through another program's JSON, refusing at the very place."""

import re
from typing import Any

from detox.exchange.foreign.source import refuse
from detox.exchange.parsing import MOST_VALUES_AT_ONCE, walked

LONGEST_TOLD, MOST_TOLD = 200, 20
"""Signs and parts of what is only named; the file itself has the rest."""


def document(data: bytes, needed: str) -> dict[str, Any]:
    """The JSON object in a file, which must hold a list called `needed`.

    Raises:
        BadLog: it is none, or lacks it.
    """
    found = whole(data)
    if needed not in found:
        refuse("file", f'"{needed}"', ", ".join(list(found)[:8]))
    return found


def whole(data: bytes) -> dict[str, Any]:
    """The JSON object in a file.

    Raises:
        BadLog: it is none; it says where the text breaks.
    """
    if sum(data.count(sign) for sign in (b",", b"[", b"{")) > MOST_VALUES_AT_ONCE:
        refuse("file", f"at most {MOST_VALUES_AT_ONCE} values", "more of them")
    return {key: value for key, _n, value in walked(data, ())}


def objects(value: Any, place: str) -> list[tuple[str, dict[str, Any]]]:  # noqa: ANN401 - any JSON value
    """The objects of a list, each with its place.

    Raises:
        BadLog: it is no list of objects.
    """
    if not isinstance(value, list):
        refuse(place, "a list", value)
    for n, item in enumerate(value):
        if not isinstance(item, dict):
            refuse(f"{place}[{n}]", "an object", item)
    return [(f"{place}[{n}]", item) for n, item in enumerate(value)]


def text(item: dict[str, Any], key: str, place: str, *, needed: bool = False) -> str:
    """A text of an object; empty where it is missing or null.

    Raises:
        BadLog: it is something else, or is needed and empty.
    """
    value = item.get(key)
    if value is None and not needed:
        return ""
    if not isinstance(value, str) or (needed and not value.strip()):
        refuse(f"{place}.{key}", "a text", value)
    return value


def tagged(said: str, item: dict[str, Any], place: str, *further: str) -> str:
    """A text with the tags of its object that do not stand in it, and whatever else belongs behind it.

    Raises:
        BadLog: the tags are no list of texts.
    """
    tags = item.get("tags") or []
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        refuse(f"{place}.tags", "a list of texts", tags)
    missing = [tag for tag in tags if not re.search(rf"(?<!\w){re.escape(tag)}(?!\w)", said, re.IGNORECASE)]
    return " ".join(part for part in (said, *missing, *further) if part)


def others(item: dict[str, Any], known: tuple[str, ...], place: str) -> list[str]:
    """What an object says besides the keys that are known, as lines to set aside; empty ones say nothing."""
    return [
        f"{place}.{key}: {_short(value)}"
        for key, value in item.items()
        if key not in known and value not in (None, "", [], {}, False)
    ]


def _short(value: object) -> str:
    said = (
        str(value) if not isinstance(value, list | dict) or len(value) < MOST_TOLD else f"{len(value)} parts"
    )
    return said if len(said) <= LONGEST_TOLD else said[: LONGEST_TOLD - 1] + "~"
