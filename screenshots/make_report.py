"""Draws the report of the demo weeks: `python screenshots/make_report.py` writes PNG, by Chromium."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from detox.demo import MOMENT, demo_snapshot
from detox.exchange.report_html import to_html
from detox.messages.report_facts import facts_of
from detox.messages.report_text import report
from detox.wiring import open_diary
from detox.words import speak

HERE = Path(__file__).parent
SCHEMES = {"dark": 0, "light": 1}
PICTURES = (("en", "light", 1000, 1300), ("en", "dark", 390, 1500), ("zh_Hans", "light", 390, 1500))
"""Language, look, width and height."""


def page(language: str, folder: Path) -> Path:
    """The report of the demo weeks in a file."""
    speak(language)
    diary = open_diary(folder / "home", folder / "state", now=lambda: MOMENT)
    diary.take_in(demo_snapshot(language))
    file = folder / "report.html"
    file.write_text(to_html(report(facts_of(diary))), encoding="utf-8")
    return file


def main() -> None:
    """Every picture, one after the other."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("no Chromium here to draw the report")
    for language, look, width, height in PICTURES:
        with tempfile.TemporaryDirectory() as folder:
            file = page(language, Path(folder))
            name = f"report-{look if language == 'en' else 'zh'}-{width}.png"
            words = [
                *(browser, "--headless", "--no-sandbox", "--hide-scrollbars"),
                f"--user-data-dir={folder}/profile",
                f"--blink-settings=preferredColorScheme={SCHEMES[look]}",
                f"--window-size={width},{height}",
                f"--screenshot={HERE / name}",
                file.as_uri(),
            ]
            subprocess.run(words, check=True, capture_output=True)
            print(name)


if __name__ == "__main__":
    main()
