"""User text made safe to show: no escapes, no markup, no tricks."""

import unicodedata

_KEPT = {"\n"}


def shown(text: str) -> str:
    """`text` without control, format and surrogate signs; tabs become spaces."""
    return "".join(
        sign
        for sign in text.replace("\t", "    ")
        if sign in _KEPT or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co"}
    )
