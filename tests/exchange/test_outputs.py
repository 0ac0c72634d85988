"""What `--json` prints is what its schema says, for every command that has it."""

import argparse
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from detox import demo
from detox.__main__ import main
from detox.cli.parser import build_parser
from detox.cli.unknown_words import subcommands
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
    "undo --list": "undo-list",
    "undo": "undo",
    "redo": "redo",
    "review --hardest chat": "review",
    "sweep --yes": "sweep",
    "log pay.shop a": "log",
    "lapse --for rent --sure 7": "lapse",
    "task add Choir --weekdays mon": "task-add",
    "task edit Choir --importance 1": "task-edit",
    "task plan Choir phone": "task-plan",
    "task move Choir 1": "task-move",
    "task archive Choir": "task-archive",
    "channel add Matrix": "channel-add",
    "channel edit Matrix --name Mesh": "channel-edit",
    "channel archive Mesh": "channel-archive",
    "contact add Zoe --via phone --key y": "contact-add",
    "contact set Zoe --state told": "contact-set",
    "contact message Zoe": "contact-message",
    "contact remove Zoe": "contact-remove",
    "step add Paint --due +3": "step-add",
    "step show Paint": "step-show",
    "step clock wallet": "step-clock",
    "step done Paint": "step-done",
    "step open Paint": "step-open",
    "step skip Paint": "step-skip",
    "pause add +3 +9": "pause-add",
    "trial choose later": "trial-choose",
    "trial new --days 28": "trial-new",
    "config": "config",
    "config theme": "config-key",
    "config theme light": "config-key",
    "config alias.w urge": "config-key",
    "doctor --repair": "doctor",
    "doctor --offline": "doctor-offline",
}
WITHOUT = {
    "ask", "demo", "export", "report", "help", "completion", "git-setup", "wipe", "unseal",
    "passphrase", "key",
}  # fmt: skip
"""Commands that ask line by line, write a document or a file, or are for programs."""


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


def _words(
    parser: argparse.ArgumentParser, before: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Every command with its action, and whether it takes `--json`."""
    found = subcommands(parser)
    if found is None:
        yield before, "--json" in parser._option_string_actions
        return
    for name, inner in dict(found.choices).items():  # type: ignore[arg-type]
        yield from _words(inner, (*before, name))


def test_every_command_prints_json_and_its_schema_ships() -> None:
    known = set(outputs()["$defs"])

    taking = {words: json_too for words, json_too in _words(build_parser()) if words[0] not in WITHOUT}

    assert not [words for words, json_too in taking.items() if not json_too]
    assert not [words for words in taking if "-".join(words) not in known]


def test_a_beginning_and_an_import_print_json(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("7\n3\n"))
    file = tmp_path / "day.csv"
    file.write_text("date,task,done\n2023-01-05,Run,yes\n", encoding="utf-8")
    people = tmp_path / "people.txt"
    people.write_text("Ann\nBo\n", encoding="utf-8")
    for command, name in {
        "start --app wechat --yes": "start",
        f"import {file} --as table --dry-run": "import",
        f"import {file} --as table": "import",
        f"contact import {people}": "contact-import",
        "trial amend --rule normal_days=70 --reason shorter": "trial-amend",
        "pause add today +2": "pause-add",
        "pause end today tomorrow": "pause-end",
        "pause add +5": "pause-add",
        "pause remove +5": "pause-remove",
        "trial end": "trial-end",
        "urge": "urge",
    }.items():
        code = main(["--home", str(home), *command.split(), "--json"])

        said = capsys.readouterr().out
        assert code == 0, command
        held_to(name, json.loads(said))


def test_what_is_joined_waits_or_is_purged_is_printed_as_json(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other"
    for folder, app in ((home, "wechat"), (other, "kakaotalk")):
        main(["--home", str(folder), "--quiet", "start", "--app", app, "--yes"])
    main(["--home", str(other), "--quiet", "log", "pay.shop", "w", "--via", "cash", "--note", "secret"])
    main(["--home", str(home), "--quiet", "export", str(tmp_path / "log.json")])
    said = {}

    for command, name in {
        f"merge {other} --yes --dry-run": "merge",
        f"merge {other} --yes": "merge",
        "merge --held": "merge-held",
        "merge --accept": "merge-accept",
        "merge --refuse": "merge-refuse",
        "forget today --yes": "forget",
        "forget --exports --yes": "forget-exports",
    }.items():
        capsys.readouterr()
        assert main(["--home", str(home), *command.split(), "--json"]) == 0, command

        said[command] = json.loads(capsys.readouterr().out)
        held_to(name, said[command])

    joined = said[f"merge {other} --yes"]
    assert joined["added"] > 0
    assert said[f"merge {other} --yes --dry-run"] == joined | {"written": False, "settled": 0}
    assert [place["table"] for place in said["forget today --yes"]["records"]] == ["entries"]
    assert "secret" not in json.dumps(said)
    assert said["forget --exports --yes"] == {"exports": 1}


def test_what_is_not_agreed_to_prints_nothing(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["--home", str(home), "--quiet", "start", "--yes"])
    main(["--home", str(home), "--quiet", "log", "pay.shop", "w"])
    monkeypatch.setattr("sys.stdin", StringIO("no\n"))

    code = main(["--home", str(home), "forget", "today", "--json"])

    assert (code, capsys.readouterr().out) == (1, "")


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
