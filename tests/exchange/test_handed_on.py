"""A file to hand on, searched for forty needles that stood in every text and every id of the diary."""

import json
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

import msgspec
import pytest

from detox.__main__ import main
from detox.diary import Diary
from detox.domain.entries import (
    Channel,
    CheckIn,
    Contact,
    Cost,
    Entry,
    Lapse,
    Life,
    Outcome,
    Pause,
    Review,
    Step,
    Task,
)
from detox.domain.own_words import OWN_WORDS, own_words
from detox.domain.readings import Reading, ReadingKind
from detox.domain.record import NAME_LENGTH
from detox.domain.snapshot import Snapshot
from detox.domain.trial import BasketTask, Choice, Ending, Trial, usual_rule
from detox.exchange import log
from detox.exchange.contact_details import without_details
from detox.exchange.redact import PARTS, redacted
from detox.words import speak

MOMENT = "2026-01-20T21:00:00+08:00"
TIMES = {"recorded_at": MOMENT, "updated_at": MOMENT}
FIRST = date(2026, 1, 5)
PEOPLE = ("Li Hua", "José Álvarez", "阿强", "欧阳小明", "김철수", "がくと", "Anna Smythe")
SPELLED = (
    "LI HUA", "li-hua", "Ｌｉ Ｈｕａ", "lihua", "Li\u200bHua", "li.hua",
    unicodedata.normalize("NFD", "José Álvarez"), "Jose Alvarez", "JOSÉ ÁLVAREZ", "Álvarez",
    "找阿强", "阿 强", "欧阳·小明", unicodedata.normalize("NFD", "김철수"),
    unicodedata.normalize("NFD", "がくと"), "Anna", "smythe",
)  # fmt: skip
"""Other ways in which the same people stand in a text."""
NUMBERS = (
    "138 0013 8000", "+86-13800138001", "１３８００１３８００２", "0571 8888 7777", "(020) 7946 0958",
    "6222020200112233445", "11010519491231002X", "DE89 3704 0044 0532 0130 00", "一三八零零一三八零零三",
)  # fmt: skip
ADDRESSES = (
    "li.hua88@example.org", "ｍｅｉ＠ｅｘａｍｐｌｅ．ｏｒｇ", "https://t.me/aqiang88", "www.example.net/mei",
    "aqiang.example.com", "@aqiang_88", "wxid_aqiang88", "微信号：aqiang88", "12 Threadneedle Street",
    "中山北路128号", "3号楼502室",
)  # fmt: skip
IDS = ("message-li-hua", "ask.aqiang88", "0571-88887777")
NEEDLES = (*PEOPLE[:0], *SPELLED, *NUMBERS, *ADDRESSES, *IDS)
"""Forty; the people themselves are looked for besides."""


def chunks(most: int) -> Iterator[str]:
    """Texts of at most so many signs that hold every needle and every name, each between two plain words."""
    line = ""
    for needle in (*NEEDLES, *PEOPLE):
        if len(line) + len(needle) + 8 > most:
            yield line
            line = ""
        line += f"so {needle} so; "
    yield line


NOTE = next(chunks(20_000))
SHORT = list(chunks(NAME_LENGTH))


def planted(record: Any, n: int = 0) -> Any:
    """The record with the needles in each of its texts; of a short one the `n`th part of them."""
    found: dict[str, object] = {}
    for field in record.__struct_fields__:
        value = getattr(record, field)
        if field in OWN_WORDS.get(type(record), ()):
            short = field in {"name", "text", "helper", "address", "app"}
            found[field] = SHORT[n % len(SHORT)] if short else NOTE
        elif type(value) in OWN_WORDS:
            found[field] = planted(value, n)
    return record.replace(**found)


def contacts() -> Iterator[Contact]:
    for n, name in enumerate(PEOPLE):
        made = planted(Contact(id=f"{IDS[0]}-{n}", name=name, updated_at=MOMENT, key=n < 2, reach=IDS[1]), n)
        yield made.replace(name=name)
    for n in range(len(SHORT)):
        made = Contact(id=f"{IDS[1]}.{n}", name=f"Nobody {n}", updated_at=MOMENT)
        yield planted(made, n).replace(name=f"Nobody {n}")


def trial(start: date) -> Trial:
    """A trial with needles in its words, its ids, and in the figures of a reading that somebody forged."""
    choice = Choice(on=start, what=Ending.BRIDGE, tasks=IDS[:2], people=(f"{IDS[0]}-1",))
    made = Trial(
        start=start,
        sentence=NOTE,
        choice=planted(choice.replace(past=(planted(choice),))),
        method=2,
        basket=(BasketTask(id=IDS[0], importance=2, usual=True),),
        people=(f"{IDS[0]}-0", f"{IDS[0]}-1"),
    )
    made = made.amended(usual_rule(), time=MOMENT, day=3, logged=2, reason=NOTE)
    forged = {"verdict": NOTE, NOTE: 1, "window": [NOTE], "criteria": [{"id": NOTE, "why": NOTE}]}
    loose = Reading(
        what=ReadingKind.FIRST, time=MOMENT, day=90, rule=0, figures=forged, prev_hash=made.last_hash, hash=""
    )
    return made.replace(readings=(loose.replace(hash=loose.own_hash),))


def diary_of_needles() -> Snapshot:
    """A diary with every needle in every text field and every id of every kind of record."""
    tasks = [
        planted(Task(id=f"{IDS[n % 3]}{n or ''}", name="x", category=IDS[0], since=FIRST, plan=IDS[1]), n)
        for n in range(len(SHORT))
    ]
    renamed = planted(Task(id="pay.shop", name="x", category="pay", since=FIRST), 1)
    channels = [planted(Channel(id=f"{IDS[1]}{n or ''}", name="x"), n) for n in range(len(SHORT))]
    entries = [
        planted(
            Entry(
                id=f"{IDS[n % 3]}.{n}",
                day=FIRST + timedelta(days=n),
                task=tasks[n % len(tasks)].id,
                outcome=Outcome.PROXY,
                channel=channels[n % len(channels)].id,
                lapse=Lapse(),
                cost=Cost(amount="2.50", currency="CNY"),
                helper="x",
                **TIMES,
            ),
            n,
        )
        for n in range(len(SHORT) + 2)
    ]
    helped = [entry.replace(id=f"h{n}", helper=PEOPLE[n]) for n, entry in enumerate(entries[: len(PEOPLE)])]
    return Snapshot(
        app=SHORT[0],
        trial=trial(FIRST),
        past_trials=(trial(FIRST - timedelta(days=200)),),
        tasks=(*tasks, renamed),
        channels=tuple(channels),
        entries=(*entries, *helped),
        checkins=(planted(CheckIn(day=FIRST, review=Review(), **TIMES)),),
        contacts=tuple(contacts()),
        steps=tuple(planted(Step(id=f"{IDS[0]}{n}", text="x", updated_at=MOMENT), n) for n in range(3)),
        pauses=(planted(Pause(id=IDS[2], first=FIRST, last=FIRST)),),
    )


def bare(text: str) -> str:
    """A text by its letters and figures alone, so that no spelling hides a needle from the search."""
    whole = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    marks = {"Mn", "Me", "Cf"}
    kept = (s for s in whole if s.isalnum() or (unicodedata.category(s) in marks and s == "\u3099"))
    return "".join(kept)


def left_in(text: str) -> list[str]:
    """The needles that still stand in a text; of a JSON or HTML escape, what it stands for."""
    found = bare(text)
    return [needle for needle in (*NEEDLES, *PEOPLE) if bare(needle) in found]


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return diary_of_needles()


@pytest.fixture
def full(home: Path, tmp_path: Path, snapshot: Snapshot) -> Path:
    """A home that has taken that diary in."""
    file = tmp_path / "needles.json"
    file.write_text(log.to_json(snapshot, exported_at=MOMENT), encoding="utf-8")
    assert main(["--home", str(home), "--quiet", "import", str(file)]) == 0
    file.unlink()
    return home


def test_there_are_forty_needles_and_each_is_planted_in_every_kind_of_record(snapshot: Snapshot) -> None:
    assert len(NEEDLES) == 40
    for field in ("tasks", "channels", "entries", "contacts"):
        said = "\n".join(text for record in getattr(snapshot, field) for text in own_words(record))
        assert len(left_in(said)) == len(NEEDLES) + len(PEOPLE), field


@pytest.mark.parametrize("parts", [",".join(PARTS), "names,helpers"])
@pytest.mark.parametrize("form", ["json", "csv", "markdown"])
@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_no_needle_is_in_an_export_to_hand_on(
    form: str, parts: str, language: str, full: Path, tmp_path: Path
) -> None:
    out = tmp_path / ("out" if form == "csv" else "out.txt")

    code = main(
        ["--home", str(full), "--lang", language, "export", str(out), "--format", form, "--redact", parts]
    )

    assert code == 0
    texts = [file.read_text(encoding="utf-8-sig") for file in (out.iterdir() if out.is_dir() else (out,))]
    assert len("".join(texts)) > 500
    assert left_in("\n".join(texts)) == []


@pytest.mark.parametrize("name", ["page.html", "page.md", "letter.html"])
def test_no_needle_is_in_a_report_to_hand_on(name: str, full: Path, tmp_path: Path) -> None:
    words = ("--redact",) if name.startswith("page") else ("--for", "friend")

    assert main(["--home", str(full), "report", str(tmp_path / name), *words]) == 0

    assert left_in((tmp_path / name).read_text(encoding="utf-8")) == []


def test_a_file_to_hand_on_can_be_taken_in(full: Path, tmp_path: Path) -> None:
    for form, name in (("json", "a.json"), ("csv", "tables")):
        out, other = str(tmp_path / name), str(tmp_path / f"other {form}")
        assert main(["--home", str(full), "export", out, "--format", form, "--redact"]) == 0

        assert main(["--home", other, "import", out]) == 0

        assert main(["--home", other, "export", str(tmp_path / f"{form}.again")]) == 0
    again = json.loads((tmp_path / "json.again").read_text(encoding="utf-8"))
    held = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert [_without_versions(again[key], held[key]) for key in log.LISTS] == [held[key] for key in log.LISTS]
    assert len(again["entries"]) == len(diary_of_needles().entries)


def _without_versions(
    records: list[dict[str, object]], held: list[dict[str, object]]
) -> list[dict[str, object]]:
    """What is handed on says nothing of versions; a diary that takes it in gives each record one."""
    return [{key: record[key] for key in before} for record, before in zip(records, held, strict=True)]


def test_a_chain_that_was_made_anew_holds(snapshot: Snapshot) -> None:
    made = redacted(snapshot, PARTS).trial

    assert made is not None
    assert made.broken_link is None
    assert [reading.own_hash for reading in made.readings] == [reading.hash for reading in made.readings]
    assert made.readings[0].prev_hash == made.last_hash


def test_what_may_still_give_somebody_away_is_told_before_the_file_is_written(
    full: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "taken.json"
    taken.write_text("theirs", encoding="utf-8")

    assert main(["--home", str(full), "export", str(taken), "--redact", "names"]) == 1

    said = capsys.readouterr().err
    assert "to the second" in said
    assert "who helped" in said
    assert "nicknames" in said
    assert said.index("nicknames") < said.index("taken.json")


def test_every_text_of_a_record_is_an_own_word_or_known_to_be_none() -> None:
    known = {
        "id",
        "task",
        "channel",
        "category",
        "plan",
        "reach",
        "days",
        "at",
        "until",
        "currency",
        "amount",
    }
    known |= {"recorded_at", "updated_at", "clock_from", "time", "hash", "prev_hash", "trial"}
    known |= {"tasks", "people", "veto"}  # ids
    kinds = [*OWN_WORDS, Reading, BasketTask, Cost]

    strange = {
        (kind.__name__, field)
        for kind in kinds
        for field in _text_fields(kind)
        if field not in OWN_WORDS.get(kind, ()) and field not in known
    }

    assert strange <= {
        ("Trial", "need"),
        ("Reading", "figures"),
        ("Amendment", "rule"),
        ("Snapshot", "lineages"),  # ids
    }
    assert all(field in kind.__struct_fields__ for kind, fields in OWN_WORDS.items() for field in fields)
    assert Life in OWN_WORDS


@pytest.mark.parametrize(
    "text",
    [
        "paid 2.50 for 12 days", "on 2026-03-14 at 21:00", "5 minutes down the road", "pay.shop, msg.family",
        "3 of 7 days, 55.2 or 40", "e.g. this. Then that",
        "等了20分钟，花了30块", "第3天去了公园", "call 95588",
    ],
)  # fmt: skip
def test_what_is_no_number_and_no_address_stays(text: str) -> None:
    assert without_details(text) == text


@pytest.mark.parametrize("needle", [*NUMBERS, *ADDRESSES])
def test_a_number_or_an_address_goes_and_the_words_around_it_stay(needle: str) -> None:
    said = without_details(f"so {needle} so")

    assert said in ("so … so", "so …… so")


def test_a_long_note_without_an_address_is_read_quickly() -> None:
    for text in ("好" * 20_000, "a" * 20_000, "1 " * 3, "a." * 10_000, "中山" * 10_000):
        assert len(without_details(text)) > 0


def test_the_people_of_a_person_who_reads_chinese_are_hidden_in_either_script(diary: Diary) -> None:
    speak("en")
    diary.people.add("张伟国")
    entry = diary.log("pay.shop", "w", note="找張偉國", new=True)
    from detox.diary.pinyin import simplified  # noqa: PLC0415

    made = redacted(diary.snapshot(), {"names"}, fold=simplified)

    assert entry.note == "找張偉國"
    assert made.entries[0].note == "找Person 1"
    assert msgspec.json.encode(made).decode().count("張") == 0


def test_a_thousand_people_cost_hardly_more_than_ten() -> None:
    noted = Entry(id="e", day=FIRST, task="t", outcome=Outcome.DIRECT, note="今天 in the shop " * 20, **TIMES)
    entries = tuple(noted.replace(id=f"e{n}") for n in range(60))

    def seconds(people: int) -> float:
        named = ((f"c{n}", f"Name{n} 人名{n}") for n in range(people))
        contacts = tuple(Contact(id=key, name=name, updated_at=MOMENT) for key, name in named)
        begun = perf_counter()
        redacted(Snapshot(contacts=contacts, entries=entries), {"names"})
        return perf_counter() - begun

    seconds(10)  # what is made once is made
    assert seconds(1000) < 20 * seconds(10) + 1


def _text_fields(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    """The fields of a kind of record that may hold a bare text: not a date, a number or a choice of words."""
    return tuple(field.name for field in msgspec.structs.fields(kind) if _holds_text(field.type))


def _holds_text(hint: object) -> bool:
    if hint is str:
        return True
    parts = (getattr(hint, "__origin__", None), *getattr(hint, "__args__", ()))
    return not isinstance(hint, type) and any(part is not None and _holds_text(part) for part in parts)
