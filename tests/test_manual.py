"""The manual page and the help: complete, and every example runs."""

import argparse
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from detox.__main__ import main
from detox.cli.command import example_of
from detox.cli.manual import page
from detox.cli.parser import all_commands, build_parser
from detox.cli.unknown_words import subcommands
from detox.settings import CHOICES, MEANINGS
from detox.words import LANGUAGES, speak

READY: dict[str, Path] = {}
HOUSE = Path(__file__).parent.parent / "detox"
PAGES = {tongue: HOUSE / "locale" / tongue / "detox.1" for tongue in LANGUAGES} | {
    "en": HOUSE / "cli" / "detox.1"
}
SEALING = ("seal", "unseal", "passphrase", "key")
"""They ask for a passphrase, and there is no terminal to ask on."""
ASKED = {name: command for name, command in all_commands().items() if not command.hidden}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_that_is_installed_is_what_the_parser_says(language: str) -> None:
    assert PAGES[language].read_text(encoding="utf-8") == page(language)


def test_the_chinese_page_says_everything_but_commands_in_chinese() -> None:
    paragraphs = re.split(r"^[.'].*\n", page("zh_Hans"), flags=re.MULTILINE)

    told = [text for text in paragraphs if text.strip() and "[" not in text and not text.startswith("detox ")]
    assert len(told) > len(ASKED)
    assert not [text for text in told if not re.search("[\u4e00-\u9fff]", text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_and_every_option_stands_on_the_page(language: str) -> None:
    said = page(language).replace(r"\-", "-").replace("\\:", "")

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


@pytest.mark.undated
def test_every_action_has_its_example_and_its_help_shows_it(capsys: pytest.CaptureFixture[str]) -> None:
    missing = [
        (name, action)
        for name, command in ASKED.items()
        for action in _actions(name)
        if not example_of(command, action)
    ]

    assert not missing
    for name, command in ASKED.items():
        for action in _actions(name):
            assert main(["--lang", "en", name, action, "--help"]) == 0
            assert f"Example: {example_of(command, action)}" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("name", [name for name, command in ASKED.items() if command.examples])
def test_the_examples_of_the_actions_work_one_after_the_other(
    name: str, prepared: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(prepared)
    monkeypatch.setattr("sys.stdin", open("/dev/null"))  # noqa: SIM115, PTH123 - closed with the test
    home = ["--home", str(prepared / "home")]
    (prepared / "people.csv").write_text("Name,Phone\nAnn,555\n", encoding="utf-8")
    main([*home, "--quiet", "verdict", "--yes"])

    for example in ASKED[name].examples:
        capsys.readouterr()
        assert main([*home, *shlex.split(example)[1:]]) == 0, (example, capsys.readouterr().err)


def _actions(name: str) -> list[str]:
    found = subcommands(build_parser(only=name))
    inner = found.choices[name] if found else None  # type: ignore[index]
    actions = subcommands(inner) if inner else None
    return list(actions.choices) if actions else []  # type: ignore[arg-type]


@pytest.mark.parametrize("section", ["FILES", "SETTINGS", "ENVIRONMENT", "EXIT STATUS", "WHAT MAY BE TYPED"])
def test_the_page_has_the_sections_that_people_look_for(section: str) -> None:
    assert f".SH {section}\n" in page()


def test_every_setting_stands_on_the_page_with_what_it_may_be() -> None:
    said = page().replace("\\-", "-").replace("\\:", "")

    assert all(f"{key} ({value})" in said for key, value in CHOICES.items())
    assert CHOICES.keys() == MEANINGS.keys()


@pytest.mark.parametrize(
    "reader",
    [
        ("mandoc", "-T", "lint"),
        ("groff", "-ww", "-man", "-z", "-Tutf8"),
        ("groff", "-ww", "-man", "-z", "-Tascii"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_of_manual_pages_has_nothing_to_warn_of(reader: tuple[str, ...], language: str) -> None:
    if shutil.which(reader[0]) is None:
        pytest.skip(f"{reader[0]} is not installed")
    if language != "en" and "-Tascii" in reader:
        pytest.skip("its signs are no ASCII")
    # A sentence without blanks stands in one line of the source, however long it is.
    more = {"groff": ("-k", "-Kutf8"), "mandoc": ("-W", "warning")}[reader[0]]
    how = reader if language == "en" else (*reader, *more)

    said = subprocess.run([*how, str(PAGES[language])], capture_output=True, text=True, check=False)

    assert said.stdout + said.stderr == ""


@pytest.mark.undated
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
