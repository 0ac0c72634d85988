"""Walking through another program's JSON, refusing at the very place."""

from typing import Any

from detox.exchange.foreign.source import refuse
from detox.exchange.parsing import walked


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


def others(item: dict[str, Any], known: tuple[str, ...], place: str) -> list[str]:
    """What an object says besides the keys that are known, as lines to set aside; empty ones say nothing."""
    return [
        f"{place}.{key}: {value}"
        for key, value in item.items()
        if key not in known and value not in (None, "", [], {}, False)
    ]
