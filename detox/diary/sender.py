"""Who sends the texts to people: a name, a number, somebody both know; on this machine alone."""

import msgspec

from detox.diary.context import DiaryContext
from detox.domain.record import NAME_LENGTH
from detox.errors import BadField
from detox.storage.local_state import LocalState

KEPT = "sender"
"""What it is kept under."""


class Sender(msgspec.Struct, frozen=True, kw_only=True):
    """What the person said of themselves; empty is not said."""

    name: str = ""
    """As those who get the text call them."""
    number: str = ""
    """The new number; empty where the number is the one it always was."""
    mutual: str = ""
    """Somebody both know, who can be asked whether it is really them."""
    polite: bool = False
    """Whether people are spoken to politely, where the language has a word for it."""

    def texts(self) -> dict[str, str]:
        """What was typed, by field, in the order of the form."""
        return {"name": self.name, "number": self.number, "mutual": self.mutual}


class SenderKeeper:
    """Kept for the next text; it is in no file of the diary and in no export."""

    def __init__(self, context: DiaryContext) -> None:
        self._local_state = LocalState(context.store.paths)

    def known(self) -> Sender:
        """What was said last; what cannot be read was never said."""
        try:
            return msgspec.json.decode(self._local_state.read(KEPT) or "{}", type=Sender)
        except msgspec.DecodeError:
            return Sender()

    def keep(self, sender: Sender) -> Sender:
        """Keep it for the next text; blanks around each part are no part of it.

        Raises:
            BadField: a part is too long; nothing was written.
            StoreError: it could not be written; what was there before still is.
        """
        parts = {name: text.strip() for name, text in sender.texts().items()}
        for name, text in parts.items():
            if len(text) > NAME_LENGTH:
                raise BadField("sender", name, f"text up to {NAME_LENGTH}", text)
        kept = msgspec.structs.replace(sender, **parts)
        if kept != self.known():
            self._local_state.write(KEPT, msgspec.json.encode(kept).decode())
        return kept
