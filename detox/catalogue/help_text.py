"""The pointer to help: a text in files of its own, that anybody may correct; nothing is dialled."""

from detox.words import LOCALES, _, language


def pointer(own: str = "", *, asked: bool = False) -> str:
    """What is shown after hard days, in the language spoken now.

    Args:
        own: the people the person would ring, in their own words; they stand first.
        asked: whether it was opened from help; then it does not speak of hard days.
    """
    text = (LOCALES / language() / "help.txt").read_text(encoding="utf-8")
    marked, rest = text.split("\n\n", 1)
    filled = rest.replace("{own}", own.strip() or _("nobody yet"))
    return filled if asked else f"{marked}\n\n{filled}"
