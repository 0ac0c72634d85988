"""How a diary is set: language, theme, signs, day start, week start; nothing private."""

import contextlib
import os
import stat
from pathlib import Path
from typing import Literal

import msgspec

from detox.domain.record import whole_number
from detox.errors import BadField, StoreError
from detox.words import LANGUAGES, N_

LATEST_DAY_START = 12
LONGEST_LOCK = 240
"""Minutes: four hours; who wants longer may as well say never."""
FILE = "config.toml"
OWNER_ONLY = 0o600
TABLES = ("keys", "aliases")
"""Settings of many names; they stand at the end of the file."""
LARGEST = 65_536
"""Bytes; every setting written out takes 200."""


THEMES = (
    *("dark", "light", "ansi"),
    *("textual-dark", "textual-light", "nord", "gruvbox", "catppuccin-mocha", "dracula", "tokyo-night"),
    *("monokai", "flexoki", "catppuccin-latte", "catppuccin-frappe", "catppuccin-macchiato"),
    *("solarized-light", "solarized-dark", "rose-pine", "rose-pine-moon", "rose-pine-dawn"),
    *("atom-one-dark", "atom-one-light"),
)
"""Ours, the terminal's own sixteen colours, and those that come with Textual 8."""


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person may set; every value has a default that is right for most."""

    language: str | None = None
    """`None` goes by the environment."""
    theme: str = "dark"
    """One of `THEMES`."""
    signs: Literal["unicode", "ascii"] = "unicode"
    day_start: int = 4
    """The hour at which a new day begins."""
    week_start: Literal["mon", "sun", "sat"] = "mon"
    """Where calendars begin a week; the index's own weeks run from the trial's first day."""
    ratings: bool = True
    """Whether the check-in asks for mood, cut off and urge."""
    tense: bool = False
    """Whether the check-in asks for the optional sixth."""
    plain: bool = False
    """Whether the command line says each row as a sentence and draws nothing."""
    notify: bool = False
    """Whether `detox status --notify` may show a line on the desktop, where others may see it."""
    hidden: bool = False
    """Whether names are hidden on the screens: F2 turns it, and it stays so."""
    hide_at_start: bool = False
    """Whether names are hidden whenever the screens are opened, however they were left."""
    hide_ratings: bool = False
    """Whether the answers of the check-in are hidden with the names."""
    notes: bool = True
    """Whether `detox day`, `search` and the like print notes, which a terminal's scrollback keeps."""
    remember_exports: bool = True
    """Whether this machine keeps a list of exported files, to name them when something is purged."""
    lock_minutes: int = 10
    """After so many minutes without a key a sealed diary is locked; 0: never by itself."""
    passphrase_command: tuple[str, ...] = ()
    """A program, with its arguments, whose first line is the passphrase; none: it is asked for."""
    key_style: Literal["usual", "vim"] = "usual"
    """Whether h j k l move on the screens; what stood there moves aside."""
    grouped: bool = False
    """Whether Today shows its tasks by part of life."""
    first_lines: bool = True
    """Whether each screen says in a line what it answers, the first time it is opened."""
    keys: dict[str, str] = {}
    """Keys of one's own: which binding has which key."""
    aliases: dict[str, str] = {}
    """Words of one's own for commands with what they take: `w` for `log pay.shop w`."""

    def __post_init__(self) -> None:
        if self.language is not None and self.language not in LANGUAGES:
            raise BadField("config", "language", CHOICES["language"], self.language)
        if self.theme not in THEMES:
            raise BadField("config", "theme", CHOICES["theme"], self.theme)
        if not 0 <= self.day_start <= LATEST_DAY_START:
            raise BadField("config", "day_start", f"0..{LATEST_DAY_START}", self.day_start)
        if not 0 <= self.lock_minutes <= LONGEST_LOCK:
            raise BadField("config", "lock_minutes", f"0..{LONGEST_LOCK}", self.lock_minutes)


CHOICES = {
    "language": " | ".join(("auto", *LANGUAGES)),
    "theme": " | ".join(THEMES),
    "signs": "unicode | ascii",
    "day_start": f"0..{LATEST_DAY_START}",
    "week_start": "mon | sun | sat",
    "ratings": "true | false",
    "tense": "true | false",
    "plain": "true | false",
    "key_style": "usual | vim",
    "grouped": "true | false",
    "first_lines": "true | false",
    "notify": "true | false",
    "hidden": "true | false",
    "hide_at_start": "true | false",
    "hide_ratings": "true | false",
    "notes": "true | false",
    "remember_exports": "true | false",
    "lock_minutes": f"0..{LONGEST_LOCK}",
    "passphrase_command": "pass show detox",
}
"""What each setting may be."""
MEANINGS = {
    "language": N_("the language; auto goes by the environment"),
    "theme": N_("the colours of the screens"),
    "signs": N_("the signs on the screens; ascii where others do not show"),
    "day_start": N_("the hour at which a new day begins"),
    "week_start": N_("where calendars begin a week"),
    "ratings": N_("whether the check-in asks for mood, cut off and urge"),
    "tense": N_("whether the check-in asks how tense you were"),
    "plain": N_("whether rows are said as sentences, and nothing is drawn"),
    "key_style": N_("whether h j k l move on the screens, as in vi"),
    "grouped": N_("whether Today shows its tasks by part of life"),
    "first_lines": N_("whether each screen says in a line what it is for, the first time"),
    "notify": N_("whether detox status --notify may show a line on the desktop"),
    "hidden": N_("whether names are hidden on the screens, as F2 left them"),
    "hide_at_start": N_("whether names are hidden whenever the screens are opened"),
    "hide_ratings": N_("whether the answers of the check-in are hidden with the names"),
    "notes": N_("whether notes are printed, which a terminal keeps"),
    "remember_exports": N_("whether this machine keeps a list of exported files"),
    "lock_minutes": N_("after how many minutes without a key a sealed diary locks; 0 never"),
    "passphrase_command": N_("a program whose first line is the passphrase"),
}
"""What each setting is for, marked for translation."""
KEY = "key."
"""What stands before the name of a binding in the setting of its key."""
ALIAS = "alias."
"""What stands before the word in the setting of an alias."""


def load(folder: Path) -> Settings:
    """The settings in `folder`; the defaults where there are none.

    Raises:
        BadField: a value is not what it may be; it names the setting. Or the file is no file of settings.
    """
    raw = _bytes(folder / FILE)
    if raw is None:
        return Settings()
    import tomllib  # noqa: PLC0415 - 15 ms that only a person who set something pays

    try:
        return _checked(tomllib.loads(raw.decode("utf-8-sig")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadField("config", FILE, 'TOML like theme = "light"', str(error)) from None
    except RecursionError:
        raise BadField("config", FILE, 'TOML like theme = "light"', "[[[[") from None


def _bytes(path: Path) -> bytes | None:
    """What stands in the file; `None` where there is none that can be read.

    Raises:
        BadField: it is no regular file, or longer than any settings.
    """
    try:
        # Opening a pipe would wait for somebody to write into it.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError):
        return None
    try:
        mode = os.fstat(handle).st_mode
        if stat.S_ISCHR(mode) or stat.S_ISDIR(mode):  # a folder, or /dev/null: as if there was nothing
            return None
        if not stat.S_ISREG(mode):
            raise BadField("config", FILE, "a regular file", "a pipe")
        data = os.read(handle, LARGEST + 1)
    except OSError:
        return None
    finally:
        os.close(handle)
    if len(data) > LARGEST:
        raise BadField("config", FILE, f"at most {LARGEST} bytes", "more")
    return data


def changed(settings: Settings, key: str, value: str) -> Settings:
    """The settings with one value, given as text, changed.

    Raises:
        BadField: there is no such setting, or it may not be that; nothing was changed.
    """
    if key.startswith(ALIAS):
        return _with_alias(settings, key.removeprefix(ALIAS), value)
    if key.startswith(KEY):
        return _with_key(settings, key.removeprefix(KEY), value)
    if key not in CHOICES:
        raise BadField("config", "config", " | ".join(CHOICES), key)
    try:
        return msgspec.convert(msgspec.structs.asdict(settings) | {key: _typed(key, value)}, Settings)
    except (msgspec.ValidationError, BadField):
        raise BadField("config", key, CHOICES[key], value) from None


def save(folder: Path, settings: Settings) -> None:
    """Write the settings that differ from the defaults, whole or not at all.

    Raises:
        StoreError: they cannot be written; what was set before still is.
    """
    default = msgspec.structs.asdict(Settings())
    chosen = {key: value for key, value in msgspec.structs.asdict(settings).items() if value != default[key]}
    text = "".join(f"{key} = {_toml(value)}\n" for key, value in chosen.items() if key not in TABLES)
    for name in TABLES:
        if table := getattr(settings, name):
            held = "".join(f"{_toml(word)} = {_toml(said)}\n" for word, said in table.items())
            text += f"\n[{name}]\n{held}"
    new = folder / f".{FILE}.new"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            new.unlink()
        # What an alias says may be private: for the owner alone, whatever the umask.
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), OWNER_ONLY)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        new.chmod(OWNER_ONLY)
        new.replace(folder / FILE)
    except OSError as error:
        with contextlib.suppress(OSError):
            new.unlink()
        raise StoreError("failed", file=FILE, detail=error.strerror or "") from None


def _checked(values: dict[str, object]) -> Settings:
    try:
        return msgspec.convert(values, Settings)
    except msgspec.ValidationError as error:
        raise BadField("config", *_place_and_wish(str(error)), "") from None


def _place_and_wish(message: str) -> tuple[str, str]:
    what, _, where = message.partition(" - at `$.")
    return where.rstrip("`") or FILE, what


def _typed(key: str, value: str) -> object:
    if key == "language" and value in {"", "auto"}:
        return None
    if key == "passphrase_command":
        return _words(value)
    if value in {"true", "false"}:
        return value == "true"
    number = whole_number(value)
    return value if number is None else number


def _words(value: str) -> list[str]:
    """A program with its arguments, as a shell would take them apart; none for an empty text."""
    import shlex  # noqa: PLC0415 - only for those who set it

    try:
        return shlex.split(value)
    except ValueError:
        raise BadField("config", "passphrase_command", CHOICES["passphrase_command"], value) from None


def _with_alias(settings: Settings, word: str, value: str) -> Settings:
    """The settings with one alias more, or without it where `value` is empty."""
    if not word or word.startswith("-") or not word.isprintable() or " " in word:
        raise BadField("config", ALIAS, ALIAS + "WORD", word)
    if not value.isprintable():
        raise BadField("config", ALIAS + word, "log pay.shop w", value)
    rest = {key: said for key, said in settings.aliases.items() if key != word}
    return msgspec.structs.replace(settings, aliases=rest | {word: value} if value else rest)


def _with_key(settings: Settings, binding: str, key: str) -> Settings:
    """The settings with another key for a binding, or with its usual one where `key` is empty."""
    if not binding or not binding.isprintable() or " " in binding:
        raise BadField("config", KEY, KEY + "checkin", binding)
    if not key.isprintable() or " " in key:
        raise BadField("config", KEY + binding, "o", key)
    rest = {name: held for name, held in settings.keys.items() if name != binding}
    return msgspec.structs.replace(settings, keys=rest | {binding: key} if key else rest)


def _toml(value: object) -> str:
    if isinstance(value, int):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
