"""Names found as people type them: pinyin, initials, traditional signs, other words, either language."""

import json
import time
from datetime import timedelta
from pathlib import Path

import pytest

from detox import catalogue
from detox.diary import Diary, pinyin
from detox.diary.beginning import Beginning
from detox.diary.name_search import fits
from detox.diary.search import Filter
from detox.domain.entries import ContactState
from detox.errors import NoSuch
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
