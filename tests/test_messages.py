"""The texts to send: in either language, whatever the program speaks."""

from pathlib import Path

import pytest

from detox.__main__ import main
from detox.diary import Diary
from detox.diary.beginning import Beginning
from detox.diary.sender import Sender
from detox.errors import BadField
from detox.messages.texts_to_send import DISCREET, message_text
from detox.messages.verdict_messages import line_text
from detox.words import language, speak


@pytest.fixture
def lins(tmp_path: Path) -> str:
    """A diary with Lin, who is reached by phone."""
    home = str(tmp_path / "home")
    speak("en")
    main(["--home", home, "start", "--yes", "--app", "WeChat"])
    main(["--home", home, "contact", "add", "Lin", "--via", "sms"])
    return home


def test_the_text_may_be_in_another_language_than_the_program(
    lins: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()

    assert main(["--home", lins, "--lang", "en", "contact", "message", "Lin", "--in", "zh_Hans"]) == 0

    said = capsys.readouterr().out
    assert "Lin：是我。" in said
    assert "手机号没变" in said
    assert language() == "en"


def test_a_reply_thanks_and_says_where_one_is(lins: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()

    assert main(["--home", lins, "contact", "message", "Lin", "--reply"]) == 0

    said = capsys.readouterr().out
    assert "Thank you for asking. I am not coming back to WeChat" in said
    assert "My phone number is still the same." in said


@pytest.mark.parametrize("tongue", ["en", "zh_Hans"])
def test_no_text_is_left_in_the_other_language(
    lins: str, tongue: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()

    main(["--home", lins, "contact", "message", "--reply", "--in", tongue])

    assert ("，" in capsys.readouterr().out) == (tongue == "zh_Hans")


@pytest.fixture
def told(diary: Diary) -> Diary:
    diary.start(Beginning(app="wechat"))
    diary.sender.keep(Sender(name="小明"))
    return diary


def test_a_text_names_its_sender_and_something_to_check_by_that_both_know(told: Diary) -> None:
    mum = told.people.add("妈妈", reach="phone")

    said = message_text(told, mum, tongue="zh_Hans")

    assert said.splitlines() == [
        "妈妈：我是小明。微信我不用了。手机号没变，还是原来那个。",
        "不确定是不是我，就打你原来存的号码，问一件只有我们俩知道的事。",
        "我不会向你要钱，也不会要验证码。",
    ]


def test_a_new_number_is_not_to_be_trusted_before_the_old_one_was_rung_or_somebody_asked(
    told: Diary,
) -> None:
    mum = told.people.add("妈妈")
    changed = Sender(name="小明", number="139 0000 1111", mutual="王芳")

    said = message_text(told, mum, tongue="zh_Hans", sender=changed)

    assert "新号码是 139 0000 1111。" in said
    assert "先别信这条消息：请打我原来的号码，或者问王芳，核实了再存。" in said


@pytest.mark.parametrize("tongue", ["en", "zh_Hans"])
@pytest.mark.parametrize(
    "sender", [Sender(name="M"), Sender(name="M", number="555", mutual="Wang", polite=True)]
)
def test_the_discreet_text_names_no_app(told: Diary, tongue: str, sender: Sender) -> None:
    said = message_text(told, told.people.add("Lin"), text=DISCREET, tongue=tongue, sender=sender)

    assert not [name for name in ("微信", "WeChat", "app", "应用", "不用了") if name in said]
    assert "M" in said


def test_people_are_spoken_to_politely_where_that_is_chosen(told: Diary) -> None:
    boss = told.people.add("何经理")

    usual = message_text(told, boss, tongue="zh_Hans", sender=Sender(name="小明"))
    polite = message_text(told, boss, tongue="zh_Hans", sender=Sender(name="小明", polite=True))

    assert "您" not in usual
    assert "你" not in polite
    assert polite.count("您") == usual.count("你")


@pytest.mark.parametrize(
    ("reach", "said"),
    [
        ("sms", "手机号没变"),
        ("email", "直接回这封就行"),
        ("signal", "以后找我可以用：Signal。"),
        ("in_person", "手机号没变"),
        (None, "手机号没变"),
    ],
)
def test_a_text_is_worded_as_its_channel_is_used(told: Diary, reach: str | None, said: str) -> None:
    assert said in message_text(told, told.people.add("王芳", reach=reach), tongue="zh_Hans")


def test_hidden_names_are_in_no_text(told: Diary) -> None:
    told.sender.keep(Sender(name="小明", mutual="王芳"))

    said = message_text(told, told.people.add("妈妈"), tongue="zh_Hans", named=False)

    assert not [name for name in ("小明", "王芳", "妈妈") if name in said]


def test_who_writes_is_kept_for_the_next_text_and_in_no_export(told: Diary, home: Path) -> None:
    told.sender.keep(Sender(name="  小明 ", number="139"))

    assert told.sender.known() == Sender(name="小明", number="139")
    assert "小明" not in "".join(path.read_text(encoding="utf-8") for path in home.glob("*.json"))


def test_a_name_that_is_too_long_is_refused_and_the_one_before_stays(told: Diary) -> None:
    with pytest.raises(BadField):
        told.sender.keep(Sender(name="x" * 201))

    assert told.sender.known().name == "小明"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (-1, "Mood: dropped by no more than 1"),
        (0, "Mood: dropped by no more than 0"),
        (1, "Mood: risen by at least 1"),
    ],
)
def test_the_line_of_the_mood_is_said_without_a_minus(value: float, said: str) -> None:
    speak("en")

    assert line_text("mood", value) == said
