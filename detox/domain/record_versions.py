"""Which version of a record one is, which ones it stands over, and those that nobody has settled yet."""

import re
from datetime import date

import msgspec

from detox.domain.record import Record

REV = re.compile(r"[a-z0-9-]{1,64}")
"""A version's identity, as a log writes it."""
CLOCK = re.compile(r"[0-9]{1,15}-[0-9]{1,9}-[a-z0-9]{1,16}")
"""Milliseconds, a counter, and the chance name of the machine that wrote it."""
MOST_NAMED = 64
"""So many older versions are named, the nearest first: the laws of the join hold for so many edits of one
record; beyond it one version more may show, nothing less."""
MOST_OTHERS = 1000
"""Far more versions than anybody leaves unsettled; a log with more of one record is no log."""

RecordKey = tuple[str, str]
"""A record by its list and its id; of all trials the list is "trials", of the life "life"."""


class VersionStamp(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What the store says about one version; empty texts where it says nothing."""

    rev: str = ""
    """Its identity."""
    clock: str = ""
    """Its writer's clock, as in `CLOCK`."""
    updated_at: str = ""
    """RFC 3339 with offset; when it was written."""
    supersedes: tuple[str, ...] = ()
    """The versions it stands over, the nearest first; at most `MOST_NAMED`."""
    doubt: bool = False
    """Whether it comes out of bytes that cannot be trusted."""


class OtherVersion(msgspec.Struct, frozen=True, kw_only=True):
    """A version that stands beside the one in front."""

    stamp: VersionStamp
    record: Record | None = None
    """What it says; `None` where it is a deletion."""
    day: date | None = None
    """Of the deletion of an entry: a day of the month where it was deleted."""


class Lineage(msgspec.Struct, frozen=True, kw_only=True):
    """What the store says about one record as it travels in a log."""

    stamp: VersionStamp
    """Of the version in front."""
    others: tuple[OtherVersion, ...] = ()
    """In the order of the store."""
    front: Record | None = None
    """What the version in front says by itself, where the record is joined from several."""
