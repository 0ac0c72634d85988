"""A fault of the program as it is said: where it was, never with what values, which may be notes."""

import sys
import traceback

from detox.words import _

PLACES = 5
"""So many lines of the way there are named."""


def fault_text() -> str:
    """The sentence about the exception that is being handled, and the places it came from."""
    _kind, error, trace = sys.exc_info()
    places = traceback.extract_tb(trace)[-PLACES:]
    where = "\n".join(f"  {place.filename}:{place.lineno} {place.name}" for place in places)
    name = type(error).__name__
    said = _("Detox has a fault and had to stop ({name}). What was written is safe.").format(name=name)
    return f"{said}\n{where}"
