"""The keys, to be changed one by one: which key does what, and the one that shall."""

from typing import Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.widgets import Static

from detox.settings import KEY
from detox.tui.dialog import Dialog, Keys
from detox.tui.diary_screen import ScreenHost
from detox.tui.header_footer import key_label
from detox.tui.keymap import key_of, keymap_of
from detox.tui.own_keys import changeable, place_name, refused_key
from detox.tui.standard_dialogs import ChoiceDialog, Option
from detox.words import N_, _


class KeysDialog(ChoiceDialog):
    """What may have another key; Enter asks for it, del gives the usual one back."""

    KEYS: ClassVar[Keys] = (("enter", N_("another key")), ("del", N_("the usual key")), ("esc", N_("close")))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete", "usual", N_("the usual key"), show=False, priority=True, id="keys.usual"),
    ]

    def __init__(self, app: App[Any]) -> None:
        self.places = changeable(app.BINDINGS)
        super().__init__(_("Which key does what"), self._rows(), broad=True)

    def _rows(self) -> list[Option]:
        return [
            Option(
                key=str(place[1].id),
                name=place_name(place),
                aside=key_of(str(place[1].id), place[1].key_display or key_label(place[1].key)),
            )
            for place in self.places
        ]

    def action_choose(self) -> None:
        """Ask for the key of the marked one."""
        chosen = self.answer()
        if chosen is not None:
            place = next(place for place in self.places if place[1].id == chosen)
            self.app.push_screen(KeyDialog(chosen, place_name(place)), lambda _done: self._show_again())

    def action_usual(self) -> None:
        """The usual key again."""
        chosen = self.answer()
        if chosen is not None:
            self.host.set(KEY + chosen, "")
            self._show_again()

    def on_canvas_picked(self, event: Any) -> None:  # noqa: ANN401 - Canvas.Picked
        """A click asks for its key."""
        event.stop()
        self.place = int(str(event.key))
        self.action_choose()

    def _show_again(self) -> None:
        self.choices = tuple(self._rows())
        self.show_choices()


class KeyDialog(Dialog[bool]):
    """The next key that is pressed is the one; a bad one is refused with a sentence."""

    KEYS: ClassVar[Keys] = (("esc", N_("leave as it was")),)

    def __init__(self, binding_id: str, name: str) -> None:
        super().__init__(_("Press the key for: {name}").format(name=name))
        self.binding_id = binding_id

    def on_key(self, event: Key) -> None:
        """Take it, or say why not."""
        if event.key in {"escape", "f2"}:
            return
        event.stop()
        host: ScreenHost = self.host
        keys = {name: key for name, key in keymap_of(host.settings).items() if name != self.binding_id}
        said = refused_key(self.binding_id, event.key, self.app.BINDINGS, keys)
        if said:
            self.query_one("#refused", Static).update(said)
            self.query_one("#refused").add_class("open")
            return
        host.set(KEY + self.binding_id, event.key)
        self.dismiss(result=True)
