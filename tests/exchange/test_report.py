"""The report: everything in it, nothing that could do anything, the same order for every result."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detox import demo
from detox.__main__ import main
from detox.diary import Diary
from detox.diary.beginning import Beginning
from detox.domain.entries import Outcome
from detox.domain.fingerprint import code_of
from detox.domain.going_back import Group
from detox.domain.trend import Direction, Trend
from detox.domain.trial import Ending, Trial, rule_of, usual_rule
from detox.domain.weeks import Status, Week
from detox.exchange.report import Heading, Picture, Report, ReportTable, Sentence, Tone
from detox.exchange.report_html import to_html
from detox.exchange.report_markdown import to_markdown
from detox.exchange.report_svg import FRAMES, index_svg, outcomes_svg, ratings_svg
from detox.messages.report_facts import ReportFacts, facts_of
from detox.messages.report_letter import letter
from detox.messages.report_text import report
from detox.wiring import open_diary
from detox.words import speak
from tests.conftest import EVENING

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
    "section",
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


def test_the_report_begins_with_the_question_and_its_answer(weeks: Diary) -> None:
    found = report(facts_of(weeks))

    assert found.title == "Can I live my life normally without WeChat?"
    first = [block for block in found.blocks if isinstance(block, Sentence)]
    assert (first[0].text, first[0].tone) == ("Yes.", Tone.ANSWER)
    assert first[1].text == (
        "By a rule written before it began: on these days life without WeChat was lived normally."
    )
    headings = [block.text for block in found.blocks if isinstance(block, Heading)]
    assert headings == [
        "The answer", "What WeChat was to this life", "Dependence, week by week",
        "How the person felt, week by week", "How it went", "If you went back",
        "The price, and what it gave", "What still ties", "What carried it",
        "The rule, written before it began", "How complete the diary is", "What this cannot say",
    ]  # fmt: skip


def test_a_rule_that_was_not_read_is_said_to_be_that_and_no_report_reads_it(tmp_path: Path) -> None:
    over = open_diary(tmp_path / "home", tmp_path / "state", now=lambda: demo.MOMENT)
    over.take_in(demo.demo_snapshot("en", read=False))

    text = to_markdown(report(facts_of(over)))

    assert text.index("**Not read yet.**") < text.index("The trial is over, and its rule is not read yet.")
    assert not re.search(r"\bmet[,:]|lines hold|\*\*(Yes|No)\.", text)
    held = over.trial.current()
    assert held is not None
    assert not held.readings


PLANTED = "Zanzibar"


@pytest.fixture
def named(weeks: Diary) -> Diary:
    """The made-up weeks, with a name in every place where one can be typed."""
    weeks.basket.add(f"Call {PLANTED} at home", category=PLANTED.lower())
    task = weeks.basket.tasks()[0]
    weeks.basket.edit(task, name=f"Ask {PLANTED}")
    way = weeks.channels.add(f"Over {PLANTED}")
    weeks.people.add(PLANTED, key=True, address=f"{PLANTED}@example.org")
    for asked in (f"Call {PLANTED} at home", "pay.shop"):
        weeks.log(asked, "p", channel=way.id, helper=PLANTED, note=f"{PLANTED} came")
    weeks.check_in(note=f"saw {PLANTED}", mood=5)
    weeks.decisions.choose(Ending.LATER, {"why": f"{PLANTED} says so"})
    return weeks


def test_names_and_notes_stand_only_in_the_report_that_hides_nothing(named: Diary) -> None:
    assert PLANTED in to_html(report(facts_of(named)))
    hidden = facts_of(named, hidden=True)
    told = (report(hidden), letter(hidden))
    people = {contact.name for contact in named.people.all()}
    sentence = "If I can live my life normally"

    for text in [face(found) for found in told for face in (to_html, to_markdown)]:
        assert PLANTED.lower() not in text.lower()
        assert sentence not in text
        assert "I had left out" not in text
        assert not [name for name in people if re.search(rf"\b{re.escape(name)}\b", text)]
        assert facts_of(named).code in text
        assert "not as it was written" not in text


def test_an_app_that_was_typed_is_only_the_app_in_what_is_handed_on(diary: Diary) -> None:
    rule = msgspec.structs.asdict(usual_rule())
    diary.start(Beginning(app=f"{PLANTED} chat", trial=Trial(start=diary.today, **rule)))

    open_, handed_on = (to_html(report(facts_of(diary, hidden=hidden))) for hidden in (False, True))

    assert PLANTED in open_
    assert PLANTED not in handed_on


def test_a_letter_before_the_end_has_the_code_and_the_day_and_no_answer(diary: Diary) -> None:
    rule = msgspec.structs.asdict(usual_rule())
    diary.start(Beginning(app="wechat", trial=Trial(start=diary.today, sentence="For M.", **rule)))
    trial = diary.trial.needed()

    found = letter(facts_of(diary, hidden=True))

    assert isinstance(found.blocks[0], Sentence)
    assert found.blocks[0].text == f"Written on Saturday 14 March 2026. Code {trial.code}."
    text = to_markdown(found)
    assert "It runs for 84 days, to Friday 5 June 2026." in text
    assert "Until Monday 16 March 2026 the code still follows my list" in text
    assert "Not read yet." in text
    assert "For M." not in text
    assert "today is day" not in text


def test_a_letter_after_the_reading_ends_with_the_answer_and_the_code_of_the_reading(weeks: Diary) -> None:
    kept = weeks.trial.verdict().read
    assert kept is not None

    text = to_markdown(letter(facts_of(weeks, hidden=True)))

    assert text.index(facts_of(weeks).code) < text.index("**Yes.**") < text.index(code_of(kept.hash))


def test_a_line_that_had_to_hold_is_named_with_the_answer(tmp_path: Path) -> None:
    later = EVENING + timedelta(days=28)
    now = [EVENING]
    diary = open_diary(tmp_path / "home", tmp_path / "state", now=lambda: now[0])
    rule = rule_of({"urge": 3, "app_days": 4}, days=28, need=1, veto=("app_days",))
    diary.basket.add("pay.shop")
    diary.trial.new(Trial(start=diary.today, **msgspec.structs.asdict(rule)))
    now[0] = later
    diary.trial.read()

    said = [block.text for block in report(facts_of(diary)).blocks if isinstance(block, Sentence)]

    answer = "Whatever the other lines say, this had to hold: days with a return to the app."
    assert said[0] == "It cannot be said."
    assert [text for text in said if answer in text]


def test_an_amended_rule_is_read_beside_the_first_one(weeks: Diary) -> None:
    said = [block.text for block in report(facts_of(weeks)).blocks if isinstance(block, Sentence)]

    assert "Yes." in said
    assert "By the rule you wrote on 17 Oct 2022: 4 of 5 lines hold; 4 had to." in said
    changed = "By the rule as changed on day 24, after 23 logged days: Yes. 5 of 6 lines hold; 5 had to."
    assert said.index("Yes.") < said.index(changed)


def test_a_trial_that_was_stopped_is_said_to_be_that_and_nothing_else(diary: Diary) -> None:
    diary.start(Beginning(trial=Trial(start=diary.today, **msgspec.structs.asdict(usual_rule()))))
    diary.trial.end("It was <enough>.")

    html = to_html(report(facts_of(diary)))

    assert "Stopped on Saturday 14 March 2026." in html
    assert "It was &lt;enough&gt;." in html
    assert "data so far" not in html
    assert not re.search(
        r"\bmet\b|failed", html.split("The rule, written")[0].split("The answer")[1].split("<h2>")[0]
    )


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

    assert text.endswith("> 1\\. one\n> \\- two\n> 2.50 paid\n")


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
    assert html.count("&lt;script&gt;") == 7
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

    for frame in FRAMES:
        for svg in (
            index_svg(weeks, NO_TREND, said="", before="", frame=frame),
            outcomes_svg(weeks, NAMES, said="", frame=frame),
            ratings_svg(weeks, {"mood": "mood"}, said="", frame=frame),
        ):
            for mark in ET.fromstring(svg).iter("text"):  # noqa: S314 - our own
                assert -20 <= float(mark.get("x", "0")) <= frame.width


def test_a_week_without_a_rating_is_a_gap_in_its_line() -> None:
    given = [_week(n).replace(means={"mood": mood}) for n, mood in enumerate((5.0, 6.0, None, 7.0), 1)]

    svg = ET.fromstring(ratings_svg(given, {"mood": "mood"}, said=""))  # noqa: S314 - our own

    assert len(list(svg.iter("circle"))) == 3
    assert len([mark for mark in svg.iter("line") if mark.get("class") == "range"]) == 1


def test_where_one_stood_before_is_drawn_at_its_own_height_and_nowhere_unless_it_was_said() -> None:
    def heights(base: float | None) -> list[float]:
        svg = ET.fromstring(index_svg([_week(1)], NO_TREND, said="", before="", base=base))  # noqa: S314
        return [float(m.get("y1", "")) for m in svg.iter("line") if m.get("class") == "before"]

    assert heights(100) < heights(82)
    assert heights(None) == []


def test_a_picture_comes_with_its_numbers(weeks: Diary) -> None:
    pictures = [block for block in report(facts_of(weeks)).blocks if isinstance(block, Picture)]

    assert [len(picture.twin.rows) for picture in pictures] == [13, 13, 13]
    assert pictures[0].twin.rows[0] == ("1", "2022-10-17", "55.2", "44-66", "6/7", "3/6")


def test_silent_years_are_one_stretch_and_two_silent_weeks_are_two_rows() -> None:
    def silent(n: int) -> Week:
        return _week(n, None, Status.NO_DATA).replace(logged_days=0, events=0)

    weeks = (_week(1), silent(2), silent(3), _week(4), *(silent(n) for n in range(5, 208)), _week(208))

    found = report(ReportFacts(made=date(2030, 3, 14), trend=NO_TREND, weeks=weeks))

    tables = [block.twin for block in found.blocks if isinstance(block, Picture)]
    assert [[row[0] for row in table.rows] for table in tables] == [["1", "2", "3", "4", "5-207", "208"]] * 2
    assert tables[0].rows[4][2:5] == ("–", "–", f"0/{203 * 7}")


def test_minutes_that_were_never_given_are_not_zero(diary: Diary) -> None:
    diary.basket.add("pay.shop")
    diary.log("pay.shop", "p", channel="someone")

    found = report(facts_of(diary))

    table = next(b.twin for b in found.blocks if isinstance(b, Picture) and "minutes" in b.twin.head)
    assert {row[table.head.index("minutes")] for row in table.rows} == {"–"}
    assert "1 favour asked" in to_markdown(found)


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
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
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
    assert capfd.readouterr().out.startswith("<!DOCTYPE html>")
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


def test_the_letter_without_a_trial_is_refused_and_nothing_written(
    run: Run, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run("task", "add", "pay.shop")
    page = tmp_path / "letter.html"

    assert run("report", str(page), "--for", "friend") == 1

    assert "No trial has been written down yet" in capfd.readouterr().err
    assert not page.exists()


def test_what_is_handed_on_is_not_said_to_hold_everything(
    run: Run, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run("start", "--yes")
    capfd.readouterr()

    run("report", str(tmp_path / "letter.html"), "--for", "friend")
    run("report", str(tmp_path / "report.html"), "--redact")

    said = capfd.readouterr().err
    assert said.count("Read it once before you hand it on.") == 2
    assert "everything you wrote" not in said


def test_the_limits_of_a_choice_stand_below_it(weeks: Diary) -> None:
    weeks.decisions.choose(Ending.RETURN, {"tasks": "pay.shop", "hours": "9-10"})

    said = [block.text for block in report(facts_of(weeks)).blocks if isinstance(block, Sentence)]

    at = next(n for n, text in enumerate(said) if "09:00-10:00" in text)
    assert "Pay in a shop" in said[at - 1]


def test_a_letter_that_was_read_answers_the_five_questions_of_a_witness(weeks: Diary) -> None:
    text = to_markdown(letter(facts_of(weeks, hidden=True)))

    for said in (
        "one question, before I knew the answer: Can I live my life normally without",  # what was asked
        "**Yes.**",  # what came out
        "How sure: 3 of 5 lines are clear",
        "The price, 17 Oct 2022 - 9 Jan 2023: 675 extra minutes",  # what it cost
        "If you went back: 11 of your tasks are free of it",  # what would change
    ):
        assert said in text


def test_a_letter_says_you_to_nobody_but_the_writer(diary: Diary) -> None:
    diary.start(
        Beginning(app="wechat", trial=Trial(start=diary.today, **msgspec.structs.asdict(usual_rule())))
    )

    text = to_markdown(letter(facts_of(diary, hidden=True)))

    assert not re.search(r"\byou\b", text, re.IGNORECASE)


def test_a_report_without_a_task_in_four_weeks_has_no_empty_table_of_going_back(weeks: Diary) -> None:
    facts = facts_of(weeks)
    assert facts.back is not None
    unseen = [task.replace(group=Group.UNSEEN, tried=0) for task in facts.back.tasks]

    blocks = report(facts.replace(back=facts.back.replace(tasks=tuple(unseen)))).blocks

    assert not [block for block in blocks if isinstance(block, ReportTable) and not block.rows]


def test_what_a_report_says_of_going_back_is_explained(weeks: Diary) -> None:
    text = to_markdown(report(facts_of(weeks)))

    assert "Still tied: more than one time in four of the last 28 days" in text
    assert "Li (8), Wang Fang (5)" in text
