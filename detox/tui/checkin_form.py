"""The check-in being answered: which question, what was typed, and when to move on."""

from msgspec import Struct

from detox.domain.questions import ANSWER_KINDS, MOST, AnswerKind
from detox.domain.record import RATING_TOP
from detox.tui.header_footer import PAIR
from detox.words import _

Answer = tuple[str, bool | int]
ANSWERS = {AnswerKind.YES_NO: "y n", AnswerKind.RATING: "0-10", AnswerKind.MINUTES: "0-9"}
"""The keys that answer each kind of question."""
NUMBERS = tuple(str(n) for n in range(RATING_TOP + 1))
ROOM_FOR_NUMBERS = 60
LONGEST_NUMBER = 4


class CheckInForm(Struct):
    """Digits are answers: 0 and 2-9 move on at once, 1 waits for a 0 or any other key."""

    fields: tuple[str, ...]
    place: int = 0
    typed: str = ""
    """A digit that waits for another, or a number of minutes so far."""
    answers: list[Answer] = []
    """What has been answered and not yet been fetched."""

    @property
    def asked(self) -> str | None:
        """The question that stands now; `None` behind the last one."""
        return self.fields[self.place] if self.place < len(self.fields) else None

    @property
    def kind(self) -> AnswerKind | None:
        """How the question that stands now is answered."""
        return ANSWER_KINDS[self.asked] if self.asked else None

    @property
    def waits(self) -> bool:
        """Whether something is typed that Enter would keep."""
        return bool(self.typed)

    def press(self, key: str) -> bool:
        """Take a key; whether the check-in goes on."""
        waited = self._confirm_one(key)
        if waited and key in {"0", "enter"}:
            return self.asked is not None
        if key == "escape" or self.asked is None:
            return False
        if key in {"up", "shift+tab"}:
            self._step(-1)
        elif key in {"down", "tab"}:
            self._step(1)
        elif self.kind is AnswerKind.MINUTES:
            self._minutes(key)
        elif key == "enter":
            self._step(1)
        elif self.kind is AnswerKind.YES_NO:
            self._yes_or_no(key)
        else:
            self._rating(key)
        return self.asked is not None

    def taken(self) -> list[Answer]:
        """The answers since this was asked last."""
        answers, self.answers = self.answers, []
        return answers

    def _confirm_one(self, key: str) -> bool:
        if self.typed != "1" or self.kind is not AnswerKind.RATING:
            return False
        self.typed = ""
        self._answer(10 if key == "0" else 1)
        return True

    def _yes_or_no(self, key: str) -> None:
        if key in {"y", "n"}:
            self._answer(key == "y")

    def _rating(self, key: str) -> None:
        if key == "1":
            self.typed = "1"
        elif key.isdecimal() and len(key) == 1:
            self._answer(int(key))

    def _minutes(self, key: str) -> None:
        if key == "backspace":
            self.typed = self.typed[:-1]
        elif key == "enter" and self.typed:
            self._answer(min(int(self.typed), MOST[AnswerKind.MINUTES]))
        elif key == "enter":
            self._step(1)
        elif key.isdecimal() and len(key) == 1 and len(self.typed) < LONGEST_NUMBER:
            self.typed += key

    def _answer(self, value: bool | int) -> None:  # noqa: FBT001 - an answer is either
        self.answers.append((str(self.asked), value))
        self._step(1)

    def _step(self, by: int) -> None:
        self.typed = ""
        self.place = max(0, self.place + by)


def checkin_keys(form: CheckInForm, width: int) -> list[tuple[str, str, str]]:
    """What the keys do at the question that stands now, as (key, word, action); each can be clicked.

    Of a rating every number, in a window of `width` cells that has room for them.
    """
    kind = form.kind or AnswerKind.RATING
    word = _("minutes") if kind is AnswerKind.MINUTES else _("answer")
    enter = _("keep") if form.waits else _("skip")
    keys = {AnswerKind.YES_NO: ("y", "n"), AnswerKind.RATING: NUMBERS if width >= ROOM_FOR_NUMBERS else ()}
    shown = keys.get(kind, ())
    actions = PAIR.join([*(_clicked(key, kind) for key in shown), ""])  # the word itself answers nothing
    return [
        (" ".join(shown) or ANSWERS[kind], word, actions if shown else ""),
        ("enter", enter, "screen.answer('enter')"),
        ("esc", _("leave"), "screen.answer('escape')"),
    ]


def _clicked(key: str, kind: AnswerKind) -> str:
    """What a click on a key does; a number of a rating is the whole answer."""
    if kind is AnswerKind.RATING and key.startswith("1"):
        return "screen.answer('1 0')" if key == "10" else "screen.answer('1 enter')"
    return f"screen.answer('{key}')"
