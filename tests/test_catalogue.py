"""What there is to choose from, in both languages."""

import pytest

from detox import catalogue
from detox.words import LANGUAGES, speak


def test_the_catalogue_is_whole() -> None:
    counts = [
        len(part()) for part in (catalogue.tasks, catalogue.categories, catalogue.channels, catalogue.steps)
    ]

    assert counts == [52, 13, 34, 16]


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
