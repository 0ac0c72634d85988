"""Texts to send to people: I am not on it, this is how you reach me, it is really me; in either language."""

from collections.abc import Iterator
from contextlib import contextmanager

from detox.catalogue import app_name
from detox.diary import Diary
from detox.domain.entries import Contact
from detox.shown import shown
from detox.words import _, language, speak

GONE, REPLY = "gone", "reply"
TEXTS = (GONE, REPLY)
"""The news that one is gone, and the answer to "come back" or "add me again"."""


def message_text(
    diary: Diary, person: Contact | None, *, text: str = GONE, tongue: str | None = None, named: bool = True
) -> str:
    """A short text for one person, or for anybody where `person` is `None` or is not to be `named`.

    Args:
        diary: knows the app that was left and what the channels are called.
        person: to whom; how they are reached stands in the text.
        text: one of `TEXTS`.
        tongue: the language of the text, one of `words.LANGUAGES`; the one spoken now unless given.
        named: whether the greeting says the person's name.
    """
    with _speaking(tongue or language()):
        greeting = _("Hello {name},").format(name=shown(person.name)) if person and named else _("Hello,")
        app, reach = shown(app_name(diary.life.app)), _reach(diary, person)
        lines = _reply(app, reach) if text == REPLY else _gone(app, reach)
        return "\n".join([greeting, *lines])


def _gone(app: str, reach: str) -> list[str]:
    """It asks for a call, since such texts look like a fraud."""
    return [
        _("I am not on {app} any more; {reach}").format(app=app, reach=reach),
        _("If you doubt it, ring me at the number you know and ask something only the two of us know."),
        _("I will never ask you for money or a code."),
    ]


def _reply(app: str, reach: str) -> list[str]:
    return [
        _("Thank you for asking. I am not coming back to {app}; it has nothing to do with you.").format(
            app=app
        ),
        _("I would like to stay in touch: {reach}").format(reach=reach),
    ]


def _reach(diary: Diary, person: Contact | None) -> str:
    if person is None or not person.reach:
        return _("you can reach me at this number.")
    channel = shown(diary.channels.name(person.reach))
    return _("you can reach me by {channel}.").format(channel=channel)


@contextmanager
def _speaking(tongue: str) -> Iterator[None]:
    before = language()
    speak(tongue)
    try:
        yield
    finally:
        speak(before)
