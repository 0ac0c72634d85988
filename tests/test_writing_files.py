"""Whether a file to hand on is written: who is asked first, and which days it holds."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from detox.__main__ import main

Run = Callable[..., int]
ASKED = "Write it? [y/N]"


@pytest.fixture
def run(home: Path) -> Run:
    """The program over a diary that has begun and has an entry."""
    call = lambda *words: main(["--home", str(home), *words])  # noqa: E731
    assert call("--quiet", "start", "--app", "wechat", "--yes") == 0
    call("--quiet", "log", "pay.shop", "w")
    return call


@pytest.fixture
def sits(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """This is typed; standard input, standard error or both are a terminal."""

    def given(text: str, *, stdin: bool = True, stderr: bool = True) -> None:
        typed = io.StringIO(text)
        typed.isatty = lambda: stdin  # type: ignore[method-assign]
        monkeypatch.setattr("sys.stdin", typed)
        monkeypatch.setattr("sys.stderr.isatty", lambda: stderr, raising=False)

    return given


@pytest.mark.parametrize(
    ("name", "typed", "code"),
    [
        ("out.json", "y\n", 0),
        ("out.json", "YES\n", 0),
        ("out.json", "\n", 1),
        ("out.json", "yep\n", 1),
        ("out.html", "y\n", 0),
        ("out.html", "", 1),
    ],
)
def test_before_a_terminal_a_file_to_hand_on_is_written_after_a_yes_alone(
    run: Run, sits: Callable[..., None], tmp_path: Path, capsys: pytest.CaptureFixture[str], *, name: str,
    typed: str, code: int,
) -> None:  # fmt: skip
    sits(typed)

    assert run("export", str(tmp_path / name), "--redact") == code

    assert (tmp_path / name).exists() is (code == 0)
    said = capsys.readouterr().err
    assert ASKED in said
    assert ("Nothing was written." in said) is (code == 1)


@pytest.mark.parametrize(
    ("name", "words", "terminal"),
    [
        ("out.json", ("--redact", "--yes"), {}),
        ("out.json", ("--redact",), {"stdin": False}),
        ("out.json", ("--redact",), {"stderr": False}),
        ("out.json", (), {}),
        ("out.html", ("--redact", "--yes"), {}),
    ],
)
def test_who_said_so_or_cannot_be_asked_and_a_whole_export_are_not_asked_about(
    run: Run, sits: Callable[..., None], tmp_path: Path, capsys: pytest.CaptureFixture[str], *, name: str,
    words: tuple[str, ...], terminal: dict[str, bool],
) -> None:  # fmt: skip
    sits("", **terminal)

    assert run("export", str(tmp_path / name), *words) == 0

    assert (tmp_path / name).exists()
    assert ASKED not in capsys.readouterr().err


def test_what_goes_to_standard_output_is_not_asked_about(
    run: Run, sits: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    sits("")

    assert run("export", "--redact") == 0

    out, err = capsys.readouterr()
    assert json.loads(out)["format"] == "detox-log"
    assert ASKED not in err


@pytest.mark.parametrize(
    ("first", "last", "entries"),
    [("today", "today", 1), ("yesterday", "today", 1), ("yesterday", "yesterday", 0), ("today", "-1", None)],
)
def test_an_export_of_one_day_is_that_day_and_no_day_ends_before_it_begins(
    run: Run, capsys: pytest.CaptureFixture[str], first: str, last: str, entries: int | None
) -> None:
    capsys.readouterr()

    code = run("export", "--from", first, f"--to={last}")

    out, err = capsys.readouterr()
    assert code == (0 if entries is not None else 1)
    if entries is None:
        assert (out, "a day not before --from" in err) == ("", True)
    else:
        assert len(json.loads(out)["entries"]) == entries
