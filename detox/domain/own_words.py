"""Where in a record a person's own words stand; everything else is an id, a moment, a number or a choice."""

from collections.abc import Iterator

from detox.domain.entries import (
    Channel,
    CheckIn,
    Contact,
    Entry,
    Lapse,
    Life,
    Pause,
    Review,
    Step,
    Task,
)
from detox.domain.record import Record
from detox.domain.snapshot import Snapshot
from detox.domain.trial import Amendment, Choice, Trial

OWN_WORDS: dict[type[Record], tuple[str, ...]] = {
    Snapshot: ("app",),
    Life: ("app",),
    Entry: ("helper", "note"),
    Lapse: ("what", "who", "when"),
    CheckIn: ("note",),
    Review: ("hardest", "plan", "people"),
    Task: ("name",),
    Channel: ("name",),
    Contact: ("name", "address", "note"),
    Step: ("text",),
    Pause: ("reason",),
    Trial: ("sentence",),
    Amendment: ("reason",),
    Choice: ("why",),
}
"""The fields of each kind of record that hold what was typed as it was typed."""


def own_words(record: Record) -> Iterator[str]:
    """Every text of a record, and of the records inside it, that a person typed; empty ones are left out."""
    for field in record.__struct_fields__:
        value = getattr(record, field)
        if field in OWN_WORDS.get(type(record), ()):
            yield from (value,) if value else ()
        else:
            yield from _inside(value)


def _inside(value: object) -> Iterator[str]:
    if isinstance(value, Record):
        yield from own_words(value)
    elif isinstance(value, tuple):
        for part in value:
            yield from _inside(part)
