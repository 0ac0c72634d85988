"""The JSON Schema of what every `--json` prints; the file beside it is what this makes."""

import sys
from pathlib import Path
from typing import Any

from detox.domain.dates import Span
from detox.domain.entries import Channel, CheckIn, Contact, Entry, Life, Outcome, Pause, Step, Task
from detox.domain.going_back import Group, Helper, Thread, Ways
from detox.domain.judging import Clarity, Standing
from detox.domain.kept_readings import SinceThen
from detox.domain.questions import WEEKLY_RATINGS
from detox.domain.rule_reading import Unwritten
from detox.domain.ties import Ties
from detox.domain.trend import TaskPairs, Trend
from detox.domain.trial import CRITERIA, Op, Trial
from detox.domain.weeks import SPOKEN, Week
from detox.domain.year_days import Moved, ThenNow, YearDay, YearMonth
from detox.exchange.schema import CLOSED, DAY, DIALECT, TIME, as_text, components

FILE = Path(__file__).with_name("detox-outputs.schema.json")
NUMBER = {"type": "number"}
COUNT = {"type": "integer", "minimum": 0}
NULL = {"type": "null"}
ID = {"type": "string"}
SEAL = {"type": "string", "pattern": "^[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}$"}
DATE = {"type": "string", **DAY}


def outputs() -> dict[str, Any]:
    """JSON Schema, draft 2020-12: under `$defs` one for each command, by its words: `trend`, `task-list`."""
    records = components(*_KINDS)
    for spoken in SPOKEN:
        del records["Week"]["properties"][spoken]
    records["Week"]["properties"] = _with_means(records["Week"]["properties"])
    records["Week"]["required"] = list(records["Week"]["properties"])
    records["Trend"]["required"] = list(records["Trend"]["properties"])
    shown = records["Trial"] | {"title": "ShownTrial"}
    shown["properties"] = shown["properties"] | {
        "code": SEAL,
        "day": {"type": "integer"},
        "logged_days": COUNT,
    }
    shown["required"] = list(shown["properties"])
    records["ShownTrial"] = shown
    more = {"back": _object(free=_GROUP_IDS, slower=_SLOWER, tied=_GROUP_IDS, unseen=_GROUP_IDS), **_PICTURES}
    ties = records["Ties"] | {"title": "TiesWithPictures"}
    ties["properties"] = ties["properties"] | more
    ties["required"] = list(ties["properties"])
    records["TiesWithPictures"] = ties
    return {
        "$schema": DIALECT,
        "title": "What detox prints with --json",
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in _COMMANDS],
        "$defs": _COMMANDS | records,
    }


def _with_means(fields: dict[str, Any]) -> dict[str, Any]:
    """A key for each rating in the place of all of them."""
    means = dict.fromkeys(WEEKLY_RATINGS, _or_null(NUMBER))
    shown: dict[str, Any] = {}
    for key, kind in fields.items():
        shown |= means if key == "means" else {key: kind}
    return shown


_WRITTEN = (Entry, CheckIn, Task, Channel, Contact, Step, Pause, Trial, Life)
"""The records that a deed may touch."""
_KINDS = (
    Life,
    *(Entry, CheckIn, Task, Channel, Contact, Step, Pause, Trial, Week, Trend, Ties),
    *(Ways, Thread, Helper, Unwritten, SinceThen, TaskPairs),
    *(YearDay, YearMonth, Moved, ThenNow, Span),
)
"""What the outputs are made of."""


def _the(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def _or_null(kind: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [kind, NULL]}


def _list(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


def _object(**fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(fields), **CLOSED}


_CRITERION = {"enum": list(CRITERIA)}
_STANDING = {"enum": [standing.value for standing in Standing]}
_FINDING = _object(
    id=_CRITERION,
    op={"enum": [op.value for op in Op]},
    threshold=NUMBER,
    n=COUNT,
    needed=COUNT,
    status=_or_null(_STANDING),
    clarity=_or_null({"enum": [clarity.value for clarity in Clarity]}),
    value=_or_null(NUMBER),
    low=_or_null(NUMBER),
    high=_or_null(NUMBER),
    why=_or_null({"type": "string"}),
    turned=_or_null(NUMBER),
)
"""One line of the rule, read; in a look ahead without status and clarity."""
_WINDOW = {**_list(DATE), "minItems": 2, "maxItems": 2}
_READING_FIGURES = {
    "verdict": _or_null(_STANDING),
    "window": _or_null(_WINDOW),
    "logged_days": COUNT,
    "entry_days": _or_null(COUNT),
    "late_days": _or_null(COUNT),
    "paused_days": _or_null(COUNT),
    "criteria": _list({"anyOf": [_FINDING, _object(id=_CRITERION, n=COUNT)]}),
}
_PICTURES = {
    "ways": _the("Ways"),
    "threads": _list(_the("Thread")),
    "owners": {"type": "object", "additionalProperties": NUMBER},
    "helpers": _list(_the("Helper")),
    "baseline": NUMBER,
}
_GROUP_IDS = _list(ID)
_SLOWER = _list(_object(id=ID, minutes=NUMBER))
_SHARE = _object(
    id=ID,
    importance=COUNT,
    score=NUMBER,
    points=NUMBER,
    n=COUNT,
    age_weeks=COUNT,
)
_OUTCOME = {"enum": [outcome.value for outcome in Outcome]}
_RATINGS = _object(**{rating: _the("Trend") for rating in WEEKLY_RATINGS})
_RECORD = _or_null({"anyOf": [_the(kind.__name__) for kind in _WRITTEN]})
_DEED = _object(deed={"type": "string"}, at=TIME, changes=_list(_object(before=_RECORD, after=_RECORD)))
_VALUE = {"anyOf": [{"type": ["string", "integer", "boolean", "null"]}, _list({"type": "string"})]}
_TRIAL_WRITTEN = _object(trial=_the("Trial"))
_VERSIONS = {
    "type": "object",
    "additionalProperties": _list(
        _object(
            record={"anyOf": [_the("Entry"), _the("CheckIn"), NULL]},
            updated_at={"type": "string"},
            device=ID,
            here={"type": "boolean"},
            doubt={"type": "boolean"},
        )
    ),
}
"""By the id of each record that stands in more than one version: all of them, the one in front first."""
_FOUND = _object(entries=_list(_the("Entry")), checkins=_list(_the("CheckIn")), versions=_VERSIONS)
_COPIES = _list(_object(kind={"enum": ["git", "versions", "sync", "cloud"]}, path={"type": "string"}))
"""Who keeps earlier states of the files."""
_COMMANDS: dict[str, dict[str, Any]] = {
    "start": _object(trial=_or_null(_the("Trial")), tasks=_list(_the("Task"))),
    "log": _the("Entry"),
    "edit": _or_null({"anyOf": [_the("Entry"), _the("CheckIn")]}),
    "delete": {"anyOf": [_the("Entry"), _the("CheckIn")]},
    "checkin": _the("CheckIn"),
    "urge": _the("CheckIn"),
    "lapse": _the("Entry"),
    "review": _or_null(_the("CheckIn")),
    "sweep": _object(week=COUNT, entries=_list(_the("Entry"))),
    "undo": _DEED,
    "undo-list": _object(deeds=_list(_DEED)),
    "redo": _DEED,
    "day": _object(
        day=DATE,
        entries=_list(_the("Entry")),
        checkin=_or_null(_the("CheckIn")),
        index=_or_null(NUMBER),
        usual=_list(_object(id=ID, name={"type": "string"}, outcome=_or_null(_OUTCOME))),
        versions=_VERSIONS,
    ),
    "status": _object(day=DATE, written={"type": "boolean"}, paused={"type": "boolean"}),
    "week": _the("Week"),
    "trend": _object(
        weeks=_list(_the("Week")), before=_list(_the("Week")), trend=_the("Trend"), ratings=_RATINGS
    ),
    "explain": _object(week=COUNT, index=_or_null(NUMBER), tasks=_list(_SHARE)),
    "explain-trend": _object(
        trend=_the("Trend"),
        limit=NUMBER,
        tasks=_list(
            _object(
                id=ID, importance=COUNT, pairs=COUNT, easier=COUNT, harder=COUNT, adds={"type": "integer"}
            )
        ),
    ),
    "ties": _the("TiesWithPictures"),
    "back": _object(
        days=COUNT,
        written=COUNT,
        tasks=_list(
            _object(
                id=ID,
                group={"enum": [group.value for group in Group]},
                without=COUNT,
                tried=COUNT,
                median_minutes=_or_null(NUMBER),
                way_day=_or_null(COUNT),
                tries=COUNT,
            )
        ),
        minutes=NUMBER,
        untimed=COUNT,
        favours=NUMBER,
        money={"type": "object", "additionalProperties": NUMBER},
        **_PICTURES,
        unwritten=_or_null(_the("Unwritten")),
    ),
    "year": _object(
        year=COUNT,
        days=_list(_the("YearDay")),
        months=_list(_the("YearMonth")),
        weeks=_list(_object(week=COUNT, start=DATE, index=_or_null(NUMBER))),
        came=_list(_the("Moved")),
        went=_list(_the("Moved")),
        silent=_list(_the("Span")),
        beside=_list(_the("ThenNow")),
    ),
    "journal": _FOUND,
    "search": _FOUND,
    "inbox": _object(
        waiting=_list(_object(day=DATE, kind={"enum": ["log", "checkin"]}, said={"type": "object"}))
    ),
    "doctor": _object(
        sealed={"type": "boolean"},
        findings=_list(
            _object(
                kind={"type": "string"},
                file={"type": "string"},
                count=COUNT,
                days=_or_null(_object(first=DATE, last=DATE)),
            )
        ),
        machines=_list(_object(device=ID, here={"type": "boolean"}, records=COUNT, first=ID, last=ID)),
    ),
    "verdict": _object(
        verdict=_or_null(_STANDING),
        preview={"type": "boolean"},
        day={"type": "integer"},
        days=COUNT,
        **{name: kind for name, kind in _READING_FIGURES.items() if name != "verdict"},
        unwritten=_or_null(_the("Unwritten")),
        settled=_list(_CRITERION),
        settled_whole={"type": "boolean"},
        looks=COUNT,
        read=_or_null(_object(on=DATE, code=SEAL)),
        since_then=_or_null(_the("SinceThen")),
        changed=_or_null(_object(**_READING_FIGURES)),
    ),
    "merge": _object(
        added=COUNT,
        several=COUNT,
        hidden=COUNT,
        deleted=COUNT,
        forgotten=COUNT,
        held={"type": "boolean"},
        written={"type": "boolean"},
        settled=COUNT,
    ),
    "merge-held": _object(
        waiting=_list(
            _object(
                file={"type": "string"},
                stranger={"type": "boolean"},
                lying={"type": "boolean"},
                hidden=_list(
                    _object(table=ID, id=ID, there={"enum": ["forgotten", "deleted", "emptied"]}),
                ),
            )
        )
    ),
    **dict.fromkeys(("merge-accept", "merge-refuse"), _object(files=COUNT, lying={"type": "boolean"})),
    "forget": _object(
        records=_list(_object(table=ID, id=ID)),
        entries_without_the_name=COUNT,
        mentions=COUNT,
        damaged=_list({"type": "string"}),
        exports=_list({"type": "string"}),
        copies=_COPIES,
        machines=_list(ID),
    ),
    "forget-exports": _object(exports=COUNT),
    "seal": _object(files=COUNT, seconds=NUMBER, kit=_or_null({"type": "string"}), copies=_COPIES),
    "doctor-offline": _object(guarded={"type": "boolean"}, modules=_list({"type": "string"}), attempts=COUNT),
    "import": _object(
        entries=COUNT,
        checkins=COUNT,
        written={"type": "boolean"},
        added=COUNT,
        changed=COUNT,
        kept=COUNT,
        deleted=COUNT,
        forgotten=COUNT,
        plan=_or_null({"type": "string"}),
    ),
    "config": _object(
        settings={"type": "object", "additionalProperties": _VALUE},
        aliases={"type": "object", "additionalProperties": {"type": "string"}},
    ),
    "config-key": _object(key={"type": "string"}, value=_VALUE),
    "trial-show": _object(trial=_the("ShownTrial")),
    **dict.fromkeys(("trial-amend", "trial-end", "trial-new", "trial-choose"), _TRIAL_WRITTEN),
    "channel-list": _object(channels=_list(_the("Channel"))),
    "task-list": _object(tasks=_list(_the("Task"))),
    **dict.fromkeys(("contact-list", "contact-next"), _object(contacts=_list(_the("Contact")))),
    "step-list": _object(steps=_list(_the("Step"))),
    "pause-list": _object(pauses=_list(_the("Pause"))),
    **dict.fromkeys(("task-add", "task-edit", "task-plan", "task-archive"), _the("Task")),
    "task-move": _object(tasks=_list(_the("Task"))),
    **dict.fromkeys(("channel-add", "channel-edit", "channel-archive"), _the("Channel")),
    **dict.fromkeys(("contact-add", "contact-set", "contact-remove"), _the("Contact")),
    "contact-import": _object(contacts=_list(_the("Contact"))),
    "contact-message": _object(text={"type": "string"}),
    **dict.fromkeys(
        ("step-add", "step-show", "step-done", "step-skip", "step-open", "step-clock"), _the("Step")
    ),
    **dict.fromkeys(("pause-add", "pause-end", "pause-remove"), _the("Pause")),
}


if __name__ == "__main__":
    sys.stdout.write(as_text(outputs()))
