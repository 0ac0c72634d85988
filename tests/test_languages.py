"""A language is a folder: one that is put there is found everywhere, with nothing silently English."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import msgspec
import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from detox import catalogue, words
from detox.words import LANGUAGES, LanguageNames, best_language, names_in
from tests.clock import program

HOUSE = Path(words.__file__).parent
TONGUE = "xx"
PARTS = ("categories", "channels", "steps", "apps", "tasks")
ENGLISH = {"en": names_in("en")}


def _marked(text: str) -> str:
    return f"«{text}»"


def _made_up(folder: Path) -> None:
    """Every word of it in angle quotes; its own words for a day, an outcome and yes."""
    place = folder / "detox" / "locale" / TONGUE
    names: dict[str, Any] = json.loads((HOUSE / "locale/en/names.json").read_text(encoding="utf-8"))
    for part in (*PARTS, "notes", "step_notes"):
        names[part] = {key: _marked(text) for key, text in names[part].items()}
    names["alternatives"] = {key: list(map(_marked, texts)) for key, texts in names["alternatives"].items()}
    names |= {"name": "Xish", "days": {"xtoday": 0}, "weekdays": [[f"x{n}"] for n in range(7)]}
    names["forms"] = {kind: [] for kind in names["forms"]} | {"away": ["{ago} xdays xago"]}
    names |= {"yes": ["xyes"], "last": ["xlast"], "outcomes": {"xdirect": "direct"}, "demo": {}}
    for text in names_in("zh_Hans").demo:
        names["demo"][text] = _marked(text)
    (place / "LC_MESSAGES").mkdir(parents=True)
    (place / "names.json").write_text(json.dumps(names), encoding="utf-8")
    (place / "help.txt").write_text("«head»\n\n«rest {own}»\n", encoding="utf-8")
    with (HOUSE / "locale/zh_Hans/LC_MESSAGES/detox.po").open("rb") as file:
        sentences = read_po(file, locale="en")
    for message in sentences:
        if message.id:
            both = message.id if isinstance(message.id, tuple) else (message.id,)
            marked = tuple(map(_marked, both))
            message.string = marked if isinstance(message.id, tuple) else marked[0]
    with (place / "LC_MESSAGES" / "detox.mo").open("wb") as target:
        write_mo(target, sentences)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scratch")
    shutil.copytree(HOUSE, folder / "detox", ignore=shutil.ignore_patterns("__pycache__"))
    _made_up(folder)
    return folder


def _run(scratch: Path, home: Path, *argv: str) -> subprocess.CompletedProcess[str]:
    settings = {name: str(home / "config") for name in ("XDG_CONFIG_HOME", "HOME")}
    return subprocess.run(
        program("--home", str(home / "diary"), *argv),
        cwd=scratch,
        env=os.environ | settings | {"PYTHONPATH": str(scratch), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def _left(text: str) -> str:
    """What stands outside of all angle quotes."""
    while (rest := re.sub(r"«[^«»]*»", "", text)) != text:
        text = rest
    return text


def test_a_new_folder_is_a_language_that_can_be_chosen(scratch: Path, tmp_path: Path) -> None:
    refused = _run(scratch, tmp_path, "config", "language", "yy")
    chosen = _run(scratch, tmp_path, "config", "language", TONGUE)
    kept = _run(scratch, tmp_path, "config", "language")

    assert (refused.returncode, chosen.returncode) == (1, 0)
    assert " | ".join(["auto", *sorted([*LANGUAGES, TONGUE])]) in refused.stderr
    assert kept.stdout == f"{TONGUE}\n"


def test_its_words_for_a_day_and_an_outcome_are_understood(scratch: Path, tmp_path: Path) -> None:
    _run(scratch, tmp_path, "--lang", TONGUE, "start", "--yes", "--quiet")

    logged = _run(scratch, tmp_path, "--lang", TONGUE, "log", "pay.shop", "xdirect", "--on", "xtoday")
    before = _run(scratch, tmp_path, "--lang", TONGUE, "log", "pay.shop", "xdirect", "--on", "2 xdays xago")

    assert logged.returncode == before.returncode == 0, logged.stderr + before.stderr
    assert "«Pay in a shop»" in logged.stderr
    assert "«direct»" in logged.stderr


@pytest.fixture(scope="module")
def begun(scratch: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A person who has begun in that language; to be read only."""
    person = tmp_path_factory.mktemp("person")
    _run(scratch, person, "--lang", TONGUE, "start", "--yes", "--quiet")
    return person


@pytest.mark.parametrize(
    "argv",
    [
        ("task", "list"),
        ("channel", "list"),
        ("step", "list"),
        ("step", "show", "step.04"),
        ("help",),
        ("day",),
        ("trial", "show"),
    ],
)
def test_nothing_in_it_is_silently_english(scratch: Path, begun: Path, argv: tuple[str, ...]) -> None:
    seen = _run(scratch, begun, "--lang", TONGUE, *argv)

    left = _left(seen.stdout + seen.stderr)
    known = {choice.id for part in PARTS for choice in getattr(catalogue, part)()}
    words_left = [word for word in re.findall(r"[A-Za-z][\w.]{3,}", left) if word not in known]
    assert seen.returncode == 0
    assert "«" in seen.stdout + seen.stderr
    assert not words_left


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_every_language_names_all_that_english_names(tongue: str) -> None:
    names = names_in(tongue)

    for part in (*PARTS, "alternatives", "notes", "step_notes"):
        assert getattr(names, part).keys() == getattr(ENGLISH["en"], part).keys()
        assert all(getattr(names, part).values())
    assert len(names.weekdays) == 7
    assert len(names.months) == 12
    assert names.forms.keys() == ENGLISH["en"].forms.keys()


def test_a_language_that_lacks_a_part_is_refused_and_borrows_none() -> None:
    whole = msgspec.to_builtins(ENGLISH["en"])
    del whole["tasks"]

    with pytest.raises(msgspec.ValidationError, match="tasks"):
        msgspec.convert(whole, LanguageNames)


@pytest.mark.parametrize(
    ("wish", "spoken"),
    [("zh_TW", "zh_Hans"), ("zh-Hans", "zh_Hans"), ("ZH_cn.UTF-8", "zh_Hans"), ("en_GB", "en"), ("fr", "en")],
)
def test_a_wish_is_the_language_of_that_name_else_of_that_family_else_english(wish: str, spoken: str) -> None:
    assert best_language(wish) == spoken
