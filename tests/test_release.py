"""Ready to be released: workflows run what is checked here, the package is whole, one version."""

import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from detox import __version__
from detox.cli.parser import FILES

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
FROM_PIP = {"twine": "twine", "python -m build": "build"}
"""Commands that a workflow installs for itself, and the package each comes from."""


def steps(path: Path) -> list[str]:
    """Every command line of a workflow, in its order."""
    jobs: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    return [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]


def test_every_command_of_a_workflow_exists() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = " ".join(dep for name in ("test", "dev") for dep in config["optional-dependencies"][name])
    tools = {"ruff": "ruff", "mypy": "mypy", "lint-imports": "import-linter", "vulture": "vulture"}
    unknown = []

    for path in WORKFLOWS:
        said = steps(path)
        for line in said:
            word = line.split()[0]
            known = (
                word in {"python", "fresh/bin/python", "fresh/bin/detox"}
                or (word in tools and tools[word] in extras)
                or any(
                    line.startswith(command)
                    and any(f"pip install {'build twine'}" in other for other in said)
                    for command in FROM_PIP
                )
            )
            unknown += [] if known else [f"{path.name}: {line}"]

    assert WORKFLOWS
    assert not unknown
    assert shutil.which("python3")


def test_what_is_checked_elsewhere_is_what_is_checked_here() -> None:
    here = (ROOT / ".ci/run").read_text(encoding="utf-8")
    lint = [line for line in steps(ROOT / ".github/workflows/ci.yml") if line.split()[0] != "python"]

    for line in ("ruff format --check .", "ruff check .", "mypy", "lint-imports", "vulture"):
        assert line in lint
        assert re.search(rf"^{re.escape(line)}$", here, re.MULTILINE), line


def test_the_command_that_a_workflow_tries_the_package_with_is_one_of_ours() -> None:
    tried = [
        line.split()[1] for path in WORKFLOWS for line in steps(path) if line.startswith("fresh/bin/detox")
    ]

    assert tried
    assert set(tried) <= set(FILES)


@pytest.mark.parametrize("form", ["fault", "wish"])
def test_an_issue_form_can_be_read_and_asks_something(form: str) -> None:
    read = yaml.safe_load((ROOT / f".github/ISSUE_TEMPLATE/{form}.yml").read_text(encoding="utf-8"))

    assert {"name", "description", "body"} <= read.keys()
    assert all({"type", "attributes"} <= part.keys() for part in read["body"])
    assert any(part["type"] == "textarea" for part in read["body"])


@pytest.mark.parametrize(
    "file", [".github/ISSUE_TEMPLATE/config.yml", ".pre-commit-config.yaml", "CITATION.cff"]
)
def test_what_other_programs_read_is_sound_yaml(file: str) -> None:
    assert isinstance(yaml.safe_load((ROOT / file).read_text(encoding="utf-8")), dict)


def test_the_version_is_the_same_wherever_it_stands() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))

    assert config["version"] == __version__ == citation["version"]
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_source_package_holds_what_a_packager_needs() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    held = {name.strip("/") for name in build["targets"]["sdist"]["include"]}
    read_by_tests = {".ci", ".github", ".pre-commit-config.yaml"}

    assert read_by_tests <= held
    assert {"docs", "tests", "CONTRIBUTING.md", "SECURITY.md", "LICENSE", "README.md"} <= held
    assert all((ROOT / name).exists() for name in held)
    assert (ROOT / "detox/py.typed").exists()


def test_the_page_of_every_language_is_installed() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    installed = build["targets"]["wheel"]["shared-data"]

    made = {page.relative_to(ROOT).as_posix() for page in (ROOT / "detox").rglob("detox.1")}

    assert made == installed.keys()


def test_no_address_is_invented() -> None:
    papers = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "pyproject.toml", ROOT / "CITATION.cff"]

    invented = [
        path.name
        for path in papers
        if re.search(r"https?://(www\.)?(github|gitlab|example)\.", path.read_text())
    ]

    assert not invented
