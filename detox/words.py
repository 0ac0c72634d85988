"""The language: one place where a sentence becomes the person's own."""

import gettext
import os
from functools import cache
from pathlib import Path

import msgspec

DOMAIN = "detox"
LOCALES = Path(__file__).parent / "locale"
NAMES = "names.json"
LANGUAGES = tuple(
    sorted((file.parent.name for file in LOCALES.glob(f"*/{NAMES}")), key=lambda name: (name != "en", name))
)
"""Those that have a folder, English first; `docs/architecture.md` says what belongs into one."""

_SOURCE = "en"
"""The language that the sentences in the program are in."""

_translation: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


class LanguageNames(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a language calls the things of the catalogue and the days; the sentences are in its catalogue."""

    name: str
    """Its own name for itself."""
    slanted: bool = True
    """Whether its signs may be slanted."""
    days: dict[str, int]
    """A word for a day, and how many days ago that is."""
    weekdays: tuple[tuple[str, ...], ...]
    """The names of Monday to Sunday; where `weekday_prefixes` are given, what stands behind one of them."""
    weekday_prefixes: tuple[str, ...]
    weekday_sets: dict[str, str]
    """A word for several weekdays, and their ids in week order."""
    weeks: dict[str, int]
    """A word before a weekday that says in which week: 0 is this one, -1 the one before."""
    months: tuple[tuple[str, ...], ...]
    """The names of January to December."""
    numbers: dict[str, int]
    """Numbers in words."""
    day_parts: dict[str, str]
    """A word beside an hour: "am", "pm", or "night", which reaches over midnight."""
    forms: dict[str, tuple[str, ...]]
    """How dates, weekdays, spans of time and times are typed: regular expressions in which `{day}` and the
    like stand for a number or a name; see `domain/typed_forms.py`."""
    currencies: dict[str, tuple[str, ...]]
    """A word or sign behind or before an amount, and the currencies it may mean, the most likely first."""
    yes: tuple[str, ...]
    no: tuple[str, ...]
    back: tuple[str, ...]
    """Goes back to the question before; `last` is the entry made last, `until` stands between hours."""
    last: tuple[str, ...]
    until: tuple[str, ...]
    outcomes: dict[str, str]
    """What people call an outcome, and its id."""
    polite: dict[str, str]
    """Words for those one is polite to, by the usual ones; empty where the language has none."""
    categories: dict[str, str]
    """By id; so are the next ones."""
    channels: dict[str, str]
    steps: dict[str, str]
    apps: dict[str, str]
    tasks: dict[str, str]
    alternatives: dict[str, tuple[str, ...]]
    """What has carried a task elsewhere, the best first."""
    notes: dict[str, str]
    """What a channel's user should know of it, by its id: that it is watched, or blocked."""
    step_notes: dict[str, str]
    """How a step is best taken, by its id; few need it."""
    demo: dict[str, str]
    """The texts of the made-up weeks by their English; empty in English."""


@cache
def names_in(language: str) -> LanguageNames:
    """The names of one of `LANGUAGES`.

    Raises:
        msgspec.ValidationError: something lacks in its file; no other language takes its place.
    """
    return msgspec.json.decode((LOCALES / language / NAMES).read_bytes(), type=LanguageNames)


def words_for(what: str) -> frozenset[str]:
    """The words of all languages for `yes`, `no`, `back`, `last` or `until`."""
    return frozenset(word for tongue in LANGUAGES for word in getattr(names_in(tongue), what))


def speak(language: str) -> None:
    """Say everything from here on in `language`, one of `LANGUAGES`."""
    global _translation, _language  # noqa: PLW0603 - one program, one language at a time
    _language = language
    if language == _SOURCE:  # has no catalogue, and to look for one takes 2 ms
        _translation = gettext.NullTranslations()
    else:
        _translation = gettext.translation(DOMAIN, LOCALES, languages=[language], fallback=True)
    os.environ["LANGUAGE"] = language  # for the programs that are started from here


def language() -> str:
    """The language spoken now."""
    return _language


def _(message: str) -> str:
    """`message` in the person's language."""
    return _translation.gettext(message) if message else ""


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form that goes with `n`, in the person's language."""
    return _translation.ngettext(singular, plural, n)


def pgettext(context: str, message: str) -> str:
    """`message` in the person's language, where one word has several meanings."""
    return _translation.pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for a word marked now and said later
    """Mark a word that is made at import and translated when it is shown."""
    return message


def NP_(context: str, message: str) -> tuple[str, str]:  # noqa: N802 - as `N_`
    """Mark a word of several meanings that is said later with `pgettext`."""
    return context, message


def best_language(*wishes: str | None) -> str:
    """The first wish that we speak; English where there is none.

    Takes locale names as systems write them: `zh_CN.UTF-8`, `zh-Hans`, `zh_TW` (until there is a
    catalogue in traditional characters), `en_GB`, `C`.
    """
    for wish in wishes:
        for name in (wish or "").split(":"):
            named = name.replace("-", "_").split(".")[0].split("@")[0].lower()
            tongue = named.partition("_")[0]
            if tongue in {"c", "posix"}:
                return "en"
            alike = [known for known in LANGUAGES if known.lower().partition("_")[0] == tongue]
            if alike:
                return next((known for known in alike if known.lower() == named), alike[0])
    return "en"


def environment_language(environ: dict[str, str]) -> str | None:
    """The wish the environment states, in the order that gettext reads it; `None` where it is silent."""
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(variable):
            return environ[variable]
    return None
