"""A name is found in a text whatever way it is spelled there, and no other word is taken for it."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detox.domain.name_spans import NameSpans

HIDDEN = "Person 1"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("Li Hua", "message-li-hua", "message-Person 1"),
        ("Li Hua", "ask LI  HUA, lihua, li\u200b hua", "ask Person 1, Person 1, Person 1"),
        ("Ｌｉ　Ｈｕａ", "ask Li Hua", "ask Person 1"),
        ("Li Hua", "ask Ｌｉ　Ｈｕａ", "ask Person 1"),
        ("José", unicodedata.normalize("NFD", "with José."), "with Person 1."),
        ("José", "with Jose.", "with Person 1."),
        ("がく", unicodedata.normalize("NFD", "がくさん"), "Person 1さん"),
        ("김철수", unicodedata.normalize("NFD", "김철수가"), unicodedata.normalize("NFD", "Person 1가")),
        ("阿强", "找阿强借", "找Person 1借"),
        ("李华", "李 华和李·华", "Person 1和Person 1"),
        ("Al", "找Al帮忙, also Alan", "找Person 1帮忙, also Alan"),
        ("Al", "pal, Ali", "pal, Ali"),
        ("Al", "Al", "Person 1"),
        ("Al", "Alሀ", "Person 1ሀ"),  # the sign behind the Korean ones is a letter of its own
        ("Li Hua", "L i Hua, Li Hua", "L i Hua, Person 1"),
        ("", "nobody", "nobody"),
        ("Li Hua", "", ""),
    ],
)
def test_a_name_is_found_however_it_is_spelled(name: str, text: str, said: str) -> None:
    spans = NameSpans([name])

    assert spans.replaced(text, {name: HIDDEN}) == said


def test_the_longer_of_two_names_is_meant() -> None:
    spans = NameSpans(["Li", "Li Hua", "Mei"])

    said = spans.replaced("Li Hua and Mei and LI", {"Li": "one", "Li Hua": "two", "Mei": "three"})

    assert said == "two and three and one"


def test_a_spelling_that_only_the_caller_knows_is_found() -> None:
    spans = NameSpans(["张伟"], fold=lambda sign: {"張": "张", "偉": "伟"}.get(sign, sign))

    assert spans.replaced("找張偉", {"张伟": HIDDEN}) == "找Person 1"


@given(st.text(max_size=30), st.text(min_size=1, max_size=8))
def test_what_is_around_a_name_stays_as_it_was(text: str, name: str) -> None:
    spans = NameSpans([name])

    places = spans.found(text)

    assert all(0 <= place.start < place.end <= len(text) for place in places)
    assert all(one.end <= two.start for one, two in pairwise(places))
    assert places or spans.replaced(text, {}) == text
