"""What the records are made of: which fields hold records themselves, what each may be."""

from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from detox.domain.record import Record


@cache
def alternatives(kind: type[Record], field: str) -> tuple[Any, ...]:
    """The types that a field may have, by its name in the log; a tuple of records is one of them."""
    names = dict(zip(kind.__struct_encode_fields__, kind.__struct_fields__, strict=True))
    hint = get_type_hints(kind)[names[field]]
    return get_args(hint) if get_args(hint) and get_origin(hint) is not tuple else (hint,)


@cache
def nested(kind: type[Record], field: str) -> type[Record] | None:
    """The record that a field holds, or holds a list of; `None` where it holds none, or is no field."""
    if field not in kind.__struct_encode_fields__:
        return None
    parts = (part for hint in alternatives(kind, field) for part in (hint, *get_args(hint)))
    return next((part for part in parts if isinstance(part, type) and issubclass(part, Record)), None)


def is_list(kind: type[Record], field: str) -> bool:
    """Whether a field holds a list."""
    return get_origin(alternatives(kind, field)[0]) is tuple
