"""The language: one place where a sentence becomes the person's own."""

import gettext
import os
from pathlib import Path

DOMAIN = "detox"
LOCALES = Path(__file__).parent / "locale"
LANGUAGES = ("en", "zh_Hans")

_translation: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def speak(language: str) -> None:
    """Say everything from here on in `language`, one of `LANGUAGES`."""
    global _translation, _language  # noqa: PLW0603 - one program, one language at a time
    _language = language
    _translation = gettext.translation(DOMAIN, LOCALES, languages=[language], fallback=True)
    # argparse asks the global catalogue, which goes by the environment.
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, LOCALES)
    gettext.textdomain(DOMAIN)


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
            tongue = name.replace("-", "_").split(".")[0].split("@")[0].split("_")[0].lower()
            if tongue == "zh":
                return "zh_Hans"
            if tongue in {"en", "c", "posix"}:
                return "en"
    return "en"


def environment_language(environ: dict[str, str]) -> str | None:
    """The wish the environment states, in the order that gettext reads it; `None` where it is silent."""
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(variable):
            return environ[variable]
    return None
