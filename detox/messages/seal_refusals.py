"""Why a seal stays on or off, a sentence each: what happened, what it means, what to do."""

from detox.errors import Locked
from detox.words import N_, _

SEAL_FORBIDDEN = {
    "sealed already": N_("This diary is sealed already. Another passphrase: detox passphrase."),
    "driver needs states": N_(
        "git's driver needs three files: BASE OURS THEIRS, and the name. Nothing was changed."
    ),
    "not sealed": N_("This diary is not sealed. Seal it with: detox seal. Nothing was changed."),
    "short passphrase": N_("A passphrase needs {n} characters; six words are better. Nothing was changed."),
    "two passphrases": N_("These were two different passphrases. Nothing was changed. Try again."),
    "no passphrase": N_(
        "There is nobody to ask for a passphrase here. Nothing was changed. Give it by --passphrase-fd N."
    ),
    "kit unseen": N_(
        "There is nobody who could write the recovery kit down. Nothing was changed. With --yes it is only "
        "printed."
    ),
    "kit not checked": N_("Those were not its last characters. Nothing was changed. Try again, paper first."),
}
SEAL_STORE = {
    "sealing changed": N_(
        "The diary has been sealed, or its seal changed, since it was opened here. Nothing was saved. "
        "Open it again."
    ),
    "not opened": N_(
        "{file} cannot be opened by the keys of this diary. Nothing was changed. Move it away, "
        "then try again."
    ),
}
_LOCKED = {
    "locked": N_(
        "The diary is sealed, and nobody can be asked for its passphrase here. Nothing was changed."
    ),
    "never opened": N_(
        "Another machine sealed this diary. Open it here once with its passphrase, then writing needs none. "
        "Nothing was changed."
    ),
    "wrong": N_("That was not the passphrase. Nothing was changed."),
    "wrong key": N_("That key opens nothing here. Nothing was changed."),
    "no secret key": N_("A secret key begins with AGE-SECRET-KEY-1. Nothing was changed."),
    "no library": N_(
        "Sealing needs pyrage, which is not installed here (pip install pyrage). Nothing was changed."
    ),
    "no keys": N_(
        "The diary is sealed and its key file, identity.age, is gone. Bring it back from another machine, or "
        "use the recovery kit: detox passphrase --kit."
    ),
    "damaged keys": N_(
        "The key file, identity.age, is damaged. Bring it back from another machine, or use the recovery "
        "kit: detox passphrase --kit."
    ),
    "too much work": N_(
        "The key file, identity.age, asks for far more work than a passphrase should. It was not tried. "
        "Bring it back from another machine, or use the recovery kit: detox passphrase --kit."
    ),
    "another key": N_(
        "{file} is sealed with another key: another diary, or sealed on two machines apart. Nothing was "
        "changed. Move that folder away, make an empty one in its place, and join it: detox merge FOLDER"
    ),
    "not sealed": SEAL_FORBIDDEN["not sealed"],
}


def locked_text(error: Locked) -> str:
    """Why a sealed diary cannot be opened now."""
    return _(_LOCKED[error.reason]).format(file=error.file)
