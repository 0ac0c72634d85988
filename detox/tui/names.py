"""What things are called on the screens: their names, or numbers while names are hidden."""

from rich.cells import cell_len

from detox import catalogue
from detox.catalogue.labels import outcome_name
from detox.diary import Diary
from detox.domain.entries import CheckIn, Contact, Entry, Outcome, Step
from detox.messages import checkin_text, plan_text
from detox.shown import shown
from detox.tui.glyphs import Glyphs
from detox.words import N_, _

OUTCOMES = (
    ("d", Outcome.DIRECT, N_("direct")),
    ("w", Outcome.WORKAROUND, N_("workaround")),
    ("p", Outcome.PROXY, N_("someone")),
    ("a", Outcome.APP, N_("went back")),
    ("x", Outcome.UNMET, N_("could not")),
    ("n", Outcome.NOT_NEEDED, N_("not needed")),
)
"""Each outcome's key and its word in the row of keys."""


class Names:
    """Every name and note goes through here, so that one key hides them all."""

    def __init__(self, diary: Diary, *, hidden: bool = False, ratings_hidden: bool = False) -> None:
        self._diary = diary
        self.hidden = hidden
        self.ratings_hidden = ratings_hidden
        """Whether the answers of the check-in are hidden, too."""
        self._numbers = {task.id: n for n, task in enumerate(diary.basket.tasks(archived=True), 1)}

    def task(self, task_id: str) -> str:
        """A task's name, or its number in the basket."""
        if self.hidden:
            return _("task {n}").format(n=self._numbers.get(task_id, 0))
        return _one_line(self._diary.basket.task_name(task_id))

    def task_cells(self, task_id: str) -> int:
        """The cells of a task's name, hidden or not: what hides it moves nothing."""
        return cell_len(_one_line(self._diary.basket.task_name(task_id)))

    def advice(self, task_id: str) -> tuple[tuple[str | None, str], ...]:
        """What has carried a task elsewhere, by the catalogue: the channel, and how it is said."""
        return catalogue.advice(task_id, self._diary.life.app)

    def channel(self, channel_id: str | None) -> str:
        """A channel's name; of those that are the person's own a number, while names are hidden."""
        if not channel_id:
            return ""
        said = self._diary.channels.name(channel_id)
        choice = catalogue.channel_choice(channel_id)
        if self.hidden and (choice is None or not choice.is_called(said)):
            own = sorted(held.id for held in self._diary.channels.all(archived=True))
            return _("channel {n}").format(n=own.index(channel_id) + 1 if channel_id in own else 0)
        return _one_line(said)

    def covers(self, entry: Entry) -> bool:
        """Whether it is hidden how that went: it was the old account."""
        return self.hidden and (
            entry.outcome is Outcome.APP or self._diary.channels.is_the_app(entry.channel)
        )

    def sign(self, entry: Entry, glyphs: Glyphs) -> str:
        """The mark of how it went; none where that is hidden."""
        return " " if self.covers(entry) else glyphs.outcomes[entry.outcome]

    def role(self, entry: Entry) -> str:
        """How the word and the mark of an outcome are drawn."""
        return "muted" if self.covers(entry) else str(entry.outcome)

    def carried(self, entry: Entry) -> str:
        """What carried it; nothing where it is hidden how it went."""
        return "" if self.covers(entry) else self.channel(entry.channel)

    def answers(self, checkin: CheckIn) -> str:
        """The answers of a day in one line."""
        return _("answers hidden") if self.ratings_hidden else checkin_text(checkin)

    def outcome(self, entry: Entry) -> str:
        """How it went; with the helper's name where there is one to show."""
        if self.covers(entry):
            return _("hidden")
        if entry.outcome is Outcome.PROXY and entry.helper and not self.hidden:
            return _("through {helper}").format(helper=_one_line(entry.helper))
        return outcome_name(entry.outcome)

    def person(self, contact: Contact, number: int) -> str:
        """A person's name, or a number."""
        return _("person {n}").format(n=number) if self.hidden else _one_line(contact.name)

    def contact(self, contact_id: str) -> str:
        """The person of an id, by name or by number."""
        people = self._diary.people.all()
        at = next((n for n, held in enumerate(people) if held.id == contact_id), None)
        return self.person(people[at], at + 1) if at is not None else _("person {n}").format(n=0)

    def helper(self, name: str, number: int) -> str:
        """Who helped, by the name that was written, or a number."""
        return _("person {n}").format(n=number) if self.hidden else _one_line(name)

    def step(self, step: Step) -> str:
        """A step's text; while names are hidden, a number in place of the person's own words."""
        if self.hidden and self._is_own(step):
            own = sorted(held.id for held in self._diary.steps.all() if self._is_own(held))
            return _("step {n}").format(n=own.index(step.id) + 1)
        return _one_line(self._diary.steps.spoken(step))

    def _is_own(self, step: Step) -> bool:
        choice = next((choice for choice in catalogue.steps() if choice.id == step.id), None)
        return choice is None or not choice.is_called(step.text, self._diary.life.app)

    def note(self, text: str) -> str:
        """What the person wrote, on one line."""
        if not text:
            return ""
        return _("note hidden") if self.hidden else _one_line(text)

    def words(self, text: str, instead: str) -> str:
        """A longer text of the person's own, or one word in its place."""
        return instead if self.hidden else shown(text)

    def plan(self, task_id: str, channel_id: str) -> str:
        """An if-then plan as a sentence."""
        if self.hidden:
            return _("plan hidden")
        return plan_text(self.task(task_id), self.channel(channel_id))


def _one_line(text: str) -> str:
    return " ".join(shown(text).split())
