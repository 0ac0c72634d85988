"""One of very many, best first: the first five have a digit, typing searches every name of the rest."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from detox.tui.dialog import NEW, Keys
from detox.tui.standard_dialogs import ChoiceDialog, Option
from detox.tui.text_fields import LineField
from detox.words import N_, _

NUMBERED = 5
"""So many of the best can be taken by a digit, while nothing is typed."""
Find = Callable[[str], Sequence[Option]]


class SearchField(LineField):
    """A line of text; while it is empty a digit is left to the dialog."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is typed here, and no binding of the dialog."""
        digit = character is not None and character.isdecimal() and 1 <= int(character) <= NUMBERED
        return super().check_consume_key(key, character) and not (digit and not self.value)


class SearchDialog(ChoiceDialog):
    """What fits is asked for anew at each letter; what fits nothing may be made on the spot."""

    BROAD = True
    KEYS: ClassVar[Keys] = (("1-5", N_("choose")), ("enter", N_("choose")), ("esc", N_("leave as it was")))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(n), f"pick({n})", N_("choose"), show=False, priority=True, id=f"search.pick-{n}")
        for n in range(1, NUMBERED + 1)
    ]

    def __init__(
        self, question: str, find: Find, *, chosen: str | None = None, new: str = "", draft: str = ""
    ) -> None:
        super().__init__(question, find(""), chosen=chosen, new=new, broad=True, draft=draft)
        self.find = find

    def field(self) -> LineField:
        """A field that leaves its first digit to the dialog."""
        return SearchField(placeholder=_("type to search, in any language"), classes="narrowing")

    def fitting(self) -> list[Option]:
        """What fits, the best first; at the end a new one of that name where none is called so."""
        typed = self.typed
        fitting = list(self.find(typed))
        exact = any(typed.casefold() == choice.name.casefold() for choice in fitting)
        if typed and self.new and not exact:
            fitting.append(Option(key=NEW + typed, name=self.new.format(name=typed)))
        return fitting

    def on_input_changed(self) -> None:
        """Search again; a digit is a letter from here on, or not any more."""
        super().on_input_changed()
        self.show_keys(self.KEYS[1:] if self.typed else self.KEYS)

    def label_of(self, place: int, choice: Option) -> str:
        """A choice with its digit, while that takes it."""
        if self.typed:
            return choice.name
        return f"{place + 1}  {choice.name}" if place < NUMBERED else f"   {choice.name}"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A digit is a letter of a name once a name is being typed."""
        if action == "pick":
            return not self.typed and parameters[0] in range(1, len(self.choices) + 1)
        return super().check_action(action, parameters)

    def action_pick(self, number: int) -> None:
        """Take one of the best."""
        self.place = number - 1
        self.action_keep()
