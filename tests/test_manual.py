"""The manual page and the help: complete, and every example runs."""

import argparse
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from detox.__main__ import main
from detox.cli import all_commands, build_parser
from detox.cli.manual import page
from detox.words import LANGUAGES, speak

READY: dict[str, Path] = {}
PAGE = Path(__file__).parent.parent / "detox" / "cli" / "detox.1"
SEALING = ("seal", "unseal", "passphrase", "key")
"""They ask for a passphrase, and there is no terminal to ask on."""
ASKED = {name: command for name, command in all_commands().items() if not command.hidden}


def test_the_page_that_is_installed_is_what_the_parser_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_command_and_every_option_stands_on_the_page() -> None:
    said = page().replace(r"\-", "-")

    missing = [name for name in ASKED if f".SS detox {name}" not in said]
    missing += [option for option in _options(build_parser()) if option not in said]

    assert not missing


def test_every_command_says_what_it_is_for_and_shows_an_example() -> None:
    assert all(
        command.help and command.example.startswith(f"detox {name}") for name, command in ASKED.items()
    )


@pytest.mark.parametrize("name", ASKED)
def test_the_example_of_a_command_runs(
    name: str, prepared: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(prepared)
    monkeypatch.setattr("sys.stdin", open("/dev/null"))  # noqa: SIM115, PTH123 - closed with the test
    home = ["--home", str(prepared / "home")]
    capsys.readouterr()

    words = shlex.split(_real_ids(ASKED[name].example, home, capsys))[1:]
    code = main([*home, *words])

    _out, err = capsys.readouterr()
    assert code in ({0, 1} if name in {"start", "redo", "git-setup", *SEALING} else {0}), err
    assert "Traceback" not in err


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ASKED)
def test_every_help_is_printed_in_both_languages(
    name: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", language, name, "--help"]) == 0

    out = capsys.readouterr().out
    assert ASKED[name].example in " ".join(out.split())


@pytest.fixture
def prepared(begins: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a full home and a diary to take in; made once for each moment, and copied."""
    if begins not in READY:
        READY[begins] = tmp_path_factory.mktemp("prepared")
        _prepare(["--home", str(READY[begins] / "home")], READY[begins])
    shutil.copytree(READY[begins], tmp_path, dirs_exist_ok=True)
    return tmp_path


def _prepare(home: list[str], folder: Path) -> None:
    speak("en")
    assert main([*home, "demo", "--export", str(folder / "diary.json")]) == 0
    assert main([*home, "--quiet", "import", str(folder / "diary.json")]) == 0
    assert main([*home, "--quiet", "log", "pay.shop", "d"]) == 0
    (folder / "diary.json").rename(folder / "held.json")
    (folder / "diary.json").write_bytes((folder / "held.json").read_bytes())


def _real_ids(example: str, home: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    main([*home, "day"])
    found = re.search(r"[0-9a-f]{8}-[0-9a-f]{4}", capsys.readouterr().out)
    assert found
    example = example.replace("01a204a9-5984", found[0])
    if example.startswith("detox forget"):
        example += " --yes"
    return example.replace("export diary.json", "export fresh.json")


def _options(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        if isinstance(action.choices, dict):
            for name, inner in action.choices.items():
                if name != "complete":
                    yield from _options(inner)
        else:
            yield from (
                option for option in action.option_strings if option not in {"-h", "--help", "--version"}
            )
