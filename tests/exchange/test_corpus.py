"""Every bad log is refused in one sentence that names the place, and nothing is written."""

import json
import tracemalloc
from datetime import date
from pathlib import Path

import pytest
import time_machine

from detox.__main__ import main
from detox.errors import BadLog
from detox.exchange.log import from_json
from detox.exchange.parsing import MOST_VALUES
from detox.exchange.problems import MOST_NAMED
from detox.shown import shown
from tests.conftest import EVENING

CORPUS = Path(__file__).parent / "corpus"
EXPECTED: dict[str, str] = json.loads((CORPUS / "expected.json").read_text(encoding="utf-8"))
TODAY = date(2026, 3, 14)
HEAD = b'{"format": "detox-log", "version": 1, '


def problems_of(data: bytes) -> BadLog:
    """The refusal of these bytes."""
    with pytest.raises(BadLog) as refused:
        from_json(data, today=TODAY)
    return refused.value


def test_every_file_of_the_corpus_has_its_sentence() -> None:
    files = {file.name for file in CORPUS.glob("*.json")} - {"expected.json"}

    assert files == set(EXPECTED)
    assert len(files) > 400


@pytest.mark.parametrize("name", EXPECTED)
def test_a_bad_log_is_refused_with_its_sentence(name: str) -> None:
    found = problems_of((CORPUS / name).read_bytes())

    assert found.problems[0] == EXPECTED[name]
    for problem in found.problems:
        assert len(problem) < 300
        assert problem == shown(problem)
        assert problem.replace("\ufffd", "").isprintable()


@pytest.mark.undated
def test_no_bad_log_writes_anything_through_the_command_line(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, sentence in EXPECTED.items():
        with time_machine.travel(EVENING, tick=False):
            code = main(["--home", str(home), "import", "--as", "detox", str(CORPUS / name)])

        heard = capsys.readouterr()
        assert (name, code, heard.out) == (name, 1, "")
        assert sentence in heard.err
        assert not home.exists(), name


def test_twenty_bad_rows_are_named_and_the_rest_counted() -> None:
    found = problems_of((CORPUS / "bad-rows-25.json").read_bytes())

    assert len(found.problems) == MOST_NAMED
    assert found.more == 5


def test_thirty_thousand_bad_rows_are_refused_without_holding_them() -> None:
    data = HEAD + b'"entries": [' + b",".join([b"[]"] * 30_000) + b"]}"

    tracemalloc.start()
    found = problems_of(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert found.more == 30_000 - MOST_NAMED
    assert peak < 1_000_000


@pytest.mark.parametrize(
    "nest",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
        HEAD + b'"app": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        HEAD + b'"app": ' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"}",
        HEAD + b'"entries": [' + b"[ 1," * 100_000 + b"1" + b"]" * 100_000 + b"]}",
        HEAD
        + b'"entries": [{"note": "'
        + b"]" * 200_000
        + b'", "cost": '
        + b"[" * 100_000
        + b"]" * 100_000
        + b"}]}",
        HEAD
        + b'"trial": {"amendments": ['
        + b'{"rule": {"amendments": [' * 100_000
        + b"]}}" * 100_000
        + b"]}}",
    ],
    ids=["lists", "objects", "closed", "in a value", "objects in a value", "rows", "behind text", "trial"],
)
def test_nesting_a_hundred_thousand_deep_is_refused_in_bounded_memory(nest: bytes) -> None:
    tracemalloc.start()
    found = problems_of(nest)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert found.problems[0].startswith(("file: expected a log", "file: expected a JSON object"))
    assert peak < 30_000_000


@pytest.mark.parametrize(
    "number", [b"9" * 5_000_000, b"-" + b"9" * 10_000, b"0." + b"3" * 5_000_000, b"1e" + b"9" * 10_000]
)
def test_a_number_as_long_as_a_book_is_refused_unread(number: bytes) -> None:
    found = problems_of(HEAD + b'"entries": [{"minutes": ' + number + b"}]}")

    assert found.problems[0].startswith("file: expected numbers of at most 18 digits, got one of ")


def test_more_values_than_any_diary_has_are_refused_unread() -> None:
    found = problems_of(HEAD + b'"app": [' + b"1," * MOST_VALUES + b"1]}")

    assert found.problems == (f"file: expected at most {MOST_VALUES} values",)


def test_a_key_of_ten_thousand_that_comes_twice_is_found() -> None:
    keys = b",".join(b'"k%d": 1' % (n % 9_999) for n in range(10_000))

    found = problems_of(HEAD + b'"entries": [{' + keys + b"}]}")

    assert found.problems == ("'k0': expected each key once, got it twice in one object",)


def test_a_long_text_that_is_cut_off_is_named_by_where_it_began() -> None:
    found = problems_of(HEAD + b'"entries": [{"note": "' + "好".encode() * 1_000_000)

    assert found.problems == ("line 1, column 60: the file ends in the middle: it was cut off",)


def test_a_mistake_far_down_is_named_by_its_line() -> None:
    rows = '{"day": "2026-03-13", "task": "pay.shop", "outcome": "direct", "note": "好😀"},\n' * 5_000

    found = problems_of(HEAD + b'"entries": [\n' + rows.encode() + b"   oops]}")

    assert found.problems == ("line 5002, column 4: expected JSON, got a mistake in it (Expecting value)",)


def test_a_broken_sign_far_down_is_named_by_its_byte() -> None:
    data = HEAD + b'"app": "' + "好".encode() * 700_000

    found = problems_of(data + b"\xff" + b'"}')

    assert found.problems == (f"byte {len(data)}: expected UTF-8, got a byte that is none",)


def test_a_byte_order_mark_is_welcome() -> None:
    assert from_json(b"\xef\xbb\xbf" + HEAD + b'"app": "wechat"}', today=TODAY).app == "wechat"


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64])
def test_it_does_not_matter_where_the_window_of_the_text_ends(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = '{"id": "a%d", "day": "2026-03-13", "task": "x", "outcome": "app", "note": "好😀", "minutes": 12}'
    data = (
        HEAD.decode()
        + '"entries": ['
        + ", ".join(row % n for n in range(20))
        + '], "app": "x", "left": null}'
    ).encode()
    whole = from_json(data, today=TODAY)

    monkeypatch.setattr("detox.exchange.parsing.FIRST_WINDOW", size)
    in_pieces = from_json(data, today=TODAY)

    assert in_pieces == whole
    assert len(whole.entries) == 20
