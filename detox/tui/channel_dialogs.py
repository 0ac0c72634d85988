"""What is asked about channels: what carried an entry, an if-then plan, and whose a new channel is."""

from collections.abc import Callable, Sequence

from detox import catalogue
from detox.catalogue.labels import INDEPENDENCE
from detox.diary.channels import OLD_ACCOUNT
from detox.diary.name_search import fits
from detox.domain.entries import WITHOUT_APP, Channel, Entry, Independence, Outcome, Task
from detox.tui.dialog import NEW
from detox.tui.diary_screen import DiaryScreen
from detox.tui.search_dialog import SearchDialog
from detox.tui.standard_dialogs import ChoiceDialog, Option, YesNoDialog
from detox.words import _

NOTHING = ""
"""The key of "no channel"."""
Taken = Callable[[str | None], object]
"""Called with a channel's id, or `None` for no channel; not at all after a change of mind."""


def channel_option(screen: DiaryScreen, channel: Channel) -> Option:
    """A channel, with what to know of it, or whom it depends on."""
    whose = screen.diary.channels.warning(channel.id) or _(INDEPENDENCE[channel.independence])
    aside = _("put away") if channel.archived else whose
    return Option(key=channel.id, name=screen.names.channel(channel.id), aside=aside)


def channel_choices(screen: DiaryScreen) -> Sequence[Option]:
    """Every channel, with whom it depends on; last none at all."""
    held = [channel_option(screen, channel) for channel in screen.diary.channels.all()]
    return [*held, Option(key=NOTHING, name=_("nothing, or not known"))]


def found_channels(screen: DiaryScreen, task: Task | None, text: str) -> list[Option]:
    """The channels that `text` may mean, best first: by any name of the app the old account is meant.

    Those that were put away are found by their name, too; nothing is offered twice.
    """
    channels = screen.diary.channels
    found = channels.offered(task, text)
    if text:
        every = {channel.id: channel for channel in channels.all(archived=True)}
        named = catalogue.is_the_app(text, screen.diary.life.app)
        found = [every[OLD_ACCOUNT], *found] if named and OLD_ACCOUNT in every else found
        found += [
            held for held in every.values() if held.archived and fits(text, (screen.names.channel(held.id),))
        ]
    return [channel_option(screen, held) for held in {held.id: held for held in found}.values()]


def ask_channel(screen: DiaryScreen, entry: Entry | None) -> None:
    """What carried an entry; by the app itself it was no way without it, and that is asked."""
    if entry is None:
        return

    def taken(channel: str | None) -> None:
        if entry.outcome in WITHOUT_APP and screen.diary.channels.is_the_app(channel):
            _ask_went_back(screen, entry, str(channel))
            return
        with screen.reporting():
            screen.diary.edit(entry, channel=channel)
        screen.refresh_diary()

    question = _("What carried it? {task}").format(task=screen.names.task(entry.task))
    nothing = Option(key=NOTHING, name=_("nothing, or not known"))
    search_channel(screen, question, entry.task, taken, chosen=entry.channel, last=nothing)


def search_channel(
    screen: DiaryScreen,
    question: str,
    task_id: str | None,
    taken: Taken,
    *,
    chosen: str | None,
    last: Option,
    app: bool = True,
) -> None:
    """One of all channels, or a new one of that name; without `app` the app itself is not offered."""
    task = screen.diary.basket.held(task_id) if task_id else None

    def find(text: str) -> list[Option]:
        is_the_app = screen.diary.channels.is_the_app
        found = [held for held in found_channels(screen, task, text) if app or not is_the_app(held.key)]
        return found if text else [*found, last]

    def answered(answer: str | None) -> None:
        if answer is None:
            return
        if answer.startswith(NEW):
            ask_new_channel(screen, answer.removeprefix(NEW), taken)
            return
        taken(answer or None)

    dialog = SearchDialog(question, find, chosen=chosen, new=_("new channel: {name}"), draft="new channel:")
    screen.app.push_screen(dialog, answered)


def ask_new_channel(screen: DiaryScreen, name: str, taken: Taken) -> None:
    """Whose a new channel is, once; then it is made."""
    kinds = [kind for kind in INDEPENDENCE if kind is not Independence.NONE]

    def made(answer: str | None) -> None:
        if answer is None:
            return
        with screen.reporting():
            channel = screen.diary.channels.add(name, Independence(answer))
            taken(channel.id)
        screen.refresh_diary()

    choices = [Option(key=str(kind), name=_(INDEPENDENCE[kind])) for kind in kinds]
    question = _("Whose is it? {name}").format(name=screen.names.words(name, _("new channel")))
    screen.app.push_screen(ChoiceDialog(question, choices), made)


def _ask_went_back(screen: DiaryScreen, entry: Entry, channel: str) -> None:
    def answered(yes: bool | None) -> None:  # noqa: FBT001 - an answer
        if yes:
            with screen.reporting():
                screen.diary.edit(entry, outcome=Outcome.APP, channel=channel)
            screen.refresh_diary()

    question = _("{channel} is the old account: did you go back to it?")
    named = question.format(channel=screen.names.channel(channel))
    screen.app.push_screen(YesNoDialog(named), answered)


def ask_plan(screen: DiaryScreen, task_id: str, channel: str | None = None) -> None:
    """If I need this, then I will use that; the app itself is no plan to live without it."""
    task = screen.diary.basket.held(task_id)
    if task is None:
        return

    def planned(answer: str | None) -> None:
        with screen.reporting():
            screen.diary.basket.edit(task, plan=answer)
        screen.refresh_diary()

    question = _("If I need: {task}, then").format(task=screen.names.task(task.id))
    last = Option(key=NOTHING, name=_("no plan"))
    search_channel(screen, question, task_id, planned, chosen=channel or task.plan, last=last, app=False)
