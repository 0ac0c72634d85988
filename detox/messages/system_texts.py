"""What a system says of a file that it refuses, in the language spoken now."""

from detox.words import N_, _

SYSTEM = {
    said: said
    for said in (
        N_("No such file or directory"),
        N_("Permission denied"),
        N_("Is a directory"),
        N_("Not a directory"),
        N_("File exists"),
        N_("Read-only file system"),
        N_("No space left on device"),
        N_("Input/output error"),
        N_("Too many open files"),
    )
}
"""What POSIX systems say of a file they refuse."""


def system_text(said: str) -> str:
    """Why the system refuses a file; what is not known here stays as the system says it."""
    return _(SYSTEM[said]) if said in SYSTEM else said
