"""Whether the process that a file is named after is still there."""

import os


def is_running(process: int) -> bool:
    """Whether a process is there; on Windows it is taken to be, for there the question would end it."""
    if os.name == "nt":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
