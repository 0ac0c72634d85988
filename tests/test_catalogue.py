"""What there is to choose from, in both languages."""

import re
from pathlib import Path

import pytest

from detox import catalogue
from detox.domain.entries import Independence
from detox.words import LANGUAGES, speak


def test_the_catalogue_is_whole() -> None:
    counts = [
        len(part()) for part in (catalogue.tasks, catalogue.categories, catalogue.channels, catalogue.steps)
    ]

    assert counts == [72, 13, 63, 20]


@pytest.mark.parametrize("part", [catalogue.tasks, catalogue.categories, catalogue.channels, catalogue.steps])
def test_everything_has_a_name_of_its_own_in_each_language(part: object) -> None:
    choices = part()  # type: ignore[operator]

    for names in ([choice.names[tongue] for choice in choices] for tongue in LANGUAGES):
        assert all(names)
        assert len(set(names)) == len(names)


def test_every_task_belongs_to_a_category_and_matters_one_to_three() -> None:
    categories = {category.id for category in catalogue.categories()}

    assert {task.category for task in catalogue.tasks()} == categories
    assert {task.importance for task in catalogue.tasks()} == {1, 2, 3}


def test_every_app_says_of_each_category_whether_it_was_used_for_it() -> None:
    categories = {category.id for category in catalogue.categories()}

    assert all(set(app.categories) == categories for app in catalogue.apps())


def test_the_name_of_the_app_stands_where_a_task_speaks_of_it() -> None:
    login = catalogue.task_choice("login.third")

    assert login is not None
    assert login.name("wechat") == '"Log in with WeChat"'
    assert login.name("Blauer Riese") == '"Log in with Blauer Riese"'
    assert login.name() == '"Log in with the app"'


def test_without_an_app_the_tasks_that_matter_most_are_offered() -> None:
    offered = {task.id for task in catalogue.preset(None)}

    assert {"pay.shop", "work.chat"} <= offered
    assert offered == {task.id for task in catalogue.tasks() if task.importance == 3}


@pytest.mark.parametrize("app", [app.id for app in catalogue.apps()])
def test_of_a_known_app_a_short_list_is_ticked_that_most_people_meet_weekly(app: str) -> None:
    known = next(known for known in catalogue.apps() if known.id == app)
    offered = catalogue.preset(app)

    assert 5 <= len(offered) <= 14
    assert all(task.common and known.categories[task.category] != "no" for task in offered)


def test_the_best_known_app_has_its_payments_and_its_chats_ticked() -> None:
    offered = {task.id for task in catalogue.preset("wechat")}

    assert {"pay.shop", "work.chat", "msg.family"} <= offered
    assert "food.deliver" not in offered  # not common
    assert 10 <= len(offered) <= 14


def test_a_task_without_weekdays_has_a_rhythm_and_one_with_weekdays_has_none() -> None:
    assert not [task.id for task in catalogue.tasks() if bool(task.days) == bool(task.rhythm)]


def test_the_channels_that_advice_speaks_of_are_in_the_catalogue_and_none_is_the_app() -> None:
    known = {channel.id for channel in catalogue.channels()} - {"old_account", "none"}

    assert all(task.channels and set(task.channels) <= known for task in catalogue.tasks())


@pytest.mark.parametrize("said", ["微信", "wechat", "Weixin", " WECHAT "])
def test_every_name_of_the_app_means_the_app_and_none_of_another_does(said: str) -> None:
    assert catalogue.is_the_app(said, "wechat")
    assert not catalogue.is_the_app(said, "whatsapp")
    assert not catalogue.is_the_app("企业微信", "wechat")
    assert not catalogue.is_the_app(said, None)


def test_an_app_of_ones_own_naming_is_known_by_that_name() -> None:
    assert catalogue.is_the_app("blauer riese", "Blauer Riese")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_of_ours_is_said_in_the_language_spoken_and_one_of_theirs_as_typed(language: str) -> None:
    speak(language)
    shop = catalogue.task_choice("pay.shop")

    assert (
        catalogue.spoken_name(shop, "Pay in a shop")
        == {"en": "Pay in a shop", "zh_Hans": "店内付款"}[language]
    )
    assert catalogue.spoken_name(shop, "The corner shop") == "The corner shop"


@pytest.mark.parametrize("said", ["wechat", "WeChat", "微信", " wechat "])
def test_an_app_is_known_by_its_id_and_its_names(said: str) -> None:
    assert catalogue.known_app(said) == "wechat"


@pytest.mark.parametrize(
    ("app", "there", "not_there"),
    [
        ("kakaotalk", {"toss", "naver"}, {"wecom", "quickpass", "ecny", "upi", "paypay"}),
        ("line", {"paypay", "konbini"}, {"wecom", "quickpass", "toss"}),
        ("grab", {"paynow", "qris"}, {"quickpass", "pix"}),
        ("wechat", {"quickpass", "wecom", "douyin"}, {"toss", "paypay", "upi"}),
        ("Blauer Riese", {"quickpass", "toss", "upi"}, set()),
    ],
)
def test_a_leaver_is_offered_the_channels_of_the_apps_own_countries(
    app: str, there: set[str], not_there: set[str]
) -> None:
    offered = {channel.id for channel in catalogue.channels(app)}

    assert there <= offered
    assert not not_there & offered


def test_a_leaver_abroad_is_asked_about_no_mainland_service_and_told_of_none() -> None:
    tasks = {task.id for task in catalogue.tasks("kakaotalk")}
    speak("en")
    told = [said for task in tasks for _channel, said in catalogue.advice(task, "kakaotalk")]

    assert not {"work.wecom", "pay.redpacket", "health.code", "gov.card"} & tasks
    assert not [
        said for said in told if any(name in said for name in ("WeCom", "QuickPass", "DingTalk", "Kakao"))
    ]
    assert [said for said in told if said == "Toss"]


def test_the_start_of_a_list_is_the_same_as_before_for_every_known_app() -> None:
    assert [task.id for task in catalogue.preset("wechat")] == [
        *("msg.one", "msg.family", "msg.friends", "msg.file", "grp.school", "work.chat"),
        *("pay.shop", "pay.market", "pay.p2p", "move.transit", "shop.parcel", "info.sub", "info.moments"),
    ]
    for app in catalogue.apps():
        assert all(task in catalogue.tasks(app.id) for task in catalogue.preset(app.id))


@pytest.mark.parametrize(
    ("app", "channel", "kind"),
    [
        ("wechat", "qq", Independence.SAME_COMPANY),
        ("alipay", "qq", Independence.INDEPENDENT),
        ("alipay", "dingtalk", Independence.SAME_COMPANY),
        ("alipay", "taobao", Independence.SAME_COMPANY),
        ("facebook_meta", "whatsapp", Independence.SAME_COMPANY),
        ("wechat", "second_account", Independence.THE_APP),
        (None, "qq", Independence.SAME_COMPANY),
    ],
)
def test_what_belongs_to_the_company_that_was_left_is_no_way_out(
    app: str | None, channel: str, kind: Independence
) -> None:
    choice = catalogue.channel_choice(channel)

    assert choice is not None
    assert choice.depends_on(app) is kind


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("channel", ["telegram", "signal", "whatsapp", "weibo", "qq", "second_account"])
def test_what_is_blocked_watched_or_the_thing_resisted_says_so(channel: str, language: str) -> None:
    speak(language)
    choice = catalogue.channel_choice(channel)

    assert choice is not None
    assert choice.warning("wechat")
    assert bool(choice.warning("kakaotalk")) == (channel == "second_account")


def test_money_is_asked_for_in_what_is_paid_there() -> None:
    assert [catalogue.usual_currency(app) for app in ("kakaotalk", "line", "gojek", "wechat", None)] == [
        *("KRW", "JPY", "IDR", "CNY", "CNY"),
    ]


def test_a_name_of_ours_from_before_is_said_as_todays() -> None:
    speak("zh_Hans")

    assert catalogue.spoken_name(catalogue.channel_choice("bank_card"), "银行卡刷卡") == "刷银行卡"


@pytest.mark.parametrize("tongue", ["en", "zh_Hans"])
def test_a_help_line_is_printed_only_where_the_papers_name_the_pages_it_was_seen_on(tongue: str) -> None:
    root = Path(__file__).parent.parent
    said = (root / "detox" / "locale" / tongue / "help.txt").read_text(encoding="utf-8")
    seen = (root / "docs" / "help-lines.md").read_text(encoding="utf-8")

    numbers = set(re.findall(r"(?<![\d-])(?:400-\d{3}-\d{4}|116 123|12356|988|1[12]0)(?!\d)", said))
    assert numbers == {"12356", "400-161-9995", "120", "110", "988", "116 123"}
    assert not [number for number in numbers if number not in seen]


def test_the_police_stand_apart_from_the_lines_to_talk_to() -> None:
    root = Path(__file__).parent.parent / "detox" / "locale"
    for tongue in ("en", "zh_Hans"):
        parts = (root / tongue / "help.txt").read_text(encoding="utf-8").split("\n\n")
        assert [part for part in parts if part.startswith("110")]
        assert not [part for part in parts if "12356" in part and "110" in part]
