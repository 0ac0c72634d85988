"""The seal as sentences: what is refused and why, the recovery kit, what no seal can reach."""

from collections.abc import Sequence

from detox.diary.sealing import CHECKED, RecoveryKit
from detox.shown import shown
from detox.storage.copies_elsewhere import PlainCopy
from detox.words import N_, _

NOT_SEALED = N_("This diary is not sealed: whoever can log in here can read it.")
OFFER = N_("Seal it with a passphrase? (recommended)")
NOT_IT = N_("That was not it. Nothing was changed.")
LOST_IS_LOST = N_(
    "A passphrase cannot be recovered. Without it, and without the kit on paper, nobody can read what is in "
    "here, you included."
)
FLASH = N_(
    "The plain files were removed. On an SSD, a memory card or a disk with snapshots their old blocks may "
    "be readable for a while; an encrypted disk helps against that."
)
SLOW = N_("Opening takes about {n} seconds on this machine: that is what holds up guessing.")
SOME_SECONDS = N_("This takes some seconds: that is what holds up guessing.")
"""Said to somebody who waits, before a passphrase is worked on."""
SIX_WORDS = N_("To take them, leave the first field empty and type them into the second.")
WAITING = N_("Kept, sealed. You will see it after unlocking.")

PIECE = 25
"""Characters of the secret key in a line: it has 74, too many for a window of 40 cells."""
COPIES = {
    "git": N_("{path}: a repository keeps every earlier state in clear."),
    "versions": N_("{path}: earlier versions are kept there, in clear."),
    "sync": N_("{path}: other machines have copies, in clear until they are unlocked once."),
    "cloud": N_("{path}: the server keeps earlier versions, in clear. Delete them there."),
}


def kit_text(kit: RecoveryKit) -> str:
    """What is to be written on paper."""
    return "\n".join(
        (
            _("Write it on paper; it is shown this once and kept nowhere."),
            "",
            *(f"  {kit.secret[n : n + PIECE]}" for n in range(0, len(kit.secret), PIECE)),
            "",
            _(
                "It opens the diary without the passphrase: detox passphrase --kit. Without this program: "
                "put it on one line into KEY.txt, then, in the diary's folder, with the program age:"
            ),
            f"  {kit.command}",
        )
    )


def check_question() -> str:
    """What is asked to see that the kit stands on paper."""
    return _("The last {n} characters of the key, from your paper:").format(n=CHECKED)


def copies_text(copies: Sequence[PlainCopy]) -> str:
    """Where plain copies may lie that sealing does not reach; empty where there is none."""
    if not copies:
        return ""
    lines = [f"  {_(COPIES[copy.kind]).format(path=shown(str(copy.path)))}" for copy in copies]
    return "\n".join((_("Sealing does not reach these:"), *lines))
