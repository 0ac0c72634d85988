"""The weekly sweep in the shell: numbers and keys, what is left unsaid, and what was none."""

import io
import json
from collections.abc import Callable

import pytest

from detox.diary import Diary
from detox.diary.beginning import Beginning
from detox.domain.entries import Outcome
from detox.domain.trial import usual_rule, written_down
from detox.errors import NoSuch
from tests.test_answer_in_words import calling

TASKS = ("msg.family", "pay.shop", "health.book")


@pytest.fixture
def begun(diary: Diary) -> Diary:
    """Begun today: two tasks of every day, one that seldom comes up, in the order in which they are asked."""
    diary.start(Beginning(app="wechat", tasks=TASKS, trial=written_down(usual_rule(), start=diary.today)))
    return diary


Typing = Callable[..., str]


@pytest.fixture
def typing(begun: Diary, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Typing:
    """What is said while these lines are typed; no more lines come after them."""

    def typed(*lines: str, words: tuple[str, ...] = ("sweep",)) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        assert calling(begun, *words) == 0
        seen = capsys.readouterr()
        return seen.out or seen.err

    return typed


def outcomes(diary: Diary) -> dict[str, Outcome]:
    return {entry.task: entry.outcome for entry in diary.day().entries}


def test_the_first_and_the_last_number_of_the_list_are_taken_and_the_rest_did_not_come_up(
    begun: Diary, typing: Typing
) -> None:
    said = typing("1 w", "3 x", "")

    assert outcomes(begun) == {
        "msg.family": Outcome.WORKAROUND,
        "pay.shop": Outcome.NOT_NEEDED,
        "health.book": Outcome.UNMET,
    }
    assert "Week 1, " in said
    assert said.index("  1  ") < said.index("  2  ") < said.index("  3  ")
    assert "1 task did not come up, 2 did. Kept for week 1 as a whole; detox undo takes it back." in said


@pytest.mark.parametrize("wrong", ["0 w", "4 w", "x w", "w", "1", "1 why", "1w"])
def test_what_is_no_number_of_the_list_or_no_key_is_asked_again_and_keeps_nothing(
    begun: Diary, typing: Typing, wrong: str
) -> None:
    said = typing(wrong, "2 d", "")

    assert said.count("Answer with a number of the list and one of d w p a x n, like 2 w.") == 1
    assert outcomes(begun) == {
        "msg.family": Outcome.NOT_NEEDED,
        "pay.shop": Outcome.DIRECT,
        "health.book": Outcome.NOT_NEEDED,
    }


def test_a_second_answer_takes_the_place_of_the_first(begun: Diary, typing: Typing) -> None:
    typing("2 d", "2 p", "")

    assert outcomes(begun)["pay.shop"] is Outcome.PROXY


@pytest.mark.parametrize(
    ("lines", "kept", "word"),
    [
        (("2 d", "q"), {"pay.shop": Outcome.DIRECT}, "Left. What you answered is saved."),
        (("2 d",), {"pay.shop": Outcome.DIRECT}, "Left. What you answered is saved."),
        (("q",), {}, "Nothing was written."),
    ],
)
def test_what_is_left_says_nothing_of_the_rest(
    begun: Diary, typing: Typing, lines: tuple[str, ...], kept: dict[str, Outcome], word: str
) -> None:
    assert word in typing(*lines)
    assert outcomes(begun) == kept


def test_yes_asks_nothing_and_keeps_that_none_came_up(begun: Diary, typing: Typing) -> None:
    held = json.loads(typing(words=("sweep", "--yes", "--json")))

    assert (held["week"], {entry["outcome"] for entry in held["entries"]}) == (1, {"not_needed"})
    assert len(held["entries"]) == 3
    assert "Every task on your list was mentioned in week 1." in typing()


def test_a_week_that_has_not_come_is_refused_and_nothing_is_written(begun: Diary) -> None:
    with pytest.raises(NoSuch):
        calling(begun, "sweep", "--yes", "--week", "2")
    assert begun.day().entries == ()
