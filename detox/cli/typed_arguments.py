"""Arguments as people type them: what argparse takes a number, a yes or weekdays for, and what it says."""

from argparse import ArgumentTypeError
from collections.abc import Callable
from typing import Any

from detox.domain.said_answers import said_answer, said_yes_or_no
from detox.domain.said_numbers import said_minutes, said_number, said_weekdays
from detox.errors import BadField
from detox.shown import shown
from detox.words import _

YES_NO = "y|n"
"""How the help names an answer that is yes or no."""


def typed_minutes(text: str) -> int:
    """Minutes: `12`, `1h30`, `1:30`, 半小时."""
    return int(_taken(text, lambda: said_minutes(text)))


def typed_number(text: str) -> int:
    """A whole number, in figures or words."""
    return int(_taken(text, lambda: said_number(text, "")))


def typed_count(text: str) -> int:
    """A whole number from 1 on."""
    given = typed_number(text)
    if given < 1:
        raise ArgumentTypeError(_("expected a number from 1 on, got {text}").format(text=shown(text)))
    return given


def typed_yes_no(text: str) -> bool:
    """`y`, `no`, 是 and the like."""
    return bool(_taken(text, lambda: said_yes_or_no(text, "")))


def typed_weekdays(text: str) -> str:
    """The ids of weekdays: of `mon,tue`, 周一到周五, 一三五."""
    return str(_taken(text, lambda: said_weekdays(text)))


def typed_answer(question: str) -> Callable[[str], Any]:
    """What takes the answer to a question of the check-in."""

    def taken(text: str) -> Any:  # noqa: ANN401 - a yes or a number
        return _taken(text, lambda: said_answer(question, text))

    return taken


def _taken(text: str, read: Callable[[], Any]) -> Any:  # noqa: ANN401 - what `read` gives
    """What was typed, read; nothing typed is no answer.

    Raises:
        ArgumentTypeError: it cannot be read; argparse says so and names the option.
    """
    try:
        found = read()
    except BadField as error:
        from detox.messages.refused_values import expected_text  # noqa: PLC0415 - only for a refusal

        said = _("expected {expected}, got {text}")
        raise ArgumentTypeError(
            said.format(expected=expected_text(error.expected), text=shown(text))
        ) from None
    if found is None:
        raise ArgumentTypeError(_("expected a value, got an empty one"))
    return found
