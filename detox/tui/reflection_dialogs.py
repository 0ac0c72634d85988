"""After going back: what for, who asked, when, how sure of tomorrow; every line may stay empty."""

from detox.diary.reviews import Lapse
from detox.domain.entries import RATING_TOP, Entry
from detox.messages.review_messages import LAPSE, lapse_text
from detox.tui.diary_screen import DiaryScreen
from detox.tui.entry_dialogs import hidden, title
from detox.tui.refusals import whole
from detox.tui.standard_dialogs import Field, FormDialog, label_cells
from detox.words import N_, _

HINTS = {
    "what": N_("what you needed just then"),
    "who": N_("a person, a shop, an office, nobody"),
    "when": N_("18:30, after work"),
    "sure": N_("0 not sure at all - 10 very sure"),
}


def ask_lapse(screen: DiaryScreen, entry: Entry | None) -> None:
    """Ask about an entry that says "went back"; what is answered goes behind its note, in one deed."""
    if entry is None or hidden(screen):
        return

    def write(answer: dict[str, str]) -> None:
        sure = whole(answer["sure"], "sure", f"0..{RATING_TOP}")
        lapse = Lapse(what=answer["what"], who=answer["who"], when=answer["when"], sure=sure)
        screen.diary.reviews.lapse(entry, lapse_text(lapse))

    fields = [Field(key=key, label=_(label), hint=_(HINTS[key])) for key, label in LAPSE.items()]
    note = _("Every line may stay empty. Nothing is counted; it goes into the note.")
    form = FormDialog(
        title(screen, entry),
        fields,
        note=note,
        broad=True,
        labels=label_cells(fields),
        draft=True,
        deed=write,
    )
    screen.app.push_screen(form)
