"""Chinese as it is written: what a machine can see of it, over every sentence and the catalogue."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from detox import catalogue
from detox.words import LOCALES, names_in

PO = Path(__file__).parent.parent / "detox" / "locale" / "zh_Hans" / "LC_MESSAGES" / "detox.po"
HAN = "[\u4e00-\u9fff]"
FILLED = re.compile(r"\{[^}]*\}|%(?:\(\w+\))?[sdr]")
HALF_WIDTH = re.compile(rf"{HAN}[,;:!?()]|[,;:!?()]{HAN}|{HAN}\.(?:\s|$)")
LEFT_BEHIND = (
    "占有",
    "宣读",
    "封印",
    "守卫",
    "哈希",
    "试验",
    "绕行",
    "并入",
    "赢回",
    "窄桥",
    "难过的日子",
    "任务",
    "什么也没",
    "至多",
    "指数",
    "走向",
    "清除",
    "途径",
    "「",
)
"""Words of before: each thing has one name, and these are no longer it."""
ALLOWED = set((Path(__file__).parent / "data" / "latin_in_chinese.txt").read_text(encoding="utf-8").split())
"""Names, units and words of the command line that a Chinese sentence writes in Latin letters, one by one."""
CODE = re.compile(r"detox [a-z -]+|--?[a-z][a-z-]*|\b[A-Z]\b|\b(?:NAME|TEXT|DATE|MIN|KEY|VALUE)\b")
"""Commands, options and keys, which are typed as they stand."""


def sentences() -> Iterator[tuple[str, str]]:
    """Every pair of an English sentence and its Chinese."""
    with PO.open("rb") as file:
        for message in read_po(file, locale="zh_Hans"):
            if not message.id:
                continue
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            said = message.string if isinstance(message.string, tuple) else (message.string,)
            yield from ((str(ids[-1]), str(text)) for text in said)


def names() -> Iterator[str]:
    """Every Chinese text of the catalogue."""
    for part in (catalogue.tasks, catalogue.channels, catalogue.steps, catalogue.categories):
        yield from (choice.names["zh_Hans"] for choice in part())
    for task in catalogue.tasks():
        yield from task.alternatives["zh_Hans"]
    for channel in catalogue.channels():
        yield channel.note.get("zh_Hans", "")
    for step in catalogue.steps():
        yield step.note.get("zh_Hans", "")
    yield from names_in("zh_Hans").demo.values()
    yield from (LOCALES / "zh_Hans" / "help.txt").read_text(encoding="utf-8").splitlines()


def test_every_sentence_is_translated() -> None:
    assert not [english for english, chinese in sentences() if not chinese]


def test_no_sentence_is_translated_twice() -> None:
    written = PO.read_text(encoding="utf-8")
    entries = re.findall(r'^((?:msgctxt .*\n)?msgid (?:".*"\n)+)', written, re.MULTILINE)

    assert not [entry for entry, times in Counter(entries).items() if times > 1]


def test_what_is_filled_in_is_the_same_in_both_languages() -> None:
    assert not [
        english
        for english, chinese in sentences()
        if set(FILLED.findall(chinese)) - set(FILLED.findall(english))
        or set(FILLED.findall(english)) - set(FILLED.findall(chinese)) - {"{weekday}", "{short}"}
    ]


def test_punctuation_beside_a_chinese_sign_is_full_width() -> None:
    texts = [*(chinese for _english, chinese in sentences()), *names()]

    assert not [text for text in texts if HALF_WIDTH.search(FILLED.sub("0", text))]


def test_a_per_cent_sign_stands_at_its_number() -> None:
    assert not [chinese for _english, chinese in sentences() if re.search(r"[\d}] %(?!\()", chinese)]


@pytest.mark.parametrize("word", LEFT_BEHIND)
def test_a_thing_has_one_name(word: str) -> None:
    assert not [text for text in (*(chinese for _english, chinese in sentences()), *names()) if word in text]


def test_no_chinese_sentence_is_english_by_accident() -> None:
    found = {
        word: text
        for text in (*(chinese for _english, chinese in sentences()), *names())
        if re.search(HAN, text)
        for word in re.findall(r"[A-Za-z][A-Za-z_-]+", CODE.sub(" ", FILLED.sub(" ", text)))
        if word not in ALLOWED
    }

    assert not found


def test_no_sentence_is_left_wholly_in_english() -> None:
    """A text without any Chinese sign is a name, a unit or a form, each allowed by its words."""
    found = {
        text: words
        for text in (*(chinese for _english, chinese in sentences()), *names())
        if not re.search(HAN, text)
        and (
            words := [
                word
                for word in re.findall(r"[A-Za-z][A-Za-z_-]+", FILLED.sub(" ", text))
                if word not in ALLOWED
            ]
        )
    }

    assert not found


def test_every_part_of_the_catalogue_is_in_chinese_or_a_name_allowed_one_by_one() -> None:
    english, chinese = names_in("en"), names_in("zh_Hans")
    same = {
        (part, key): said
        for part in ("tasks", "steps", "categories", "channels", "apps", "notes", "step_notes")
        for key, said in getattr(chinese, part).items()
        if said == getattr(english, part).get(key)
    }

    assert not {
        place: said
        for place, said in same.items()
        if [word for word in re.findall(r"[A-Za-z]+", said) if word not in ALLOWED]
    }
