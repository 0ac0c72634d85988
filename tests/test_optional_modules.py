"""What libraries would fetch and nobody needs is left out, and comes back where it is needed after all."""

import sys
from types import ModuleType

import pytest

from detox import digest
from detox.charts import plotext_adapter
from detox.digest import sha256
from detox.optional_modules import left_out, replaced
from tests.test_offline import _python

UNWANTED = ("ssl", "_ssl", "_hashlib", "unittest", "argparse", "tinydb")
"""OpenSSL, plotext's own tests, the parser of a command line, and the tables of who writes."""
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_module_left_out_is_missing_within_and_there_again_afterwards() -> None:
    sys.modules.pop("this", None)

    with left_out("this"), pytest.raises(ModuleNotFoundError):
        import this  # noqa: F401, PLC0415

    assert "this" not in sys.modules


def test_a_module_that_is_loaded_already_stays() -> None:
    with replaced({"json": ModuleType("json")}):
        import json  # noqa: PLC0415

        assert json.dumps([1]) == "[1]"

    assert sys.modules["json"] is json


def test_the_hash_is_that_of_the_standard() -> None:
    assert sha256(b"").hexdigest() == EMPTY


@pytest.mark.parametrize("much", [0, digest.MUCH])
def test_a_file_has_the_same_sum_whichever_hash_is_quick_enough(
    monkeypatch: pytest.MonkeyPatch, much: int
) -> None:
    monkeypatch.setattr(digest, "MUCH", much)

    assert digest.of_file(b"head", memoryview(b"body")) == sha256(b"headbody").hexdigest()


def test_the_screens_and_their_charts_load_nothing_that_only_others_need() -> None:
    result = _python(
        "import sys, detox.__main__, detox.wiring, detox.tui.app\n"
        "from detox.charts import plotext_adapter\n"
        "plotext_adapter.load()\n"
        f"print([name for name in {UNWANTED} if name in sys.modules])"
    )

    assert result.stdout == "[]\n", result.stderr


def test_a_drawing_library_that_asks_for_more_is_taken_whole() -> None:
    needed = {**plotext_adapter.UNUSED, "plotext._primitives.marker": "no_such_name"}

    result = _python(
        "from detox.charts import plotext_adapter\n"
        f"plotext_adapter.UNUSED = {needed}\n"
        "plotext = plotext_adapter.plotext_itself()\n"
        "print(plotext.marker is not None, plotext.doc is not None)"
    )

    assert result.stdout == "True True\n", result.stderr
