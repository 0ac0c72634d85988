"""Sealing from the screens: the offer, the passphrase, the recovery kit, and what sealing cannot reach."""

from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import ClassVar, Protocol

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.geometry import Size
from textual.widgets import Static

from detox.diary import Diary
from detox.diary.passphrase_words import suggested_passphrase
from detox.diary.sealing import RecoveryKit, Sealing, check_passphrase
from detox.errors import DetoxError, Forbidden
from detox.messages import sentences
from detox.messages.seal_messages import (
    FLASH,
    LOST_IS_LOST,
    NOT_SEALED,
    OFFER,
    SIX_WORDS,
    SLOW,
    check_question,
    copies_text,
    kit_text,
)
from detox.tui.dialog import FEW_ROWS, Dialog, DialogHost, Keys
from detox.tui.drawn_first import drawn_first
from detox.tui.prose import Prose
from detox.tui.refusals import refusal_text
from detox.tui.standard_dialogs import InfoDialog, YesNoDialog
from detox.tui.styled_lines import Line
from detox.tui.text_fields import LineField
from detox.words import N_, _

SEAL_KEYS: Keys = (("enter", N_("go on")), ("F3", N_("show it")), ("esc", N_("leave it unsealed")))


class SealHost(DialogHost, Protocol):
    """Who can ask for a passphrase, and open the diary anew once it is sealed."""

    diary: Diary
    busy_sealing: bool

    @property
    def size(self) -> Size: ...  # noqa: D102 - of the window

    def say(self, sentence: str, *, lasting: bool = False) -> None: ...  # noqa: D102 - a toast
    def open_anew(self, *, sealed_here: bool = False) -> None: ...  # noqa: D102 - its seal has changed


class OfferSealDialog(YesNoDialog):
    """Whether it shall be sealed; Enter takes what is recommended."""

    BROAD = True
    KEYS: ClassVar[Keys] = (("y", N_("yes")), ("n", N_("no")))
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "yes", N_("yes"), id="seal.yes")]

    def __init__(self) -> None:
        super().__init__(_(NOT_SEALED))

    def body(self) -> ComposeResult:
        """The offer."""
        yield Prose(_(OFFER), markup=False)


class PassphraseDialog(Dialog[str]):
    """A passphrase that shall be, typed twice; six words are offered."""

    BROAD = True
    KEYS: ClassVar[Keys] = SEAL_KEYS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "show", N_("show it"), id="passphrase.show"),
    ]

    def __init__(self, offered: str) -> None:
        super().__init__(_("Seal the diary"), submit=self._check)
        self.offered = offered

    def body(self) -> ComposeResult:
        """The warning, the words, two fields."""
        yield Prose(_(LOST_IS_LOST), classes="hint", markup=False)
        yield Prose(_("Six random words make a good one:"), classes="hint seal-words", markup=False)
        yield Static(f"  {self.offered}", markup=False)
        yield Prose(_(SIX_WORDS), classes="hint narrowing", markup=False)
        for key, label in (("new", _("Passphrase")), ("again", _("Once more"))):
            with Horizontal(classes="field"):
                yield Static(label, markup=False)
                yield LineField(password=True, id=f"field-{key}")

    def answer(self) -> str:
        """What was typed first, else the words."""
        return self.query_one("#field-new", LineField).value or self.offered

    def _check(self, passphrase: str) -> None:
        if self.query_one("#field-again", LineField).value != passphrase:
            raise Forbidden("two passphrases")
        check_passphrase(passphrase)

    def on_input_submitted(self) -> None:
        """Enter goes to the second field, then on."""
        again = self.query_one("#field-again", LineField)
        if self.focused is not again and not again.value:
            again.focus()
            return
        self.action_keep()

    def action_show(self) -> None:
        """Show what is typed, or cover it again."""
        for field in self.query(LineField):
            field.password = not field.password
            field.refresh()


class KitDialog(Dialog[str]):
    """The recovery kit, shown once; its last characters show that it stands on paper."""

    BROAD = True
    KEYS: ClassVar[Keys] = (("enter", N_("seal")), ("esc", N_("leave it unsealed")))

    def __init__(self, kit: RecoveryKit) -> None:
        super().__init__(_("Recovery kit"), submit=self._check)
        self.kit = kit

    def body(self) -> ComposeResult:
        """The key, the command, a field."""
        yield Prose(kit_text(self.kit), id="kit", markup=False)
        yield Prose(check_question(), classes="hint seal-words", markup=False)
        yield LineField(id="field-checked", max_length=len(self.kit.checked))

    def on_resize(self) -> None:
        """In a low window without empty rows: the field below the kit has to be seen."""
        said = kit_text(self.kit)
        low = self.size.height < FEW_ROWS
        self.query_one("#kit", Prose).update(said.replace("\n\n", "\n") if low else said)

    def answer(self) -> str:
        """What was typed."""
        return self.query_one("#field-checked", LineField).value.strip().upper()

    def _check(self, typed: str) -> None:
        if typed != self.kit.checked:
            raise Forbidden("kit not checked")

    def on_input_submitted(self) -> None:
        """Enter seals."""
        self.action_keep()


class SealingDialog(Dialog[float | DetoxError]):
    """Says that it is being sealed, and does it; how long opening takes, or why it could not be sealed."""

    KEYS: ClassVar[Keys] = ()

    def __init__(self, work: Callable[[], float]) -> None:
        super().__init__(_("Sealing..."))
        self.work = work

    def body(self) -> ComposeResult:
        """How long."""
        yield Prose(_("This takes some seconds; no key does anything meanwhile."), markup=False)

    def on_mount(self) -> None:
        """Begin, once it stands there."""
        super().on_mount()
        self.run_worker(self._sealed(), exit_on_error=True)

    async def _sealed(self) -> None:
        try:
            self.dismiss(await drawn_first(self.work))
        except DetoxError as error:
            self.dismiss(error)

    def action_leave(self) -> None:
        """Nothing: it is finished first."""


async def offer_seal(host: SealHost) -> None:
    """Say plainly what an unsealed diary is, and seal it if they want."""
    if host.diary.sealing.is_sealed or not host.diary.sealing.can_seal:
        return
    if await host.push_screen_wait(OfferSealDialog()):
        await seal_now(host)


async def seal_now(host: SealHost) -> None:
    """Ask for a passphrase, hand over the kit, seal, say what is out of reach, and open the diary anew."""
    sealing = host.diary.sealing
    passphrase = await host.push_screen_wait(PassphraseDialog(suggested_passphrase()))
    kit = sealing.new_kit() if passphrase else None
    if kit is None or await host.push_screen_wait(KitDialog(kit)) is None:
        host.say(sentences(_("Nothing was changed."), _(NOT_SEALED)), lasting=True)
        return
    host.busy_sealing = True
    done = await host.push_screen_wait(SealingDialog(partial(_seal, sealing, passphrase, kit)))
    if isinstance(done, DetoxError):
        host.busy_sealing = False
        host.say(refusal_text(done), lasting=True)
        return
    slow = _(SLOW).format(n=f"{done:.1f}")
    said = [_("ctrl+l locks it at once."), slow, _(FLASH), copies_text(sealing.copies_elsewhere())]
    lines = [Line().put(0, part) for text in said for part in text.split("\n")]
    await host.push_screen_wait(InfoDialog(_("Sealed: every file of the diary, in both folders."), lines))
    host.open_anew(sealed_here=True)


def _seal(sealing: Sealing, passphrase: str, kit: RecoveryKit) -> float:
    """Seal it, and open it as any start will; how many seconds opening took."""
    sealing.seal(passphrase, kit)
    began = monotonic()
    sealing.unlock(passphrase)  # what was promised, tried out
    return monotonic() - began
