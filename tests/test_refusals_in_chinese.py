"""While Chinese is spoken no refusal and no wrong call is answered in English."""

import argparse
import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import detox
from detox.__main__ import main
from detox.messages.import_problems import PHRASES, problem_text
from detox.messages.refused_values import EXPECTED
from detox.words import speak
from tests.test_chinese import PO

HOUSE = Path(detox.__file__).parent
REACHED = {
    "expected one argument", "expected at most one argument", "expected at least one argument",
    "not allowed with argument %s", "one of the arguments %s is required", "unexpected option string: %s",
    "ignored explicit argument %r", "ambiguous option: %(option)s could match %(matches)s",
    "the following arguments are required: %s", "unrecognized arguments: %s",
    "argument %(argument_name)s: %(message)s", "invalid %(type)s value: %(value)r", "usage: ", "options",
    "positional arguments", "show this help message and exit", "expected %s argument",
    "invalid choice: %(value)r (choose from %(choices)s)",
}  # fmt: skip
"""What argparse may say to a person; the rest of its sentences are for programmers."""
NEUTRAL = re.compile(
    r"BEGIN:VCARD|vCards|[A-Z]+(?:-MM-DD)?(?:T.*)?|[a-z_.|\[\]7 ]*[._|\[][a-z_.|\[\]7 ]*|\W*7?\W*"
)
"""Names of columns and keys, and notations, which are the same in every language."""
WRONG = (
    "log", "log pay.shop w --minutes", "log pay.shop w --minutes x", "log pay.shop w --mintes 3", "week x",
    "log pay.shop w --minutes 2000", "log pay.shop w --at 25:00", "log pay.shop w --cost x", "year x",
    "log pay.shop w --cost 2 --currency q", "log pay.shop w --on soon", "checkin --normal maybe",
    "trial choose x",
    "checkin --mood 11", "checkin --mood fine", "task edit pay.shop --importance 5", "explain x",
    "completion x",
    "task edit pay.shop --weekdays x", "task edit pay.shop --rhythm x", "trend --weeks 0",
    "merge --held --accept",
    "trial amend --rule mood=x --reason y", "trial amend --rule x=3 --reason y",
    "trial amend --need 99 --reason y",
    "pause add today yesterday", "step add x --due yesterday", "export --from today --to yesterday",
    "remember",
    "import {zip} --as loop", "import {csv}", "import {csv} --as daylio", "import {cut}",
    "import {cut} --as table",
    "contact import {zip}", "config theme red", "config x", "export --redact x",
)  # fmt: skip


SENTENCE_WORDS = frozenset(
    "expected got not argument invalid value the none nothing like is are must already written".split()  # noqa: SIM905
)
"""Words that make an English sentence; names, units and what is typed as it stands are none of them."""


def _literals(tree: ast.AST) -> Iterator[str]:
    """What is expected or got in a call that refuses, with 7 for what is filled in."""
    for call in ast.walk(tree):
        named = isinstance(call, ast.Call) and getattr(call.func, "id", getattr(call.func, "attr", ""))
        if named in {"refuse", "Problem", "OwnWord"} or (named == "add" and len(call.args) == 3):
            for given in call.args[0 if named == "OwnWord" else 1 :]:
                either = [given.body, given.orelse] if isinstance(given, ast.IfExp) else [given]
                for part in either:
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield part.value
                    elif isinstance(part, ast.JoinedStr):
                        yield "".join(p.value if isinstance(p, ast.Constant) else "7" for p in part.values)


def test_every_reason_to_refuse_a_file_is_said_in_the_persons_language() -> None:
    speak("zh_Hans")
    said = {
        text
        for path in HOUSE.glob("exchange/**/*.py")
        for text in _literals(ast.parse(path.read_text(encoding="utf-8")))
    }

    english = {text for text in said if not NEUTRAL.fullmatch(text) and _phrase_of(text) is None}

    assert len(said) > 60
    assert not english


def _phrase_of(text: str) -> str | None:
    forms = (re.sub(r"\\\{\w+\\\}", ".+", re.escape(phrase)) for phrase in (*PHRASES, *EXPECTED))
    return next((form for form in forms if re.fullmatch(form, text)), None)


def test_a_problem_keeps_what_was_filled_in() -> None:
    speak("zh_Hans")

    said = problem_text('x.csv: line 7: expected a [[habit]] named "跑步", got none of that name')

    assert said == 'x.csv：第 7 行：应为 名为 "跑步" 的 [[habit]]，实际是 没有这个名称'


def test_all_that_argparse_may_say_is_translated() -> None:
    with PO.open("rb") as file:
        known = {m.id if isinstance(m.id, str) else m.id[0] for m in read_po(file) if m.string}
    source = Path(argparse.__file__).read_text(encoding="utf-8")
    spoken = {text for text in REACHED if text in source}

    assert len(spoken) > 12
    assert not spoken - known


@pytest.mark.parametrize("words", WRONG)
def test_a_wrong_call_is_answered_in_chinese(
    words: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"zip": b"PK\3\4 and no more", "csv": b"a,b\n1,2\n", "cut": b'{"format": "detox-log", "version"'}
    for name, data in files.items():
        (tmp_path / f"f.{name}").write_bytes(data)
    main(["--home", str(home), "--quiet", "start", "--yes"])
    capsys.readouterr()
    given = [word.format(**{name: tmp_path / f"f.{name}" for name in files}) for word in words.split()]

    code = main(["--home", str(home), "--lang", "zh_Hans", *given])

    said = capsys.readouterr().err.replace(str(tmp_path), "")
    left = set(re.findall(r"[A-Za-z_]+", said)) & SENTENCE_WORDS
    assert code in {1, 2}
    assert re.search("[\u4e00-\u9fff]", said)
    assert not left
