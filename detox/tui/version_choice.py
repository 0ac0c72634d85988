"""Which of several versions of a record stands, chosen on the screen; each says what it holds."""

from detox.diary.maintenance import BOTH
from detox.domain.entries import CheckIn, Entry
from detox.messages import entry_text, titled
from detox.messages.review_messages import checkin_words, entry_words
from detox.storage.store import RecordVersion
from detox.tui.diary_screen import DiaryScreen
from detox.tui.names import Names
from detox.tui.standard_dialogs import ChoiceDialog, Option
from detox.words import _


def version_name(version: RecordVersion, names: Names) -> str:
    """What one version says, without its note."""
    record = version.record
    if isinstance(record, Entry):
        task = names.task(record.task)
        said = entry_text(record.replace(helper=None), task, names.carried(record))
        return task if names.covers(record) else said
    if isinstance(record, CheckIn):
        return titled(_("check-in"), names.answers(record) or _("a note"))
    return _("deleted")


def version_note(version: RecordVersion) -> str:
    """The note of one version; empty where it has none."""
    record = version.record
    if isinstance(record, Entry):
        return entry_words(record)
    return checkin_words(record) if isinstance(record, CheckIn) else ""


def ask_version(screen: DiaryScreen, record: Entry | CheckIn) -> None:
    """Which version of an entry or a check-in stands from now on, or the first with all their texts."""
    versions = screen.diary.several(record.day, record.day).get(record.id, ())
    choices = []
    for number, version in enumerate(versions, start=1):
        said, note = version_name(version, screen.names), screen.names.note(version_note(version))
        choices.append(Option(key=str(number), name=f"{number}  {note or said}", aside=said if note else ""))

    def chosen(answer: str | None) -> None:
        if answer is None:
            return
        with screen.reporting():
            screen.diary.maintenance.keep(record, answer)
            screen.host.say(_("Kept.  u undo"))
        screen.refresh_diary()

    both = Option(key=BOTH, name=_("the first, with all texts in its note"))
    title = _("Which version do you want to keep?")
    screen.app.push_screen(ChoiceDialog(title, [*choices, both], broad=True), chosen)
