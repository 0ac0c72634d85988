"""A diary as tables for a spreadsheet, one CSV text a table, and back."""

import csv
import io
import json
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import NoneType
from typing import Any, get_origin

import msgspec

from detox.domain.entries import Life
from detox.domain.record import Record
from detox.domain.record_versions import Lineage
from detox.domain.snapshot import Snapshot
from detox.domain.trial import Amendment, Trial
from detox.errors import BadLog
from detox.exchange.log_rows import LISTS, Rows
from detox.exchange.missing import LEFT_OUT
from detox.exchange.problems import OwnWord, Problems
from detox.exchange.record_fields import alternatives, is_list, nested
from detox.exchange.version_fields import parted, version_fields, version_keys

LIFE, TRIALS, AMENDMENTS = "diary.csv", "trials.csv", "amendments.csv"
TABLES = {f"{name}.csv": (name, kind) for name, kind in LISTS.items() if kind is not Trial}
FILES = (LIFE, TRIALS, AMENDMENTS, *TABLES)
LIFE_KEY = ("life", "life")
OWN_TRIAL = "own_trial"
"""The column of the trial that the version in front names; `trial` is the one that stands."""
LIFE_COLUMNS = ("app", "left", "how", "until", "trial", OWN_TRIAL, *version_keys(Life))
CRITERION = re.compile(r"(\S+) (\S+) (\S+)")
# What a spreadsheet takes for a formula; a cell that begins so gets a quote before it, and one already
# quoted another one, so that the way back is clear.
_FORMULA = re.compile(r"'*[=+\-@|\t\r\n＝＋－＠｜]")
_WHOLE = re.compile(r"-?[0-9]{1,18}")


def to_csv(snapshot: Snapshot) -> dict[str, str]:
    """The tables of a diary by file name; RFC 4180, a header each, `''` for what is not known.

    A NUL, which no table may hold, becomes its symbol.
    """
    shown_first = [*([snapshot.trial] if snapshot.trial else []), *snapshot.past_trials]
    every_trial = [_in_front(trial, snapshot) for trial in shown_first]
    life_versions = snapshot.lineages.get(LIFE_KEY)
    life = {
        "app": snapshot.app,
        "left": snapshot.left,
        "how": snapshot.how,
        "until": snapshot.until,
        "trial": snapshot.trial.id if snapshot.trial else None,
    }
    if life_versions is not None:
        named = {OWN_TRIAL: life_versions.front.trial} if isinstance(life_versions.front, Life) else {}
        life |= named | _versions(Life, life_versions)
    made = {
        LIFE: _table(LIFE_COLUMNS, [life]),
        TRIALS: _table(
            (*columns(Trial), *version_keys(Trial)),
            (
                _flat(trial) | _versions(Trial, snapshot.lineages.get(("trials", trial.id)))
                for trial in every_trial
            ),
        ),
        AMENDMENTS: _table(
            ("trial", *columns(Amendment)),
            (_flat(change) | {"trial": trial.id} for trial in every_trial for change in trial.amendments),
        ),
    }
    for file, (name, kind) in TABLES.items():
        made[file] = _table(
            (*columns(kind), *version_keys(kind)),
            (
                _flat(record) | _versions(kind, snapshot.lineages.get((name, record.id)))
                for record in getattr(snapshot, name)
            ),
        )
    return made


def _in_front(trial: Trial, snapshot: Snapshot) -> Trial:
    """What the version in front says by itself: the readings of the others stand with them."""
    lineage = snapshot.lineages.get(("trials", trial.id))
    return lineage.front if lineage and isinstance(lineage.front, Trial) else trial


def _versions(kind: type[Record], lineage: Lineage | None) -> dict[str, Any]:
    """The cells that say which version a record is; the others are one cell of JSON."""
    made: dict[str, Any] = {}
    if lineage is not None:
        made = msgspec.to_builtins(version_fields(kind, lineage, msgspec.to_builtins))
    return made


def from_csv(
    tables: Mapping[str, str],
    *,
    today: date,
    known_channels: Container[str] = (),
    known_tasks: Container[str] = (),
) -> Snapshot:
    """The diary in tables as `to_csv` makes them; a table, or a column that a log may leave out, may lack.

    Raises:
        BadLog: a table has no header, an open quote or a ragged row, or a row is not what it may be.
    """
    problems = Problems()
    rows = Rows(problems, today=today)
    for file in sorted(tables.keys() - set(FILES)):
        problems.add(file, " | ".join(FILES), OwnWord("a table that this version does not know"))
    for file, (name, kind) in TABLES.items():
        for n, cells in enumerate(_read(tables, file, (*columns(kind), *version_keys(kind)), problems)):
            rows.take(name, n, _row(cells, kind))
    cells = next(iter(_read(tables, LIFE, LIFE_COLUMNS, problems)), {})
    shown = cells.pop("trial", None)
    life = _life(cells, rows)
    trial = None
    for n, row in enumerate(_trials(tables, problems)):
        if row.get("start") == shown:
            row, said = parted(row, Trial)  # noqa: PLW2901 - without what it says of its versions
            trial = rows.row(f"trials[{n}]", row, Trial)
            if trial is not None:
                rows.note_versions("trials", trial, said, f"trials[{n}]")
        else:
            rows.take("past_trials", n, row)
    found = rows.snapshot(
        life,
        trial,
        known_channels=known_channels,
        known_tasks=known_tasks,
    )
    problems.refuse()
    return found


def _life(cells: dict[str, str], rows: Rows) -> Life:
    """The app, the day and the way, with what is said of their versions."""
    named = cells.pop(OWN_TRIAL, "")
    own = {key: value or None for key, value in cells.items() if key not in version_keys(Life)}
    life = rows.row("", own, Life) or Life()
    said = _said(cells, Life)
    if said:
        # Where others stand beside it, another trial may stand than the one it names.
        front = rows.row("life", own | {"trial": named or None}, Life) if "others" in said else None
        rows.note_versions("life", life, said, "life", front=front)
    return life


def columns(kind: type[Record]) -> tuple[str, ...]:
    """The columns of a kind of record; a record inside it has its own, with a dot: `cost.amount`.

    A list of records is one cell of JSON; a rule's criteria are written out: `normal_days >= 80; urge <= 3`.
    """
    names: list[str] = []
    for field in kind.__struct_encode_fields__:
        inner = nested(kind, field)
        if inner and not is_list(kind, field):
            names += [f"{field}.{name}" for name in columns(inner)]
        elif field != "amendments":  # they have a table of their own
            names.append(field)
    return tuple(names)


def _flat(record: Record) -> dict[str, Any]:
    fields: dict[str, Any] = msgspec.to_builtins(record)
    flat: dict[str, Any] = {}
    for key, value in fields.items():
        if isinstance(value, dict):
            inner = _flat(getattr(record, key))
            flat |= {f"{key}.{name}": part for name, part in inner.items()}
        else:
            flat[key] = value
    return flat


def _table(names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([_cell(row[name]) if name in row else "" for name in names] for row in rows)
    return text.getvalue()


def _cell(value: Any) -> str:  # noqa: ANN401 - any field
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return _guarded(_list(value))
    return _guarded(str(value).replace("\0", "\u2400"))


def _guarded(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def _list(value: Sequence[Any]) -> str:
    if any(isinstance(part, dict) and "op" not in part for part in value):
        return json.dumps(value, ensure_ascii=False).replace("\\u0000", "\u2400")
    return "; ".join(_criterion(part) if isinstance(part, dict) else part for part in value)


def _criterion(part: Mapping[str, Any]) -> str:
    return f"{part['id']} {part['op']} {part['value']!r}"


def _read(
    tables: Mapping[str, str], file: str, names: tuple[str, ...], problems: Problems
) -> Iterator[dict[str, str]]:
    """The rows of a table by column, unguarded."""
    reader = csv.reader(
        io.StringIO(tables.get(file, ",".join(names)).removeprefix("\ufeff"), newline=""), strict=True
    )
    try:
        header = next(reader, [])
        for name in header or ("",):
            if name not in names or header.count(name) > 1:
                problems.add(f"{file}: line 1", f"columns of {', '.join(names)}", name)
                return
        for cells in reader:
            if len(cells) != len(header):
                problems.add(f"{file}: line {reader.line_num}", f"{len(header)} cells", len(cells))
                return
            if any("\0" in cell for cell in cells):
                problems.add(f"{file}: line {reader.line_num}", "text without NUL", "\0")
                return
            yield {
                name: cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
                for name, cell in zip(header, cells, strict=True)
            }
    except csv.Error as error:
        raise BadLog(
            (f"{file}: line {reader.line_num}: expected CSV, got a mistake in it ({error})",)
        ) from None


def _trials(tables: Mapping[str, str], problems: Problems) -> Iterator[dict[str, Any]]:
    changes: dict[str, list[dict[str, Any]]] = {}
    for cells in _read(tables, AMENDMENTS, ("trial", *columns(Amendment)), problems):
        changes.setdefault(cells.pop("trial", ""), []).append(_row(cells, Amendment))
    for cells in _read(tables, TRIALS, (*columns(Trial), *version_keys(Trial)), problems):
        row = _row(cells, Trial)
        yield row | {"amendments": changes.pop(row.get("start", ""), [])}
    for start in changes:
        problems.add(f"{AMENDMENTS}: trial", f"a trial of {TRIALS}", start)


def _row(cells: Mapping[str, str], kind: type[Record]) -> dict[str, Any]:
    """The cells of one record as its row in a log."""
    row: dict[str, Any] = {}
    inner: dict[str, dict[str, str]] = {}
    for name, text in cells.items():
        field, dot, rest = name.partition(".")
        if dot:
            inner.setdefault(field, {})[rest] = text
        elif field in version_keys(kind):
            continue
        elif text or field not in LEFT_OUT:
            row[field] = _value(text, alternatives(kind, field))
    for field, part in inner.items():
        record = nested(kind, field)
        row[field] = _row(part, record) if record and any(part.values()) else None
    return row | _said(cells, kind)


def _said(cells: Mapping[str, str], kind: type[Record]) -> dict[str, Any]:
    """What the cells of a record say of its versions."""
    said: dict[str, Any] = {key: cells[key] for key in version_keys(kind) if cells.get(key)}
    if "supersedes" in said:
        said["supersedes"] = said["supersedes"].split("; ")
    if "doubt" in said:
        said["doubt"] = said["doubt"] == "true" or said["doubt"]
    if "others" in said:
        said["others"] = _parsed(said["others"])
    return said


def _value(text: str, kinds: tuple[Any, ...]) -> Any:  # noqa: ANN401 - any field
    if not text and NoneType in kinds:
        return None
    if bool in kinds:
        return {"true": True, "false": False}.get(text, text)
    if int in kinds:
        return int(text) if _WHOLE.fullmatch(text) else text
    if get_origin(kinds[0]) is tuple and text.startswith("["):
        return _parsed(text)
    if get_origin(kinds[0]) is tuple:
        return [_part(part) for part in text.split("; ")] if text else []
    return text


def _parsed(text: str) -> Any:  # noqa: ANN401 - a list of records
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _part(text: str) -> Any:  # noqa: ANN401 - a criterion, or the name of one
    found = CRITERION.fullmatch(text)
    if found is None:
        return text
    return {"id": found[1], "op": found[2], "value": _number(found[3])}


def _number(text: str) -> float | str:
    try:
        return int(text) if _WHOLE.fullmatch(text) else float(text)
    except ValueError:
        return text
