"""What `--json` prints is what its schema says, for every command that has it."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from detox import demo
from detox.__main__ import main
from detox.exchange import log
from detox.exchange.outputs import FILE, outputs
from detox.exchange.schema import as_text

COMMANDS = {
    "day": "day",
    "day 2023-01-05": "day",
    "week": "week",
    "week 3": "week",
    "trend": "trend",
    "trend --weeks 2": "trend",
    "explain 12": "explain",
    "explain 4": "explain",
    "explain trend": "explain-trend",
    "ties": "ties",
    "back": "back",
    "year": "year",
    "year 2022": "year",
    "search pay": "search",
    "verdict": "verdict",
    "verdict --preview": "verdict",
    "trial show": "trial-show",
    "task list": "task-list",
    "channel list": "channel-list",
    "contact list": "contact-list",
    "step list": "step-list",
    "pause list": "pause-list",
    "doctor": "doctor",
    "log pay.shop w --via cash": "log",
    "edit last --minutes 7": "edit",
    "checkin --mood 5": "checkin",
    "delete last": "delete",
    "status": "status",
    "journal --from 2023-01-02 --to 2023-01-04": "journal",
}


def test_the_schema_of_the_outputs_that_ships_is_the_one_the_code_makes() -> None:
    assert FILE.read_text(encoding="utf-8") == as_text(outputs())


def test_the_schema_of_the_outputs_is_a_sound_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(outputs())


def schema_of(name: str) -> dict[str, Any]:
    """The schema of one command's output."""
    return outputs() | {"anyOf": [{"$ref": f"#/$defs/{name}"}]}


def held_to(name: str, printed: Any) -> None:
    """Refuse what is no output of that command; that the schema itself is sound is seen once, above."""
    jsonschema.Draft202012Validator(schema_of(name)).validate(printed)


@pytest.fixture
def full_home(home: Path, tmp_path: Path) -> Path:
    """A home with the demo's twelve weeks in it."""
    file = tmp_path / "weeks.json"
    made = demo.demo_snapshot("en")
    file.write_text(log.to_json(made, exported_at="2023-01-08T21:00:00+08:00"), encoding="utf-8")
    main(["--home", str(home), "--quiet", "import", str(file)])
    return home


def test_every_json_output_is_what_its_schema_says(
    full_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command, name in COMMANDS.items():
        code = main(["--home", str(full_home), *command.split(), "--json"])

        printed = json.loads(capsys.readouterr().out)
        assert code == 0, command
        held_to(name, printed)


def test_the_outputs_of_an_empty_diary_are_what_their_schema_says(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in ("day", "trend", "search pay", "task list", "contact list", "step list", "pause list"):
        main(["--home", str(home), *command.split(), "--json"])

        printed = json.loads(capsys.readouterr().out)
        held_to(COMMANDS[command], printed)


def test_the_log_of_the_twelve_weeks_is_what_its_schema_says() -> None:
    made = json.loads(log.to_json(demo.demo_snapshot("zh_Hans"), exported_at="2023-01-08T21:00:00+08:00"))

    jsonschema.validate(made, log.schema())
