"""Whatever is typed or piped in: an answer or a refusal, never a traceback, and nothing half written."""

import argparse
import io
import json
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from random import Random

import pytest

from detox.__main__ import main
from detox.cli.call import Exit
from detox.cli.parser import FILES, build_parser
from detox.words import speak

CODES = set(Exit)
FEW, MANY = 300, 20_000
EACH = 100
"""After so many calls the diary is begun anew."""
WORDS = (
    "", " ", "-", "--", "---", "=", "0", "1", "2", "-1", "-3", "84", "28", "999999999999",
    "9" * 5000, "1e9", "nan", "inf",
    "٣", "²", "2026-03-14", "2026-02-30", "9999-12-31", "0001-01-01", "today", "yesterday", "mon",
    "上周五", "24:00", "23:59",
    "pay.shop", "pay.shop", "msg", "d", "w", "p", "a", "x", "n", "direct", "app", "cash", "phone",
    "y", "yes", "all",
    "mood", "mood=", "mood=-", "urge=nan", "normal_days=inf", "=1", "need", "12.50", "1.234",
    "CNY", "eur",
    "\x1b]52;c;cHduZWQ=\x07", "\x1b[31m", "\x9b2J", "\u202eabc", "\x00", "a\0b", "\n", "a\nb",
    "caf\udce9", "\ud83d",
    "{name}", "%s", "%(x)s", "{", "[", "]", "[/]", "[@click=x]", "$(id)", "`id`", "*", "\\", "'",
    '"', "|", ";",
    "王伟", "e\u0301", "🌸", "x" * 201, "x" * 20_001, "csv", "vcard", "lines", "json", "markdown",
    "zh_Hans", "en",
    "theme", "light", "day_start", "12", "13", "true", "bash", "listed", "confirmed", "call",
    "messages", "mon tue",
    "known", "list.csv", "book.vcf", "log.json", "folder", "link", "pipe", "gone", "new.zip",
    "new.md", "new.html",
    "/dev/null", "/dev/null/x", "/proc/self/mem", "l" * 300, "~nosuchuser/x", "utf-8", "gb18030",
    "klingon",
)  # fmt: skip
"""What is said; no name in it leads out of the folder that the calls are made in."""
INPUTS = (
    b"", b"\n", b"q\n", b"y\n", b"yes\n", b"7\n\n\n", b"w\n5\ncash\n" * 20, b"d\n" * 40,
    b"9" * 5000 + b"\n",
    b"caf\xe9\n", b"\xff\xfe\x00", b"\x00" * 100, "今天".encode("gbk"), "今天\n".encode(),
    b"\xef\xbb\xbfa\r\nb\r",
    b"\x1b[31m\n", b"Name,Phone\nAnn,5550101\n", b"BEGIN:VCARD\nFN:A\n", b"{", b"[" * 3000,
    b"\xed\xa0\x80\n",
)  # fmt: skip
HOMES = ("home", "other", "", "/dev/null/x", "a\0b", "l" * 300, "~nosuchuser/x", "list.csv", "caf\udce9")
LIKELY = {
    "task": ("pay.shop", "pay", "msg", "shop"),
    "outcome": ("d", "w", "p", "a", "x", "n", "direct", "app"),
    "via": ("cash", "phone", "email"),
    "file": ("list.csv", "book.vcf", "log.json", "folder", "-", "new.json", "new.zip", "new.html"),
    "on": ("today", "yesterday", "-3", "2026-03-14"),
    "contact": ("Ann", "A", "1", "2", "Bo"),
    "note": ("-", "a note"),
    "rule": ("normal_days=80", "urge=-", "urge=nan", "normal_days=inf"),
    "need": ("all", "2", "nan", "inf", "-1"),
    "id": ("0", "2026-03-14", "a"),
    "key": ("theme", "day_start", "language"),
}
"""What some arguments are mostly given."""
WILD = 0.3
"""How often a call is odder than it need be."""


def test_a_few_hundred_calls_end_in_an_answer_or_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _calls(FEW, tmp_path, monkeypatch)


@pytest.mark.thorough
@pytest.mark.timeout(3600)
def test_twenty_thousand_calls_end_in_an_answer_or_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _calls(MANY, tmp_path, monkeypatch)


def _calls(n: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = Random(n)  # noqa: S311 - calls that can be made again
    commands = dict(_commands(build_parser()))
    for number in range(n):
        if number % EACH == 0:
            place = folder / str(number)
            _furnish(place)
            monkeypatch.chdir(place)
            monkeypatch.setenv("XDG_CONFIG_HOME", str(place / "config"))
            monkeypatch.setenv("XDG_DATA_HOME", str(place / "data"))
            monkeypatch.setenv("DETOX_HOME", str(place / "home"))
            assert _call(["start", "--app", "WeChat", "--yes"], b"")[0] == 0
        argv, data = _argv(rng, commands), rng.choice(INPUTS)
        before = _written(place)
        code, said = _call(argv, data)
        assert code in CODES, (argv, data, code)
        assert "Traceback" not in said, (argv, data)
        assert "\x1b" not in said, (argv, data)
        if code in (Exit.USAGE, Exit.REFUSED) and argv[:1] not in (["ask"], ["undo"]):
            assert _written(place) == before, (argv, data, said)
    assert _call(["doctor"], b"")[0] == 0


def _furnish(place: Path) -> None:
    """The files that calls may name."""
    (place / "folder").mkdir(parents=True)
    (place / "list.csv").write_text("Name,Phone\nAnn,5550101\nBo,\n", encoding="utf-8")
    (place / "book.vcf").write_text("BEGIN:VCARD\nFN:A\nTEL:5550102\n", encoding="utf-8")
    (place / "log.json").write_text('{"format": "detox-log", "version": 1}', encoding="utf-8")
    (place / "link").symlink_to("list.csv")


def _call(argv: list[str], data: bytes) -> tuple[object, str]:
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _n in range(2))
    held = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8")
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = main(argv)
            out.flush()
            err.flush()
    except BaseException as error:
        error.add_note(f"{argv!r} {data!r}")
        raise
    finally:
        sys.stdin = held
        speak("en")
    return code, (out.buffer.getvalue() + err.buffer.getvalue()).decode("utf-8")  # type: ignore[attr-defined]


def _written(place: Path) -> dict[str, bytes]:
    """What the diaries hold: every document of theirs, each of which must be whole."""
    found = {}
    for path in sorted((place / "home").rglob("*.json")):
        if ".state" not in path.parts:
            found[path.name] = path.read_bytes()
            json.loads(found[path.name])
    return found


Actions = list[argparse.Action]


def _argv(rng: Random, commands: dict[tuple[str, ...], Actions]) -> list[str]:
    """A call: mostly one that the parser takes, with anything where a person may say anything."""
    if rng.random() < WILD:
        return [rng.choice((*FILES, *WORDS)) for _n in range(rng.randint(0, 5))]
    named = rng.choice(list(commands))
    places = [action for action in commands[named] if not action.option_strings]
    options = [action for action in commands[named] if action.option_strings and action.dest != "help"]
    argv = list(named)
    for action in rng.sample(options, k=rng.randint(0, min(4, len(options)))):
        flag = action.option_strings[-1]
        if action.nargs == 0:
            argv.append(flag)
        else:
            said = _word(rng, action)
            argv += [f"{flag}={said}"] if said.startswith("-") or rng.random() < WILD else [flag, said]
    if rng.random() < WILD:
        argv += [f"--home={rng.choice(HOMES)}"]
    needed = [action for action in places if action.nargs != "?" or rng.random() < 1 - WILD]
    words = [_word(rng, action) for action in needed]
    return [*argv, *(["--"] if any(word.startswith("-") for word in words) else []), *words]


def _word(rng: Random, action: argparse.Action) -> str:
    if rng.random() > WILD / 4:
        if action.choices:
            return str(rng.choice(list(action.choices)))
        if action.type is int:
            return str(rng.choice((0, 1, 3, 7, 10, 28, 84, -1, 1440, 10**9, 10**30)))
        if rng.random() < WILD and action.dest in LIKELY:
            return rng.choice(LIKELY[action.dest])
    return rng.choice(WORDS)


def _commands(
    parser: argparse.ArgumentParser, named: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Actions]]:
    """Every command and action with what it takes."""
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    for action in below:
        for name, sub in action.choices.items():
            yield from _commands(sub, (*named, name))
    if not below:
        yield named, parser._actions


def test_every_command_is_called() -> None:
    called = {named[0] for named, _actions in _commands(build_parser())}

    assert called >= {name for name in FILES if name != "complete"}
