"""Twelve made-up weeks, the same every time: what the program looks like when it is full of life."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

import msgspec

from detox import catalogue
from detox.demo.courses import COURSES, habits
from detox.demo.generator import DAYS, START, made_up, moment
from detox.demo.life import Answered, MadeUpPerson, StepDays, life
from detox.domain.entries import (
    Channel,
    CheckIn,
    Contact,
    Entry,
    Outcome,
    Pause,
    Step,
    StepState,
    Task,
)
from detox.domain.facts import Evidence
from detox.domain.kept_readings import frozen
from detox.domain.snapshot import Snapshot
from detox.domain.trial import Trial, rule_of, written_down
from detox.domain.verdict import read_and_kept
from detox.words import names_in

SEED = 173
LAST = START + timedelta(days=DAYS - 1)
"""The trial's last day."""
TODAY = LAST + timedelta(days=1)
MOMENT = datetime.fromisoformat(moment(TODAY))
"""Where the clock stands still while the demo is open: the evening after the trial."""
WRITER = "Ming"
"""Whose diary it is."""
RULE = {"normal_days": 80, "index": 40, "without_app": 70, "essential_unmet": 2, "urge": 3}
"""The lines of the rule that was written before the first day."""


def demo_snapshot(language: str, *, read: bool = True) -> Snapshot:
    """The twelve weeks with names and notes in `language`; all figures are the same in each.

    The last two days stand half written, as they would at nine in the evening; the rule has been
    `read` by then, or has not.
    """
    return _Teller(language).snapshot(read=read)


def demo_writer(language: str) -> str:
    """Who writes the texts to send in the made-up weeks."""
    return WRITER if language == "en" else names_in(language).demo[WRITER]


class _Teller:
    """Tells the drawn weeks in one language."""

    def __init__(self, language: str, seed: int = SEED) -> None:
        self._language = language
        self._life = life()
        self._made = made_up(COURSES["sample"], seed)
        self._who = {habit.id: habit.helper for habit in habits()}
        self._usual = {task.id for task in self._made.tasks if task.usual_on(LAST)}

    def snapshot(self, *, read: bool = True) -> Snapshot:
        told = self._life
        pause = Pause(
            id="pause-1",
            first=START + timedelta(days=told.pause.first),
            last=START + timedelta(days=told.pause.last),
            reason=self._say(told.pause.reason),
            recorded_at=moment(START + timedelta(days=told.pause.first)),
        )
        entries = [
            *self._entries(pause),
            *self._told(LAST, told.last_day, "made-today"),
            *self._told(TODAY, told.today, "made-after"),
        ]
        checkins = [
            *self._checkins(pause),
            _answered(LAST, told.checkin_last_day),
            _answered(TODAY, told.checkin_today),
        ]
        evidence = Evidence(
            tasks=tuple(sorted(map(self._task, self._made.tasks), key=lambda task: task.id)),
            rows=tuple(sorted(entries, key=lambda entry: (entry.day, entry.recorded_at, entry.id))),
            checkins=tuple(checkins),
            contacts=tuple(self._contact(n, person) for n, person in enumerate(told.people, start=1)),
            pauses=(pause,),
        )
        return Snapshot(
            app=told.app,
            left=told.left,
            how=told.how,
            trial=self._trial(evidence, read=read),
            tasks=tuple(evidence.tasks),
            channels=tuple(sorted(self._channels(), key=lambda channel: channel.id)),
            entries=tuple(evidence.rows),
            checkins=tuple(evidence.checkins),
            contacts=tuple(evidence.contacts),
            steps=tuple(sorted(self._steps(), key=lambda step: step.id)),
            pauses=(pause,),
        )

    def _say(self, said: catalogue.Named | str) -> str:
        """A name of the catalogue, or a text of the life (told in English), in the language asked for."""
        app = next(app for app in catalogue.apps() if app.id == self._life.app).names[self._language]
        if not isinstance(said, str):
            return said.names[self._language].replace("{app}", app)
        told = said if self._language == "en" else names_in(self._language).demo[said]
        return told.replace("{app}", app)

    def _task(self, task: Task) -> Task:
        choice = catalogue.task_choice(task.id)
        return task.replace(name=self._say(choice)) if choice else task

    def _channels(self) -> list[Channel]:
        return [
            Channel(id=choice.id, name=self._say(choice), independence=choice.independence)
            for choice in catalogue.channels(self._life.app)
        ]

    def _entries(self, pause: Pause) -> list[Entry]:
        notes = {(note.task, note.outcome, note.nth): self._say(note.text) for note in self._life.notes}
        late = START + timedelta(days=self._life.backfilled)
        seen: dict[tuple[str, Outcome], int] = {}
        told: list[Entry] = []
        for entry in self._made.entries:
            if entry.day in pause or entry.day >= LAST or self._crowds(entry):
                continue
            nth = seen.get((entry.task, entry.outcome), 0)
            seen[entry.task, entry.outcome] = nth + 1
            written = moment(late + timedelta(days=3)) if entry.day == late else entry.recorded_at
            told.append(
                entry.replace(
                    helper=self._helper(entry.task) if entry.outcome is Outcome.PROXY else None,
                    note=notes.get((entry.task, entry.outcome, nth), ""),
                    recorded_at=written,
                    updated_at=written,
                )
            )
        return told

    def _crowds(self, entry: Entry) -> bool:
        """Whether it would put one more task on the last day's list, which goes by the weekdays before."""
        alike = entry.day.weekday() == LAST.weekday() and entry.day >= LAST - timedelta(days=28)
        return alike and entry.task not in self._usual

    def _told(self, day: date, answers: Iterable[Answered], named: str) -> list[Entry]:
        return [
            Entry(
                id=f"{named}-{n}",
                day=day,
                at=said.at,
                task=said.task,
                outcome=said.outcome,
                channel=said.channel,
                minutes=said.minutes,
                helper=self._helper(said.task) if said.helped else None,
                recorded_at=moment(day, f"20:4{n}"),
                updated_at=moment(day, f"20:4{n}"),
            )
            for n, said in enumerate(answers)
        ]

    def _helper(self, task: str) -> str:
        return self._say(self._life.helpers[self._who[task]])

    def _checkins(self, pause: Pause) -> list[CheckIn]:
        notes = {START + timedelta(days=note.day - 1): self._say(note.text) for note in self._life.day_notes}
        return [
            checkin.replace(note=notes.get(checkin.day, ""))
            for checkin in self._made.checkins
            if checkin.day not in pause and checkin.day < LAST
        ]

    def _trial(self, evidence: Evidence, *, read: bool) -> Trial:
        change = self._life.amendment
        day = START + timedelta(days=change.day - 1)
        rule = rule_of(RULE, days=DAYS)
        first = written_down(rule, start=START, sentence=self._say(self._life.sentence))
        trial = frozen(first, evidence.tasks, evidence.contacts)
        lines = {criterion.id: criterion.value for criterion in trial.criteria}
        days = {row.day for row in evidence.rows} | {checkin.day for checkin in evidence.checkins}
        changed = trial.amended(
            rule_of({**lines, **change.adds}, days=DAYS),
            time=moment(day),
            day=change.day,
            logged=sum(written <= day for written in days),
            reason=self._say(change.reason),
        )
        if not read:
            return changed
        return read_and_kept(changed, evidence, today=TODAY, moment=moment(TODAY, "20:55"))

    def _contact(self, n: int, person: MadeUpPerson) -> Contact:
        by_mail = f"person{n:02}@example.org"
        by_phone = f"555-01{n:02}"
        return Contact(
            id=f"person-{n:02}",
            name=self._say(person.name),
            reach=person.reach,
            address={None: "", "in_person": "", "email": by_mail}.get(person.reach, by_phone),
            state=person.state,
            confirmed_by=person.confirmed_by,
            key=bool(person.key),
            note=self._say(person.note) if person.note else "",
            updated_at=moment(START + timedelta(days=n % 40), "19:30"),
        )

    def _steps(self) -> list[Step]:
        steps, left = self._life.steps, self._life.left
        return [
            Step(
                id=choice.id,
                text=self._say(choice),
                due=None if choice.due_days is None else left + timedelta(days=choice.due_days),
                state=_state(choice.id, steps),
                on=_days_after(left, {**steps.done, **steps.skipped}.get(choice.id)),
                updated_at=moment(left + timedelta(days={**steps.done, **steps.skipped}.get(choice.id, 0))),
            )
            for choice in catalogue.steps()
        ]


def _answered(day: date, answers: Mapping[str, object]) -> CheckIn:
    written = moment(day, "20:50")
    return msgspec.convert({**answers, "day": day, "recorded_at": written, "updated_at": written}, CheckIn)


def _state(step: str, steps: StepDays) -> StepState:
    if step in steps.done:
        return StepState.DONE
    return StepState.SKIPPED if step in steps.skipped else StepState.OPEN


def _days_after(left: date, days: int | None) -> date | None:
    return None if days is None else left + timedelta(days=days)
