"""The report's page as its readers meet it: on a phone, on a desk, in the dark, on paper, in a browser."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from detox import demo
from detox.exchange.report import Report
from detox.exchange.report_html import to_html
from detox.messages.report_facts import facts_of
from detox.messages.report_letter import letter
from detox.messages.report_text import report
from detox.wiring import open_diary
from detox.words import speak

CHECKS = Path(__file__).parent / "page_checks"
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SMALLEST = 10.5
"""Letters of a picture, in pixels as they are seen."""
pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(BROWSER is None, reason="no Chromium here to open the page"),
    pytest.mark.skipif(shutil.which("node") is None, reason="no node here to run the checks"),
    pytest.mark.skipif(
        not (CHECKS / "node_modules").is_dir(),
        reason="no axe-core here: npm install --ignore-scripts in tests/exchange/page_checks",
    ),
]


def _told(tmp_path: Path, language: str, kind: str) -> Report:
    diary = open_diary(tmp_path / "home", tmp_path / "state", now=lambda: demo.MOMENT)
    diary.take_in(demo.demo_snapshot(language))
    return letter(facts_of(diary, hidden=True)) if kind == "letter" else report(facts_of(diary))


def _seen(page: Path) -> dict[str, Any]:
    words = ["node", "check.mjs", str(BROWSER), page.as_uri(), str(page.parent)]
    done = subprocess.run(words, cwd=CHECKS, capture_output=True, text=True, timeout=150, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
@pytest.mark.parametrize("kind", ["report", "letter"])
def test_every_reader_finds_a_page_without_hindrance(tmp_path: Path, language: str, kind: str) -> None:
    speak(language)
    page = tmp_path / "page.html"
    page.write_text(to_html(_told(tmp_path, language, kind)), encoding="utf-8")

    found = _seen(page)

    assert not found["errors"]
    assert not found["asked"]
    for name, reader in found["readers"].items():
        assert not reader["findings"], name
        assert not reader["stuck"], name
        assert reader["width"] == int(name.split()[0])
        assert reader["letters"] is None or reader["letters"] >= SMALLEST  # a letter has no picture
    assert found["readers"]["390 light"]["ground"] != found["readers"]["390 dark"]["ground"]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext here to read the print")
@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_on_paper_pages_are_numbered_and_no_heading_stands_alone(tmp_path: Path, language: str) -> None:
    speak(language)
    page = tmp_path / "page.html"
    told = to_html(_told(tmp_path, language, "report"))
    page.write_text(told, encoding="utf-8")
    headings = set(re.findall(r"<h2>([^<]*)</h2>", told))

    _seen(page)

    for paper in ("A4", "Letter"):
        words = ["pdftotext", "-layout", str(tmp_path / f"{paper}.pdf"), "-"]
        text = subprocess.run(words, capture_output=True, text=True, check=True).stdout
        pages = [
            [line.strip() for line in part.splitlines() if line.strip()] for part in text.split("\f")[:-1]
        ]
        assert [lines[-1].replace(" ", "") for lines in pages] == [
            f"{n}/{len(pages)}" for n in range(1, len(pages) + 1)
        ]
        assert not [lines[-2] for lines in pages if lines[-2] in headings]
