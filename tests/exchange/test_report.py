"""The report: everything in it, nothing that could do anything, the same order for every result."""

import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detox import demo
from detox.__main__ import main
from detox.cli.report_command import facts_of
from detox.diary import Diary
from detox.diary.beginning import Beginning
from detox.domain.entries import Outcome
from detox.domain.trend import Direction, Trend
from detox.domain.trial import Trial, usual_rule
from detox.domain.weeks import Status, Week
from detox.exchange.report import Heading, Picture, Report, ReportTable, Sentence, Tone
from detox.exchange.report_html import to_html
from detox.exchange.report_markdown import to_markdown
from detox.exchange.report_svg import index_svg, outcomes_svg
from detox.messages.report_sections import ReportFacts
from detox.messages.report_text import report
from detox.wiring import open_diary
from detox.words import speak

NO_TREND = Trend(call=Direction.TOO_EARLY, weeks_used=0, needed=5)
NASTY = '<script>alert("x")</script> & \u202e # **bold** | `code`\n- 只用现金'
ALLOWED = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "main",
    "h1",
    "h2",
    "p",
    "blockquote",
    "figure",
    "figcaption",
    "div",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "svg",
    "line",
    "text",
    "circle",
    "rect",
    "defs",
    "pattern",
}
NAMES = {outcome: outcome.value for outcome in Outcome}


@pytest.fixture
def weeks(tmp_path: Path) -> Diary:
    """The made-up twelve weeks."""
    diary = open_diary(tmp_path / "demo", tmp_path / "demo" / ".state", now=lambda: demo.MOMENT)
    diary.take_in(demo.demo_snapshot("en"))
    return diary


class _Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attrs}
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attrs}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _week(number: int, index: float | None = 40.0, status: Status = Status.OK) -> Week:
    known = index is not None
    return Week(
        week=number, start=date(2026, 1, 5), end=date(2026, 1, 11), status=status, index=index,
        se=5.0 if known else None, low=index - 10 if index is not None else None,
        high=index + 10 if index is not None else None, coverage=1.0, fresh=1.0, stale=0.0, events=9,
        never_answered=0, not_come_up=0, by_category={}, minutes=0, favours=0,
        outcomes={Outcome.DIRECT: 9, Outcome.UNMET: 1} if known else {},
        logged_days=7, normal_days=5, normal_answers=6, note=None,
    )  # fmt: skip


def test_the_report_begins_with_the_question_and_the_persons_own_sentence(weeks: Diary) -> None:
    found = report(facts_of(weeks))

    assert found.title == "Can I live my life normally without WeChat?"
    assert isinstance(found.blocks[0], Sentence)
    assert found.blocks[0].tone is Tone.QUOTE
    headings = [block.text for block in found.blocks if isinstance(block, Heading)]
    assert headings == [
        "The answer", "The rule, written before it began", "Dependence, week by week", "How it went",
        "What still ties", "What carried it", "The price, and what it gave", "What this cannot say",
    ]  # fmt: skip


def test_an_amended_rule_is_read_beside_the_first_one(weeks: Diary) -> None:
    said = [block.text for block in report(facts_of(weeks)).blocks if isinstance(block, Sentence)]

    assert "Yes." in said
    assert "By the rule you wrote on 17 Oct: 4 of 5 lines hold; 4 had to." in said
    changed = "By the rule as changed on day 24, after 23 logged days: Yes. 5 of 6 lines hold; 5 had to."
    assert said.index("Yes.") < said.index(changed)


def test_a_trial_that_was_stopped_is_said_to_be_that_and_nothing_else(diary: Diary) -> None:
    diary.start(Beginning(trial=Trial(start=diary.today, **msgspec.structs.asdict(usual_rule()))))
    diary.trial.end("It was <enough>.")

    html = to_html(report(facts_of(diary)))

    assert "Stopped on Saturday 14 March 2026." in html
    assert "It was &lt;enough&gt;." in html
    assert "data so far" not in html
    assert not re.search(r"\bmet\b|failed", html.split("The rule, written")[0].split("The answer")[1])


def test_before_the_end_nothing_is_said_of_met_or_not(tmp_path: Path) -> None:
    early = demo.MOMENT.replace(year=2022, month=12, day=1)
    running = open_diary(tmp_path / "home", tmp_path / "state", now=lambda: early)
    running.take_in(demo.demo_snapshot("en", read=False))

    blocks = report(facts_of(running)).blocks

    answer = next(block for block in blocks if isinstance(block, ReportTable))
    assert not any(word in row[1] for row in answer.rows for word in ("met", "close", "clear"))
    assert "Day 46 of 84. Your rule is read after day 84." in [
        b.text for b in blocks if isinstance(b, Sentence)
    ]


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_the_page_can_fetch_nothing_and_run_nothing(weeks: Diary, language: str) -> None:
    speak(language)

    html = to_html(report(facts_of(weeks)))

    found = _Tags(html)
    assert found.tags <= ALLOWED
    assert not found.open
    assert not {
        name for name in found.attributes if name.startswith("on") or name in {"src", "href", "style"}
    }
    assert not re.search(r"https?:|//[a-z]|@import|@font-face|javascript:", html)
    assert "url(#p-" in html
    assert not re.search(r"url\((?!#p-)", html)
    assert f'<html lang="{language.replace("_", "-")}">' in html


def test_a_line_that_begins_like_a_list_is_no_list() -> None:
    quoted = Sentence(text="1. one\n- two\n2.50 paid", tone=Tone.QUOTE)

    text = to_markdown(Report(title="T", subtitle="S", language="en", blocks=(quoted,)))

    assert text.endswith("> 1\\. one\n> \\- two\n> 2\\.50 paid\n")


def test_in_chinese_no_english_sentence_is_left(tmp_path: Path) -> None:
    speak("zh_Hans")
    weeks = open_diary(tmp_path / "home", tmp_path / "state", now=lambda: demo.MOMENT)
    weeks.take_in(demo.demo_snapshot("zh_Hans"))

    markdown = to_markdown(report(facts_of(weeks)))

    sentences = [line for line in markdown.split("\n") if not line.startswith(("|", ">"))]
    assert not [line for line in sentences if re.search(r"[a-z]{3,} [a-z]{3,}", line)]


def test_what_a_person_wrote_is_only_ever_text() -> None:
    found = Report(
        title=NASTY,
        subtitle="",
        language="en",
        blocks=(
            Sentence(text=NASTY, tone=Tone.QUOTE),
            Heading(text=NASTY),
            ReportTable(head=(NASTY, "n"), rows=((NASTY, "1"),), right=(1,)),
        ),
    )

    html, markdown = to_html(found), to_markdown(found)

    assert "script" not in _Tags(html).tags
    assert "\u202e" not in html + markdown
    assert html.count("&lt;script&gt;") == 6
    assert not re.search(r"(?<!\\)<script", markdown)
    assert not re.search(r"(?<!\\)\*\*bold", markdown)
    table = [line for line in markdown.split("\n") if line.startswith("|")]
    assert [len(re.findall(r"(?<!\\)\|", line)) for line in table] == [3, 3, 3]


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60), st.sampled_from(list(Tone)))
def test_any_text_leaves_the_page_whole(text: str, tone: Tone) -> None:
    found = Report(title=text, subtitle=text, language="en", blocks=(Sentence(text=text, tone=tone),))

    tags = _Tags(to_html(found))

    assert tags.tags <= ALLOWED
    assert not tags.open


def test_a_week_without_data_is_a_gap_and_thin_data_is_hollow() -> None:
    weeks = [_week(1), _week(2, None, Status.NO_DATA), _week(3, 30.0, Status.PARTIAL)]

    svg = ET.fromstring(index_svg(weeks, NO_TREND, said="<index>", before="before"))  # noqa: S314 - our own

    points = [mark for mark in svg.iter("circle") if "point" in mark.get("class", "")]
    assert [mark.get("class") for mark in points] == ["point", "point hollow"]
    assert svg.get("aria-label") == "<index>"
    assert not [mark for mark in svg.iter("line") if mark.get("class") == "trend"]


def test_a_trend_is_drawn_only_where_it_is_called() -> None:
    weeks = [_week(n, 60.0 - 5 * n) for n in range(1, 8)]
    down = Trend(call=Direction.DOWN, weeks_used=7, needed=0, slope=-5.0, intercept=60.0, low=-5.0, high=-5.0)

    def lines(trend: Trend) -> int:
        return index_svg(weeks, trend, said="", before="").count('class="trend"')

    assert lines(down) == 1
    assert lines(down.replace(call=Direction.CANNOT_TELL)) == 0


def test_every_outcome_that_happened_has_its_part_and_a_blank_week_none() -> None:
    svg = outcomes_svg([_week(1), _week(2, None, Status.NO_DATA)], NAMES, said="")

    ET.fromstring(svg)  # noqa: S314 - our own
    assert svg.count('class="part direct"') == 2
    assert svg.count('class="part unmet"') == 2
    assert svg.count('class="part app"') == 1


@pytest.mark.parametrize("count", [0, 1, 12, 53, 520])
def test_a_picture_holds_any_number_of_weeks(count: int) -> None:
    weeks = [_week(n + 1, float(n % 101)) for n in range(count)]

    for svg in (index_svg(weeks, NO_TREND, said="", before=""), outcomes_svg(weeks, NAMES, said="")):
        for mark in ET.fromstring(svg).iter("text"):  # noqa: S314 - our own
            assert -20 <= float(mark.get("x", "0")) <= 720


def test_a_picture_comes_with_its_numbers(weeks: Diary) -> None:
    pictures = [block for block in report(facts_of(weeks)).blocks if isinstance(block, Picture)]

    assert [len(picture.twin.rows) for picture in pictures] == [13, 13]
    assert pictures[0].twin.rows[0] == ("1", "17 Oct", "55.2", "44-66", "6/7", "3/6")


def test_a_diary_without_a_trial_has_a_report_too(diary: Diary) -> None:
    diary.basket.add("pay.shop")
    diary.log("pay.shop", "w", channel="cash", minutes=5)

    found = report(facts_of(diary))

    assert "No trial has been written down" in to_markdown(found)


def test_a_report_of_nothing_but_a_rule_is_whole() -> None:
    found = report(ReportFacts(made=date(2026, 3, 14), trend=NO_TREND))

    assert not _Tags(to_html(found)).open


def test_the_same_diary_gives_the_same_report(weeks: Diary) -> None:
    assert to_html(report(facts_of(weeks))) == to_html(report(facts_of(weeks)))


Run = Callable[..., int]


@pytest.fixture
def run(home: Path) -> Run:
    def call(*words: str) -> int:
        speak("en")
        return main(["--home", str(home), *words])

    return call


def test_the_file_is_the_readers_alone_and_never_replaced_by_itself(
    run: Run, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run("start", "--yes")
    page = tmp_path / "report.html"

    assert run("report", str(page)) == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert page.stat().st_mode & 0o77 == 0

    page.write_text("mine", encoding="utf-8")
    assert run("report", str(page)) == 1
    assert page.read_text(encoding="utf-8") == "mine"
    assert "exists already" in capfd.readouterr().err
    assert run("report", str(page), "--force") == 0


def test_without_a_file_it_goes_to_standard_output(run: Run, capfd: pytest.CaptureFixture[str]) -> None:
    run("start", "--yes")
    capfd.readouterr()

    assert run("report") == 0
    assert capfd.readouterr().out.startswith("<!doctype html>")
    assert run("report", "--markdown") == 0
    assert capfd.readouterr().out.startswith("# Can I live my life normally")


def test_a_name_ending_in_md_is_written_as_markdown(run: Run, tmp_path: Path) -> None:
    run("start", "--yes")

    run("report", str(tmp_path / "report.md"))

    assert (tmp_path / "report.md").read_text(encoding="utf-8").startswith("# ")


def test_a_report_of_an_empty_diary_is_refused_and_nothing_written(
    run: Run, home: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run("report", str(tmp_path / "report.html")) == 1

    assert "Begin with: detox start" in capfd.readouterr().err
    assert not (tmp_path / "report.html").exists()
    assert not [path for path in home.rglob("*") if path.is_file() and ".state" not in path.parts]


BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.mark.skipif(BROWSER is None, reason="no Chromium here to draw the page")
def test_a_browser_draws_it_and_asks_for_nothing(weeks: Diary, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text(to_html(report(facts_of(weeks))), encoding="utf-8")
    picture = tmp_path / "report.png"

    result = subprocess.run(
        [
            str(BROWSER),
            *("--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr"),
            f"--user-data-dir={tmp_path / 'profile'}",
            "--proxy-server=127.0.0.1:9",
            "--window-size=800,1200",
            f"--screenshot={picture}",
            page.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert picture.read_bytes().startswith(b"\x89PNG"), result.stderr[-500:]
    assert picture.stat().st_size > 20_000
    assert "Content Security Policy" not in result.stderr
