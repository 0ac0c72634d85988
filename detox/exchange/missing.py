"""What a log may leave out of a row, made up the same each time for the same content."""

import json
from collections import Counter
from typing import Any

from detox.digest import sha256
from detox.domain.entries import CheckIn, Entry
from detox.domain.record import Record

LEFT_OUT = ("id", "recorded_at", "updated_at")


def filled(row: Any, kind: type[Record], copies: Counter[str]) -> Any:  # noqa: ANN401 - any JSON value
    """The row with an id and its times, where it is an entry or a check-in that lacks them.

    Args:
        row: any JSON value; what is no object comes back as it is.
        kind: what the row should be.
        copies: counts equal rows without an id, so that each of them is one of its own.
    """
    if kind not in (Entry, CheckIn) or not isinstance(row, dict):
        return row
    made = dict(row)
    if kind is Entry and "id" not in row:
        # What is not known may be written as null or not at all: it is the same content.
        content = _fingerprint({key: value for key, value in row.items() if value not in (None, "")})
        copies[content] += 1
        made["id"] = _fingerprint([content, copies[content]])
    if "recorded_at" not in row:
        made["recorded_at"] = f"{row.get('day')}T{row.get('at') or '12:00'}:00+00:00"
    if "updated_at" not in row:
        made["updated_at"] = made["recorded_at"]
    return made


def _fingerprint(content: object) -> str:
    plain = json.dumps(content, sort_keys=True, separators=(",", ":"), default=str)
    return sha256(plain.encode()).hexdigest()[:32]
