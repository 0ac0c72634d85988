"""What the papers say of the code is so."""

import importlib
import re
import runpy
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"
DOMAIN = Path(__file__).parent.parent / "detox" / "domain"
METHOD = (DOCS / "method.md").read_text(encoding="utf-8")
ROW = re.compile(
    r"^\| (`[a-z_]+\.[A-Z_0-9]+`(?:, `[a-z_]+\.[A-Z_0-9]+`)*) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE
)
NUMBER = re.compile(r"^([A-Z][A-Z0-9_]*)(?:, ([A-Z][A-Z0-9_]*))? = (?:[0-9.]+|timedelta\()", re.MULTILINE)
NOT_OF_THE_METHOD = {"WEEK", "ONE_DAY"}
"""How long a week and a day are."""


def _named() -> dict[str, str]:
    """Every constant of the table, with the value that stands there."""
    found: dict[str, str] = {}
    for names, values, _why in ROW.findall(METHOD):
        found |= dict(zip(re.findall(r"`(.+?)`", names), values.split(", "), strict=True))
    return found


def _value(said: str) -> object:
    return (
        timedelta(days=int(said.removesuffix(" days"))) if said.endswith(" days") else float(Fraction(said))
    )


@pytest.mark.parametrize(("name", "said"), _named().items())
def test_a_constant_of_the_method_has_the_value_that_is_written(name: str, said: str) -> None:
    file, constant = name.split(".")

    assert getattr(importlib.import_module(f"detox.domain.{file}"), constant) == _value(said)


def test_every_row_says_where_its_value_comes_from() -> None:
    assert len(_named()) > 50
    assert all(why.strip() for _names, _values, why in ROW.findall(METHOD))


def test_no_constant_of_the_methods_files_is_left_out() -> None:
    files = {name.split(".")[0] for name in _named()} - {"trial"}

    missing = [
        f"{file}.{constant}"
        for file in sorted(files)
        for names in NUMBER.findall((DOMAIN / f"{file}.py").read_text(encoding="utf-8"))
        for constant in names
        if constant and constant not in NOT_OF_THE_METHOD and f"{file}.{constant}" not in _named()
    ]

    assert not missing


def test_every_constant_that_the_method_names_in_its_text_is_in_its_table() -> None:
    text = re.findall(r"`([a-z_]+\.[A-Z][A-Z_0-9]+)`", METHOD)

    assert set(text) <= set(_named())


@pytest.mark.filterwarnings("ignore:.*found in sys.modules:RuntimeWarning")  # the test has them loaded
def test_what_is_made_is_made_by_what_the_architecture_says(capsys: pytest.CaptureFixture[str]) -> None:
    said = re.findall(
        r"^    python -m (detox\.\S+)(?: (\w+))? > (\S+)$",
        (DOCS / "architecture.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )

    for module, argument, file in said:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("sys.argv", [module, *filter(None, [argument])])
            runpy.run_module(module, run_name="__main__")
        assert capsys.readouterr().out == (DOCS.parent / file).read_text(encoding="utf-8"), file
    assert len(said) > 3
