"""Ids that are made of names, or tell when they were written, replaced by numbers wherever they stand."""

from collections.abc import Callable, Container, Iterable
from typing import Any

from detox import catalogue
from detox.domain.snapshot import Snapshot
from detox.domain.trial import Choice, Trial
from detox.exchange.rechaining import rechained


class _Numbered:
    """The new ids of one kind: ours stay, any other gets the next number."""

    def __init__(self, kind: str, ours: Container[str] = (), *, figures: int = 3) -> None:
        self._kind, self._ours = kind, ours
        self._figures = figures
        """So many at least: numbers as texts stand in their order, and so the records stay in theirs."""
        self._made: dict[str, str] = {}

    def __call__(self, held: str) -> str:
        if held in self._ours:
            return held
        return self._made.setdefault(held, f"{self._kind}-{len(self._made) + 1:0{self._figures}}")


class RedactedIds:
    """A diary in which every id that is not the catalogue's is a number, the same everywhere."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._task = _Numbered("task", {choice.id for choice in catalogue.tasks()})
        self._channel = _Numbered("channel", {choice.id for choice in catalogue.channels()})
        self._step = _Numbered("step", {choice.id for choice in catalogue.steps()})
        self._person = _Numbered("person")
        self._entry, self._pause = _Numbered("entry", figures=6), _Numbered("pause")

    def snapshot(self) -> Snapshot:
        """The diary, in its order; nothing but ids is changed, and what was made of them."""
        held = self._snapshot
        return held.replace(
            tasks=tuple(self._renamed(held.tasks, self._task, plan=self._channel)),
            channels=tuple(self._renamed(held.channels, self._channel)),
            contacts=tuple(self._renamed(held.contacts, self._person, reach=self._channel)),
            entries=tuple(self._renamed(held.entries, self._entry, task=self._task, channel=self._channel)),
            steps=tuple(self._renamed(held.steps, self._step)),
            pauses=tuple(self._renamed(held.pauses, self._pause)),
            trial=self._trial(held.trial) if held.trial else None,
            past_trials=tuple(map(self._trial, held.past_trials)),
        )

    def _renamed(
        self, records: Iterable[Any], own: _Numbered, **others: Callable[[str], str]
    ) -> Iterable[Any]:
        for record in records:
            named = {field: new(old) for field, new in others.items() if (old := getattr(record, field))}
            yield record.replace(id=own(record.id), **named)

    def _trial(self, trial: Trial) -> Trial:
        basket = tuple(task.replace(id=self._task(task.id)) for task in trial.basket)
        choice = self._choice(trial.choice) if trial.choice else None
        made = trial.replace(basket=basket, people=tuple(map(self._person, trial.people)), choice=choice)
        return made if made.first_hash == trial.first_hash else rechained(trial, made)

    def _choice(self, choice: Choice) -> Choice:
        return choice.replace(
            tasks=tuple(map(self._task, choice.tasks)),
            people=tuple(map(self._person, choice.people)),
            past=tuple(map(self._choice, choice.past)),
        )
