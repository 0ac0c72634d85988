"""What the records are made of: which fields hold records themselves, what each may be."""

from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from detox.domain.entries import Cost
from detox.domain.record import Record
from detox.domain.trial import Amendment, Choice, Criterion, Rule

NESTED: dict[str, type[Record]] = {
    "cost": Cost,
    "rule": Rule,
    "criteria": Criterion,
    "amendments": Amendment,
    "choice": Choice,
}
"""The fields of any record that hold a record, or a list of them."""


@cache
def alternatives(kind: type[Record], field: str) -> tuple[Any, ...]:
    """The types that a field may have, by its name in the log; a tuple of records is one of them."""
    names = dict(zip(kind.__struct_encode_fields__, kind.__struct_fields__, strict=True))
    hint = get_type_hints(kind)[names[field]]
    return get_args(hint) if get_args(hint) and get_origin(hint) is not tuple else (hint,)
