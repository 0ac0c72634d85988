"""Names found as people type them: pinyin, initials, traditional signs, other words, either language."""

import json
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from detox import catalogue
from detox.diary import Diary, pinyin
from detox.diary.beginning import Beginning
from detox.diary.name_search import best_match, fits, near_names
from detox.diary.search import Filter
from detox.domain.dates import Span
from detox.domain.entries import ContactState, Outcome
from detox.domain.snapshot import Snapshot
from detox.errors import Ambiguous, NoSuch
from detox.words import speak
from tests.data import chinese_signs

_TYPED = json.loads((Path(__file__).parent / "data" / "searches.json").read_text(encoding="utf-8"))
SEARCHES: dict[str, str] = _TYPED["tasks"]
"""What is typed, and the catalogue's task that must be among what is found; empty: nothing is."""
CHANNELS: dict[str, str] = _TYPED["channels"]


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_a_hundred_and_twenty_searches_find_what_is_meant(diary: Diary, language: str) -> None:
    speak(language)

    with diary.one_look():
        found = {typed: [task.id for task in diary.basket.offered(typed)] for typed in SEARCHES}
    missed = {
        typed: found[typed][:4]
        for typed, meant in SEARCHES.items()
        if (meant not in found[typed] if meant else found[typed])
    }

    assert len(SEARCHES) >= 120
    assert not missed


def test_what_is_typed_in_letters_finds_few_other_things(diary: Diary) -> None:
    with diary.one_look():
        found = {typed: len(diary.basket.offered(typed)) for typed in SEARCHES if len(typed) > 3}

    assert max(found.values()) <= 5, found


@pytest.mark.parametrize(("typed", "meant"), CHANNELS.items())
def test_a_channel_is_found_the_same_way(diary: Diary, typed: str, meant: str) -> None:
    found = [channel.id for channel in diary.channels.offered(None, typed)]

    assert (meant in found) if meant else not found


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("saoma", "food.order"), ("hongbao", "pay.redpacket"), ("交電費", "bill.util"), ("Uber", "move.ride")],
)
def test_a_command_takes_them_where_they_mean_one_task(diary: Diary, typed: str, meant: str) -> None:
    diary.start(Beginning(app="wechat", tasks=("food.order", "pay.redpacket", "bill.util", "move.ride")))

    assert diary.log(typed, "d").task == meant


def test_a_name_that_is_said_outright_wins_over_one_that_is_only_read_so(diary: Diary) -> None:
    diary.start(Beginning(tasks=("food.order",)))
    sm = diary.basket.add("SM Entertainment")

    assert diary.basket.find("sm").id == sm.id


def test_letters_that_nothing_is_read_as_are_still_refused_with_the_nearest(diary: Diary) -> None:
    diary.start(Beginning(tasks=("food.order", "pay.shop")))

    with pytest.raises(NoSuch):
        diary.basket.find("pya in a shp")


def test_people_are_found_and_sorted_by_how_their_names_are_read(diary: Diary) -> None:
    for name in ("张三", "曾敏", "Bob", "單雄信", "李娜", "欧阳锋", "An"):
        diary.people.add(name)

    assert [c.name for c in diary.people.all()] == ["An", "Bob", "李娜", "欧阳锋", "單雄信", "曾敏", "张三"]
    assert diary.people.find("zhangsan").name == "张三"
    assert diary.people.find("oyf").name == "欧阳锋"
    assert diary.people.find("单雄信").name == "單雄信"
    assert diary.people.find("張三").name == "张三"


def test_the_journal_finds_notes_helpers_and_tasks_by_pinyin_and_traditional_signs(diary: Diary) -> None:
    diary.start(Beginning(app="wechat", tasks=("food.order", "pay.shop")))
    diary.log("food.order", "p", helper="王芳", note="服务员不给纸质菜单")
    diary.log("pay.shop", "d", day=diary.today - timedelta(days=1))

    for typed in ("saomadiancan", "smdc", "wf", "wangfang", "caidan", "菜單", "掃碼點餐"):
        found = diary.journal.search(Filter(text=typed)).entries
        assert [entry.task for entry in found] == ["food.order"], typed


def test_a_helper_is_taken_from_the_people_by_whole_name_pinyin_or_initials(diary: Diary) -> None:
    for name in ("张三", "曾敏", "Bob Miller", "單雄信", "王芳", "王飞"):
        diary.people.add(name)

    taken = {
        typed: diary.people.helper_named(typed)
        for typed in (
            "zs",
            "zhangsan",
            "張三",
            "bob miller",
            "zm",
            "sxx",
            "单雄信",
            "wf",
            "zhang",
            "Bob",
            "三",
            "李",
        )
    }

    assert taken == {
        "zs": "张三",
        "zhangsan": "张三",
        "張三": "张三",
        "bob miller": "Bob Miller",
        "zm": "曾敏",
        "sxx": "單雄信",
        "单雄信": "單雄信",
        "wf": "wf",  # two are read so
        "zhang": "zhang",
        "Bob": "Bob",
        "三": "三",
        "李": "李",
    }


def test_people_stand_by_who_was_told_where_that_is_wanted(diary: Diary) -> None:
    for name, state in (("李娜", "told"), ("安", "confirmed"), ("周", "listed"), ("白", "listed")):
        diary.people.set(diary.people.add(name), state=ContactState(state))

    assert [c.name for c in diary.people.all(by_state=True)] == ["白", "周", "李娜", "安"]


def test_part_of_a_name_typed_in_another_way_is_no_wider_than_the_name() -> None:
    assert fits("sm dc", ("扫码点餐",))
    assert not fits("smx", ("扫码点餐",))
    assert not fits("s", ("扫码",))
    assert fits("", ("扫码",))


def test_every_reading_of_a_sign_is_taken() -> None:
    assert pinyin.is_read("yinhang", "银行")
    assert pinyin.is_read("zhongqing", "重庆")
    assert pinyin.is_read("chongqing", "重庆")
    assert pinyin.is_read("lvyou", "旅游")


@pytest.mark.parametrize("told", ["pinyin", "traditional"])
def test_the_tables_of_signs_are_what_their_generator_makes(told: str) -> None:
    made = chinese_signs.pinyin_text() if told == "pinyin" else chinese_signs.traditional_text()
    kept = pinyin.READINGS if told == "pinyin" else pinyin.TRADITIONAL

    assert kept.read_text(encoding="utf-8") == made, "python -m tests.data.chinese_signs makes them anew"


def test_every_sign_of_the_catalogue_has_a_reading() -> None:
    signs = {
        sign
        for task in catalogue.tasks()
        for name in task.known_by
        for sign in name
        if "\u4e00" <= sign <= "\u9fff"
    }

    assert not {sign for sign in signs if not pinyin.is_read(pinyin.sorting_key(sign)[0][0] * 2, sign * 2)}


def test_a_letter_typed_among_very_many_people_is_answered_at_once(diary: Diary) -> None:
    names = [
        f"{first}{middle}{last}"
        for first in "王李张刘陈杨赵黄周吴"
        for middle in "建国志明秀丽海玉"
        for last in "华军伟芳敏静强磊"
    ]
    pinyin.is_read("zz", "张")  # reads the tables once

    began = time.process_time()
    found = [name for name in names * 3 if fits("zjh", (name,))]

    assert set(found) == {"张建华", "赵建华", "周建华"}
    assert time.process_time() - began < 1


def test_what_is_called_so_comes_before_what_is_only_looked_for_by_that_word(diary: Diary) -> None:
    diary.start(Beginning(app="wechat", tasks=("pay.shop", "msg.friends")))

    assert next(task.id for task in diary.basket.offered("sm")) == "food.order"
    assert next(task.id for task in diary.basket.offered("sao")) == "food.order"


def test_a_part_of_an_id_that_was_made_by_chance_means_nobody_and_nothing(diary: Diary) -> None:
    made = (diary.basket.add("Feed the cat"), diary.channels.add("Pigeon"), diary.people.add("Li"))
    drawers = (diary.basket, diary.channels, diary.people)

    for found, drawer in zip(made, drawers, strict=True):
        chance = found.id.replace("-", " ").split()[-1]
        for text in (chance, chance[:3], found.id[1:], found.id[:5]):
            with pytest.raises(NoSuch):
                drawer.find(text)
        assert drawer.find(found.id) == drawer.find(f" {found.id[:-1]}") == found
    assert diary.basket.add("pay.shop") == diary.basket.find("y.sho")


def test_no_search_and_no_list_finds_a_task_by_what_stands_in_its_id_by_chance(diary: Diary) -> None:
    task = diary.basket.add("Feed the cat")
    diary.log("cat", "d")

    for text in (task.id, task.id[-4:], task.id[:3]):
        assert diary.journal.search(Filter(text=text)).entries == ()
        assert task not in diary.basket.offered(text)
    assert len(diary.journal.search(Filter(text="feed")).entries) == 1
    assert task in diary.basket.offered("feed")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(task="pay.shop", channel="cash"), 1),
        (Filter(task="pay.shop", channel="email"), 0),
        (Filter(task="msg.family", channel="cash"), 0),
        (Filter(task="pay.shop"), 2),
        (Filter(channel="cash", outcome=Outcome.WORKAROUND), 1),
        (Filter(channel="cash", outcome=Outcome.DIRECT), 0),
    ],
)
def test_every_part_of_a_filter_has_to_be_met(diary: Diary, wanted: Filter, found: int) -> None:
    diary.log("pay.shop", "w", channel="cash", new=True)
    diary.log("pay.shop", "d")
    diary.log("msg.family", "d", channel="email", new=True)

    assert len(diary.journal.search(wanted).entries) == found


def test_months_run_from_the_first_day_written_to_the_last_and_are_whole(diary: Diary) -> None:
    for day in (date(2025, 12, 31), date(2026, 3, 1)):
        diary.log("pay.shop", "d", day=day, new=True)

    spans = [(str(month.first), str(month.last)) for month in diary.journal.months()]

    assert spans == [
        ("2026-03-01", "2026-03-31"),
        ("2026-02-01", "2026-02-28"),
        ("2026-01-01", "2026-01-31"),
        ("2025-12-01", "2025-12-31"),
    ]


def test_an_entry_is_meant_by_the_first_six_letters_of_its_id(diary: Diary) -> None:
    entry = diary.log("pay.shop", "d", new=True)
    ids = ("a1b2c3d4", "a1b2c9d4", "a1b2c9e5")
    diary.take_in(Snapshot(entries=tuple(entry.replace(id=each) for each in ids)))

    assert diary.journal.by_start_of_id("a1b2c") is None
    found = diary.journal.by_start_of_id("a1b2c3")
    assert found is not None
    assert found.id == "a1b2c3d4"
    assert diary.journal.by_start_of_id("a1b2c4") is None
    with pytest.raises(Ambiguous):
        diary.journal.by_start_of_id("a1b2c9")


@pytest.mark.parametrize(
    ("most", "days"), [(1, [3]), (2, [3, 2]), (3, [3, 2, 2]), (9, [3, 2, 2]), (None, [3, 2, 2])]
)
def test_the_newest_are_found_first_and_no_more_than_were_wanted(
    diary: Diary, most: int | None, days: list[int]
) -> None:
    for day in (2, 3):
        diary.log("pay.shop", "d", day=date(2026, 3, day), new=True)
    diary.log("pay.shop", "d", day=date(2026, 2, 2))

    found = diary.journal.search(Filter(), most=most)
    within = diary.journal.search(Filter(), Span(first=date(2026, 3, 2), last=date(2026, 3, 2)))

    assert [entry.day.day for entry in found.entries] == days
    assert [entry.day for entry in within.entries] == [date(2026, 3, 2)]


def test_a_name_is_meant_by_how_it_begins_to_be_read_and_a_list_finds_any_part() -> None:
    rows = [("a", ("扫码点餐",)), ("b", ("付款",))]

    assert best_match("task", "saoma", rows) == "a"
    with pytest.raises(NoSuch):
        best_match("task", "diancan", rows)
    assert fits("diancan", ["扫码点餐"])


def test_a_whole_other_word_goes_before_a_part_of_one() -> None:
    rows = [("a", ("ride",)), ("b", ("pay",))]

    assert best_match("task", "taxi", rows, besides={"a": ("taxi stand",), "b": ("taxi",)}) == "b"
    with pytest.raises(Ambiguous):
        best_match("task", "tax", rows, besides={"a": ("taxi stand",), "b": ("taxi",)})


@pytest.mark.parametrize(("typed", "near"), [("gyms", ("Go to a gym now and then",)), ("tos", ())])
def test_words_of_three_letters_are_near_and_shorter_ones_are_not(typed: str, near: tuple[str, ...]) -> None:
    assert near_names(typed, {"a1": "Go to a gym now and then"}) == near
