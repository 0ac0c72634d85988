"""Every way the diary says no: nouns for what is wrong, carrying facts; the faces say the sentence."""


class DetoxError(Exception):
    """The diary refuses; nothing that was asked for has been written."""


class BadField(DetoxError):
    """One value of a record is not what it may be."""

    def __init__(self, record: str, field: str, expected: str, value: object) -> None:
        super().__init__(record, field, expected, value)
        self.record = record
        """Which kind of record: "entry", "checkin", "task"..."""
        self.field = field
        """The field's name as in the JSON log."""
        self.expected = expected
        """What it may be, in the notation of the JSON log: "0..1440", "YYYY-MM-DD", "text up to 200"."""
        self.value = value
        """What it was."""


class FutureDay(DetoxError):
    """A day that has not come yet cannot be written about."""

    def __init__(self, day: object, today: object, *, begins: int | None = None) -> None:
        super().__init__(day, today, begins)
        self.day = day
        self.today = today
        self.begins = begins
        """The hour at which that day begins, where only the night lies between; else `None`."""


class BadDate(DetoxError):
    """A text that names no day."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class NoSuch(DetoxError):
    """Nothing answers to that name or id."""

    def __init__(self, kind: str, text: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(kind, text, near)
        self.kind = kind
        """What was looked for: "task", "channel", "outcome", "entry", "contact", "step", "week"..."""
        self.text = text
        self.near = near
        """What it may have meant, best first; may be empty."""


class Ambiguous(DetoxError):
    """Several things answer to that part of a name."""

    def __init__(
        self,
        kind: str,
        text: str,
        matches: tuple[str, ...],
        *,
        ids: tuple[str, ...] = (),
        numbered: bool = False,
    ) -> None:
        super().__init__(kind, text, matches)
        self.kind = kind
        self.text = text
        self.matches = matches
        self.ids = ids
        """Whose names these are."""
        self.numbered = numbered
        """Whether each match begins with a number that means it alone."""


class Forbidden(DetoxError):
    """The deed makes no sense now; `reason` is a word the faces know a sentence for."""

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(reason, facts)
        self.reason = reason
        self.facts = facts


class UndecodableText(DetoxError):
    """A text came in whose bytes are none in the encoding that is spoken."""

    def __init__(self, text: str, encoding: str) -> None:
        super().__init__(text, encoding)
        self.text = text
        r"""All of it, each byte that is no text as `\xe9`."""
        self.encoding = encoding


class BadLog(DetoxError):
    """A file that should be imported is not sound; nothing was taken from it."""

    def __init__(self, problems: tuple[str, ...], *, more: int = 0) -> None:
        super().__init__(problems, more)
        self.problems = problems
        """Each one `place: expected ..., got ...`, at most 20."""
        self.more = more
        """How many further problems there were."""


class StoreError(DetoxError):
    """The place where the diary rests cannot do what it should."""

    def __init__(self, reason: str, *, file: str = "", detail: str = "") -> None:
        super().__init__(reason, file, detail)
        self.reason = reason
        """A word the faces have a sentence for.

        "full", "read only", "not allowed", "folder gone", "not a folder": as the system said it; "busy":
        another Detox is saving; "unreadable": a copy is there but cannot be read, so it is not written
        over; "disk error", "not written right": the disk or the memory did something else.
        """
        self.file = file
        """The name of the file, without its folder."""
        self.detail = detail
        """What the system said; never the user's text."""
        self.typed: tuple[str, ...] = ()
        """What somebody typed and will want back; the front door fills it in."""


class NewerDiary(StoreError):
    """Written by a newer Detox; its bytes are untouched."""

    def __init__(self, file: str, theirs: int, ours: int) -> None:
        super().__init__("newer", file=file)
        self.theirs = theirs
        self.ours = ours


class Damaged(StoreError):
    """Neither copy of a file can be read; what was readable is kept in quarantine."""

    def __init__(self, file: str, detail: str = "") -> None:
        super().__init__("damaged", file=file, detail=detail)


class Locked(DetoxError):
    """The diary is sealed, and cannot be opened now; nothing was changed."""

    def __init__(self, reason: str, *, file: str = "") -> None:
        super().__init__(reason, file)
        self.reason = reason
        """A word the faces have a sentence for.

        "locked": nobody can be asked for the passphrase; "never opened": another machine sealed it, and its
        keys have to be opened here once; "wrong": it was another passphrase; "no library": what
        opens the format is not installed; "no keys", "damaged keys", "too much work", "no secret key": the
        file of the keys is gone, broken, or made to hold up a start, or what was typed is none; "another
        key": another diary lies in its folder; "unfinished": a sealing was cut short.
        """
        self.file = file
