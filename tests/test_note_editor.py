"""A note written in an editor of one's own: what comes of it, and that nothing is left of it."""

import os
import stat
import sys
from pathlib import Path

import pytest

from detox.__main__ import main
from detox.cli.note_editor import _private, _sweep, edited
from detox.errors import Forbidden

NOTES = ("two words", "两行\n文字")


def _editor(folder: Path, script: str) -> str:
    """An editor that carries out a script over the file it is given, and notes what it saw of it."""
    program = folder / "editor.py"
    program.write_text(
        "import os, pathlib, stat, sys\n"
        "path = pathlib.Path(sys.argv[-1])\n"
        f"seen = pathlib.Path({str(folder / 'seen')!r})\n"
        "mode = stat.S_IMODE(path.stat().st_mode), stat.S_IMODE(path.parent.stat().st_mode)\n"
        "seen.write_text(f'{path}|{mode}|{path.read_text(encoding=\"utf-8\")}', encoding='utf-8')\n"
        f"{script}\n",
        encoding="utf-8",
    )
    return f"{sys.executable} {program} --wait"


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "runtime"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.delenv("VISUAL", raising=False)
    return folder


@pytest.mark.parametrize("text", NOTES)
def test_what_the_editor_leaves_is_the_note_and_nothing_else_is_left(
    home: Path, tmp_path: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("EDITOR", _editor(tmp_path, f"path.write_text({text + chr(10)!r}, encoding='utf-8')"))
    main(["--home", str(home), "--quiet", "start", "--yes"])

    code = main(["--home", str(home), "log", "pay.shop", "w", "--edit", "--json"])

    where, modes, _before = (tmp_path / "seen").read_text(encoding="utf-8").split("|")
    assert code == 0
    assert Path(where).is_relative_to(runtime)
    assert modes == str((0o600, 0o700))
    assert list(runtime.iterdir()) == []
    assert any(text.splitlines()[-1].encode() in path.read_bytes() for path in home.rglob("*.json"))


def test_the_editor_begins_where_the_note_stands(
    home: Path, tmp_path: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", _editor(tmp_path, "path.write_text(path.read_text() + 'and more')"))
    main(["--home", str(home), "--quiet", "start", "--yes"])
    main(["--home", str(home), "--quiet", "log", "pay.shop", "w", "--note", "as it was"])
    main(["--home", str(home), "--quiet", "checkin", "--mood", "4", "--note", "of the day"])

    codes = [main(["--home", str(home), *words, "--edit"]) for words in (("edit", "last"), ("checkin",))]

    kept = b"".join(path.read_bytes() for path in home.rglob("*.json"))
    assert codes == [0, 0]
    assert b"as it was\\nand more" in kept
    assert b"of the day\\nand more" in kept


@pytest.mark.parametrize(
    "case",
    [
        ("", "Set EDITOR"),
        ("false", "failed"),
        ("nowhere-to-be-found", "failed"),
        ("vi 'my file", "is no whole command"),
        ("vi \\", "is no whole command"),
    ],
)
def test_without_an_editor_that_ends_well_nothing_is_written(
    home: Path,
    runtime: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    case: tuple[str, str],
) -> None:
    editor, said = case
    monkeypatch.setenv("EDITOR", editor)
    main(["--home", str(home), "--quiet", "start", "--yes"])
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}

    code = main(["--home", str(home), "--lang", "en", "log", "pay.shop", "w", "--edit"])

    assert code == 1
    assert said in capsys.readouterr().err
    assert list(runtime.iterdir()) == []
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before


@pytest.mark.skipif(os.name != "posix", reason="elsewhere nobody can say whether a process lives")
def test_what_a_killed_call_left_goes_with_the_next(
    home: Path, tmp_path: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = runtime / "detox-note.999999999.abcdefgh"
    left.mkdir()
    (left / "note.txt").write_text("clear", encoding="utf-8")
    monkeypatch.setenv("EDITOR", _editor(tmp_path, "path.write_text('x')"))
    main(["--home", str(home), "--quiet", "start", "--yes"])

    main(["--home", str(home), "--quiet", "log", "pay.shop", "w", "--edit"])

    assert list(runtime.iterdir()) == []


def test_without_a_session_folder_the_note_lies_in_the_state_folder(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", _editor(tmp_path, "path.write_text('x')"))
    main(["--home", str(home), "--quiet", "start", "--yes"])

    main(["--home", str(home), "--quiet", "log", "pay.shop", "w", "--edit"])

    where = Path((tmp_path / "seen").read_text(encoding="utf-8").split("|")[0])
    assert where.parent.parent.name in {".state", "state", "detox"}
    assert stat.S_IMODE(where.parent.parent.stat().st_mode) & 0o077 == 0
    assert not where.parent.exists()


@pytest.mark.parametrize("editor", ["", "   "])
def test_an_editor_of_no_name_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, editor: str) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor)

    with pytest.raises(Forbidden) as refused:
        edited("text", tmp_path)

    assert refused.value.reason == "no editor"


@pytest.mark.skipif(sys.platform == "win32", reason="no modes of files there")
def test_a_state_folder_that_is_made_for_a_note_is_for_its_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    state = tmp_path / "not" / "there" / "yet"

    assert _private(state) == _private(state) == state

    assert stat.S_IMODE(state.stat().st_mode) == 0o700


def test_only_what_a_process_that_is_gone_left_is_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("detox.cli.note_editor.is_running", lambda pid: pid == 7)
    for name in ("detox-note.5.abcdefgh", "detox-note.7.abcdefgh", "detox-note.x", "another"):
        (tmp_path / name).mkdir()
    (tmp_path / "detox-note.6.abcdefgh").symlink_to(tmp_path / "another", target_is_directory=True)

    _sweep(tmp_path)

    left = {"detox-note.7.abcdefgh", "detox-note.x", "another", "detox-note.6.abcdefgh"}
    assert {path.name for path in tmp_path.iterdir()} == left
