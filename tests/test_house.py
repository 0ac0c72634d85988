"""The architecture, held by tests: budgets, contracts that bite, words that are complete."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "detox"
LONGEST_FILE, LONGEST_FUNCTION = 500, 40

PLANTED = {
    "detox/domain/dates.py": ("import os", "The domain knows no disk"),
    "detox/diary/context.py": ("import textual", "Only tui imports textual"),
    "detox/cli/console.py": ("import plotext", "Only charts imports plotext"),
    "detox/exchange/__init__.py": ("import tinydb", "Only storage imports tinydb"),
    "detox/diary/search.py": ("import rich", "Nothing below the faces imports rich"),
    "detox/catalogue/__init__.py": ("import detox.diary", "Arrows only point down"),
    "detox/settings.py": ("import socket", "The house has no telephone"),
}


def test_no_file_is_longer_than_one_reading() -> None:
    long = {path.name: n for path, n in _lengths() if n > LONGEST_FILE}

    assert not long


def test_no_function_is_longer_than_a_screen() -> None:
    long = [f"{path.name}:{node.name}" for path, node in _functions() if _length(node) > LONGEST_FUNCTION]

    assert not long


def test_no_two_files_have_one_name() -> None:
    named = Counter(path.name for path, _tree in _trees() if path.name != "__init__.py")

    assert not [name for name, n in named.items() if n > 1]


def test_no_two_classes_have_one_name() -> None:
    named = Counter(
        node.name for _path, tree in _trees() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)
    )

    assert not [name for name, n in named.items() if n > 1]


def test_no_files_import_each_other_in_a_circle() -> None:
    assert not circles({_module(path): _imported(tree) for path, tree in _trees()})


def test_a_circle_is_seen_however_long_it_is() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == {"a", "b", "c"}
    assert not circles({"a": {"b", "c"}, "b": {"c"}, "c": set()})


@pytest.mark.parametrize(("file", "planted"), PLANTED.items(), ids=[name for _, name in PLANTED.values()])
def test_a_forbidden_import_is_caught(tmp_path: Path, file: str, planted: tuple[str, str]) -> None:
    shutil.copytree(HOUSE, tmp_path / "detox", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    line, contract = planted
    with (tmp_path / file).open("a") as target:
        target.write(f"\n{line}\n")

    result = _lint_imports(tmp_path)

    assert result.returncode == 1, result.stdout
    assert f"{contract}" in result.stdout
    assert "BROKEN" in result.stdout


def test_the_faces_ask_the_diary_and_never_what_it_rests_on() -> None:
    reached = [
        f"{path.name}:{node.lineno} {ast.unparse(node)}"
        for path, tree in _trees()
        if path.relative_to(HOUSE).parts[0] in {"cli", "tui", "messages", "__main__.py"}
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"store", "context"}
        and ast.unparse(node.value).endswith("diary")
    ]

    assert not reached


def test_the_contracts_hold() -> None:
    result = _lint_imports(ROOT)

    assert result.returncode == 0, result.stdout


def test_logging_loads_neither_the_screens_nor_the_charts(tmp_path: Path) -> None:
    script = (
        "import sys; from detox.__main__ import main\n"
        "assert main(['start', '--yes']) == main(['log', 'pay.shop', 'd', '--via', 'cash']) == 0\n"
        "late = ('textual', 'plotext', 'rich', 'detox.exchange.contact_lists')\n"
        "print([name for name in late if name in sys.modules])"
    )

    result = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"DETOX_HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert result.stdout.strip() == "[]"


def test_the_first_picture_loads_neither_the_other_screens_nor_the_dialogs() -> None:
    script = (
        "import sys, detox.tui.app\n"
        "screens = ('week_screen', 'journal_screen', 'ties_screen', 'people_screen', 'trial_screen',\n"
        "           'list_screen', 'task_sheet')\n"
        "dialogs = ('standard_dialogs', 'entry_dialogs', 'setup_dialogs', 'app_dialogs',\n"
        "           'channel_dialogs', 'task_dialogs', 'sweep_dialog', 'search_dialog', 'setup_tasks')\n"
        "loaded = [name for name in screens + dialogs if f'detox.tui.{name}' in sys.modules]\n"
        "from importlib.util import find_spec\n"
        "loaded += [name for name in screens + dialogs if find_spec(f'detox.tui.{name}') is None]\n"
        "print(loaded + [name for name in ('plotext', 'textual.widgets._text_area') if name in sys.modules])"
    )

    result = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert result.stdout.strip() == "[]"


def test_no_code_names_an_app() -> None:
    named = [
        f"{path.name}: {word}"
        for path in HOUSE.rglob("*.py")
        for word in ("wechat", "微信", "alipay", "支付宝", "kakaotalk")
        if word
        in path.read_text(encoding="utf-8").lower().replace("like wechat", "").replace("--app wechat", "")
    ]

    assert not named


def test_every_picture_and_page_that_the_papers_name_is_there() -> None:
    papers = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md"))
    named = re.findall(r"\]\(([^)#:]+)\)", papers)

    assert named
    assert not [name for name in named if not (ROOT / name).exists()]


TRANSLATED = sorted(path.parts[-3] for path in HOUSE.glob("locale/*/LC_MESSAGES/detox.po"))


@pytest.mark.parametrize("tongue", TRANSLATED)
def test_every_sentence_is_translated(tongue: str) -> None:
    with (HOUSE / f"locale/{tongue}/LC_MESSAGES/detox.po").open("rb") as file:
        catalogue = read_po(file, locale=tongue)
    known = {
        message.id if isinstance(message.id, str) else message.id[0]
        for message in catalogue
        if message.string
    }
    bare = [message.id for message in catalogue if message.id and (not message.string or message.fuzzy)]

    assert not bare
    assert not _said() - known


@pytest.mark.parametrize("tongue", TRANSLATED)
def test_the_translation_keeps_every_placeholder(tongue: str) -> None:
    with (HOUSE / f"locale/{tongue}/LC_MESSAGES/detox.po").open("rb") as file:
        catalogue = read_po(file, locale=tongue)
    broken = [
        message.id
        for message in catalogue
        if isinstance(message.id, str) and _fields(message.id) != _fields(str(message.string))
    ]

    assert not broken


def circles(arrows: dict[str, set[str]]) -> set[str]:
    """The modules that can be reached from themselves; `arrows` says which modules each one imports."""
    left = {name: targets & arrows.keys() for name, targets in arrows.items()}
    while ends := [name for name, targets in left.items() if not targets]:
        for name in ends:
            del left[name]
        left = {name: targets & left.keys() for name, targets in left.items()}
    # What is left reaches a circle; what nothing left points at is not on one.
    while starts := left.keys() - {target for targets in left.values() for target in targets}:
        left = {name: targets - starts for name, targets in left.items() if name not in starts}
    return set(left)


def _module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(tree: ast.Module) -> set[str]:
    """The modules of ours that a file imports, at its top or within a function."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{name.name}" for name in node.names}
            modules = {name for name in inner if (ROOT / name.replace(".", "/")).with_suffix(".py").exists()}
            packages = {name for name in inner if (ROOT / name.replace(".", "/")).is_dir()}
            found |= modules | packages
            if len(modules | packages) < len(inner):
                found.add(node.module)
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found


def _lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--no-cache"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


@cache
def _trees() -> tuple[tuple[Path, ast.Module], ...]:
    return tuple((path, ast.parse(path.read_text(encoding="utf-8"))) for path in sorted(HOUSE.rglob("*.py")))


def _lengths() -> Iterator[tuple[Path, int]]:
    for path in sorted(HOUSE.rglob("*.py")):
        yield path, len(path.read_text(encoding="utf-8").splitlines())


def _functions() -> Iterator[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    start = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
    return (node.end_lineno or 0) - start.lineno + 1


def _said() -> set[str]:
    words = set()
    for _path, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                first = node.args[1 if node.func.id in {"pgettext", "NP_"} else 0]
                if node.func.id in {"_", "N_", "ngettext", "pgettext", "NP_"} and isinstance(
                    first, ast.Constant
                ):
                    words.add(str(first.value))
    return words - {""}


def _fields(text: str) -> set[str]:
    return {part.split("}")[0].split(":")[0] for part in text.split("{")[1:]}
