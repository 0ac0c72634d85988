"""Texts to send to people: who writes, how they are reached, how to make sure of it; in either language."""

from collections.abc import Iterator
from contextlib import contextmanager

from detox.catalogue import app_name
from detox.diary import Diary
from detox.diary.sender import Sender
from detox.domain.entries import Contact
from detox.messages import sentences
from detox.shown import shown
from detox.words import _, language, names_in, speak

GONE, DISCREET, REPLY = "gone", "discreet", "reply"
TEXTS = (GONE, DISCREET, REPLY)
"""The news; the same without a word of the app, which may be read along; the answer to "come back"."""
BY_NUMBER = ("phone", "sms", "imessage", "in_person", "post", "someone", "old_account", "none")
"""Channels that go to the number, or that nobody is told of in a text: then it is the number, too."""
BY_LETTER = "email"


def message_text(
    diary: Diary,
    person: Contact | None,
    *,
    text: str = GONE,
    tongue: str | None = None,
    named: bool = True,
    sender: Sender | None = None,
) -> str:
    """A short text for one person, or for anybody where `person` is `None` or is not to be `named`.

    Args:
        diary: knows the app that was left and what the channels are called.
        person: to whom; how they are reached stands in the text.
        text: one of `TEXTS`.
        tongue: the language of the text, one of `words.LANGUAGES`; the one spoken now unless given.
        named: whether names stand in it: theirs, the sender's, that of somebody both know.
        sender: who writes; what was kept of it unless given.
    """
    tongue = tongue or language()
    held = (sender or diary.sender.known()) if named else Sender()
    with _speaking(tongue):
        lines = [
            sentences(_greeting(person if named else None, held), *_news(diary, person, held, text)),
            *(() if text == REPLY and not held.number else (_check(held),)),
            *(() if text == REPLY else (_("I will never ask you for money or a code."),)),
        ]
    said = "\n".join(line for line in lines if line)
    for usual, polite in (names_in(tongue).polite if held.polite else {}).items():
        said = said.replace(usual, polite)
    return said


def _greeting(person: Contact | None, sender: Sender) -> str:
    name, me = shown(person.name) if person else "", shown(sender.name)
    if name and me:
        return _("Hello {name}, this is {me}.").format(name=name, me=me)
    if name:
        return _("Hello {name}, it is me.").format(name=name)
    return _("Hello, this is {me}.").format(me=me) if me else _("Hello, it is me.")


def _news(diary: Diary, person: Contact | None, sender: Sender, text: str) -> tuple[str, ...]:
    app = shown(app_name(diary.life.app))
    if text == REPLY:
        thanks = _("Thank you for asking. I am not coming back to {app}; it has nothing to do with you.")
        return (thanks.format(app=app), _("I would like to stay in touch."), _reach(diary, person, sender))
    gone = _("I no longer use {app}.").format(app=app) if text == GONE else ""
    return (gone, _reach(diary, person, sender))


def _reach(diary: Diary, person: Contact | None, sender: Sender) -> str:
    """Where the sender is reached from now on, worded as that channel is used."""
    reach = person.reach if person else None
    if sender.number:
        return _("My number has changed; the new one is {number}.").format(number=shown(sender.number))
    if reach is None or reach in BY_NUMBER:
        return _("My phone number is still the same.")
    if reach == BY_LETTER:
        return _("Write to me by e-mail: an answer to this reaches me.")
    return _("You can reach me by {channel}.").format(channel=shown(diary.channels.name(reach)))


def _check(sender: Sender) -> str:
    """How to make sure that it is no fraud: never by the way that this text came, nor by a new number."""
    mutual = shown(sender.mutual)
    if sender.number and mutual:
        said = _("Do not trust this text yet: ring my old number, or ask {mutual}, and save it only then.")
        return said.format(mutual=mutual)
    if sender.number:
        return _("Do not trust this text yet: ring my old number, and save the new one only then.")
    said = _("If you doubt it, ring me at the number you know and ask something only the two of us know.")
    return sentences(said, _("Or ask {mutual}.").format(mutual=mutual)) if mutual else said


@contextmanager
def _speaking(tongue: str) -> Iterator[None]:
    before = language()
    speak(tongue)
    try:
        yield
    finally:
        speak(before)
