"""What is being typed in a dialog, on the disk half a second later; the one rule for every field of text."""

from collections.abc import Mapping
from typing import Any, cast

from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input, Static, TextArea

from detox.diary import Diary
from detox.errors import DetoxError
from detox.messages import moment_text
from detox.storage.drafts import Draft, Drafts
from detox.tui.diary_screen import ScreenHost
from detox.tui.refusals import refusal_text
from detox.tui.text_fields import NUMBER
from detox.words import _

BEHIND = 0.5
"""Seconds that the disk may be behind what is typed, before the time it takes to write."""
FIELD = "field-"
"""Before the key of a form's field, in the id of its widget."""


class DraftKeeper:
    """Keeps the texts of one dialog as a draft; gone once they are saved, or let go of."""

    def __init__(self, dialog: Screen[Any], question: str, name: str) -> None:
        self.dialog, self.question, self.name = dialog, question, name
        """Where the texts belong; empty: they are none of the person's own, and nothing is kept."""
        self._before: Mapping[str, str] | None = None
        self._kept: Mapping[str, str] = {}
        self._timer: Timer | None = None

    @property
    def diary(self) -> Diary:
        """The diary that is open."""
        return cast("ScreenHost", self.dialog.app).diary

    @property
    def drafts(self) -> Drafts:
        """Its drafts."""
        return self.diary.drafts

    def take_up(self) -> None:
        """Fill in what was typed here before and is not saved; what the diary says besides stays too."""
        if not self.name or self._before is not None:
            return
        fields = self._fields()
        self._before = {key: _text(field) for key, field in fields.items()}
        draft = self.drafts.of(self.name)
        if draft is None:
            return
        for key, text in draft.texts.items():
            if key in fields:
                _write(fields[key], _both(text, self._before[key], draft.before.get(key, ""), fields[key]))
        said = _("Typed {when} and not kept yet: Enter keeps it, Esc lets it go.")
        self._say("#taken-up", said.format(when=moment_text(draft.typed_at, self.diary.today)))

    def typed(self) -> None:
        """A letter came or went."""
        if self.name and self._before is not None and self._timer is None:
            self._timer = self.dialog.set_timer(BEHIND, self.keep)

    def keep(self) -> None:
        """Keep what stands there now; nothing that differs from what the diary says is no draft."""
        self._rest()
        if self._before is None:
            return
        now = {key: _text(field) for key, field in self._fields().items()}
        texts = {key: text for key, text in now.items() if text != self._before.get(key)}
        if texts == self._kept:
            return
        if not texts:
            self.drafts.drop(self.name)
        else:
            before = {key: self._before.get(key, "") for key in texts}
            moment = self.diary.moment
            try:
                self.drafts.keep(
                    Draft(
                        name=self.name,
                        question=self.question,
                        texts=texts,
                        before=before,
                        typed_at=moment,
                    )
                )
            except DetoxError as error:
                self._say("#refused", refusal_text(error))
        self._kept = texts

    def let_go(self) -> None:
        """It is saved, or somebody thought better of it."""
        self._rest()
        if self._before is not None:
            self.drafts.drop(self.name)
        self._before = None
        self.name = ""

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = None

    def _fields(self) -> dict[str, Input | TextArea]:
        found: dict[str, Input | TextArea] = {}
        for field in self.dialog.query("Input, TextArea").results():
            if isinstance(field, TextArea):
                found[(field.id or "note").removeprefix(FIELD)] = field
            elif isinstance(field, Input) and not field.password:
                found[(field.id or "name").removeprefix(FIELD)] = field
        return found

    def _say(self, where: str, said: str) -> None:
        line = self.dialog.query_one(where, Static)
        line.update(said)
        line.add_class("open")


def _text(field: Input | TextArea) -> str:
    return field.text if isinstance(field, TextArea) else field.value


def _write(field: Input | TextArea, text: str) -> None:
    if isinstance(field, TextArea):
        field.text = text
    else:
        field.value = text
        field.cursor_position = len(text)


def _both(typed: str, now: str, before: str, field: Input | TextArea) -> str:
    """What was typed; together with what the diary says by now, where that has changed since."""
    if now in (before, typed) or not now:
        return typed
    if field.has_class(NUMBER):
        return now  # two numbers make no third
    return f"{now}\n{typed}" if isinstance(field, TextArea) else f"{now} / {typed}"
