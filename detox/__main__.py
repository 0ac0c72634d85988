"""The front door: the language, the diary, the right face, the exit code."""

import gc

gc.set_threshold(200_000)  # starting makes a hundred thousand objects and frees none of them

import os
import sys

from detox.optional_modules import left_out

with left_out("typing_extensions"):  # `inspect` and all its kin come with it, which is 8 ms
    import msgspec as _msgspec  # noqa: F401

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from detox.cli.call import Call, Doors, Exit
from detox.cli.passphrase_sources import Passphrases, unlock
from detox.diary import Diary
from detox.diary.sealing import Sealing
from detox.errors import Damaged, DetoxError, Locked, StoreError
from detox.offline import guard
from detox.process_hardening import harden
from detox.settings import Settings
from detox.standard_streams import decoded_argument, standard_streams
from detox.words import best_language, environment_language, speak

if TYPE_CHECKING:
    from argparse import Namespace

PATHS = {"home", "file", "export", "paths", "driver"}
"""The arguments that name files; to `import` the plan is one, too."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one call of the program; its exit code. Every refusal is said here, on standard error."""
    if argv is None:
        harden()
    argv = sys.argv[1:] if argv is None else argv
    guard()
    with standard_streams():
        speak(best_language(_wish(argv), environment_language(dict(os.environ))))
        code = _ended(lambda: _answer(argv))
        # What was printed may only now turn out to go nowhere.
        return _ended(lambda: code, flush=True) or code


def _ended(answer: Callable[[], int], *, flush: bool = False) -> int:
    """The exit code of a call, however it ends."""
    try:
        code = answer()
        if flush:
            sys.stdout.flush()
    except DetoxError as error:
        return _refuse(error)
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:  # the reader of our output has gone; that is no mistake of anybody's
        return Exit.DONE
    except SystemExit as leaving:  # argparse: help was read, or the call made no sense
        return int(leaving.code or 0)
    return code


def _answer(argv: Sequence[str]) -> int:
    from detox import wiring

    settings = wiring.load_settings()
    if settings.language and not _wish(argv):
        speak(settings.language)
    args = _asked(argv, settings)
    home, state = wiring.folders(getattr(args, "home", None))
    sealing = wiring.sealing_of(home, state)
    passphrases = Passphrases(getattr(args, "passphrase_fd", None), settings.passphrase_command)

    def unlocked() -> Diary:
        if sealing.is_locked:
            unlock(sealing, passphrases)
        return wiring.open_own(home, state, settings, sealing)

    doors = Doors(
        diary=unlocked,
        throw_away=lambda folder, now: wiring.open_diary(folder, folder / ".state", settings, now=now),
        keep=wiring.save_settings,
        screens=lambda diary: _screens(diary, settings),
        folders=lambda: wiring.all_folders(home, state),
        own_screens=lambda: _own_screens(home, state, sealing, passphrases),
        sealing=lambda: sealing,
        passphrases=passphrases,
    )
    call = Call(args, settings=settings, doors=doors)
    if args.command is None:
        from detox.cli.bare_call import open_diary

        return open_diary(call)
    from detox.cli.parser import run

    try:
        return run(call)
    except StoreError as error:
        error.typed = call.typed()
        raise


def _asked(argv: Sequence[str], settings: Settings) -> "Namespace":
    """What the command line asks for, every text in it decoded.

    Raises:
        SystemExit: help was asked for (0), or the call makes no sense (2).
        UndecodableText: a text is none.
    """
    if not argv:  # the screens: they wait for no parser, which is 3 ms
        return cast("Namespace", SimpleNamespace(command=None))
    from detox.cli.parser import parsed

    args = parsed(argv, settings.aliases)
    _decode(args)
    return args


def _decode(args: "Namespace") -> None:
    """Let every text be one; the names of files stay the bytes that they are.

    Raises:
        UndecodableText: one is not.
    """
    for name, value in vars(args).items():
        if name in PATHS or (name, args.command) == ("plan", "import"):
            continue
        if isinstance(value, str):
            setattr(args, name, decoded_argument(value))
        elif isinstance(value, list):
            setattr(args, name, [decoded_argument(v) if isinstance(v, str) else v for v in value])


def _own_screens(home: Path, state: Path, sealing: Sealing, passphrases: Passphrases) -> int:
    """The screens of the person's own diary, as often as they are locked and opened again; the exit code."""
    from detox import wiring
    from detox.tui.app import LOCKED, OPEN_ANEW, open_screens

    program = (lambda: passphrases.old("")) if passphrases.is_automatic else None
    if program and sealing.is_locked:
        with suppress(Locked):  # then it is asked for on the screen
            unlock(sealing, passphrases)
    while True:
        settings = wiring.load_settings()  # they may have been changed on the screens
        if sealing.is_locked:
            from detox.tui.locked_app import unlock_screen

            code = unlock_screen(sealing, settings, program)
            if code is not None:
                return code
        diary = wiring.open_own(home, state, settings, sealing)
        code = open_screens(diary, settings, keep=wiring.save_settings)
        if code == LOCKED:
            sealing.lock()
        elif code != OPEN_ANEW:
            return code


def _screens(diary: Diary, settings: Settings) -> int:
    from detox import wiring
    from detox.tui.app import open_screens

    return open_screens(diary, settings, keep=wiring.save_settings)


def _wish(argv: Sequence[str]) -> str | None:
    for n, word in enumerate(argv):
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
        if word == "--lang" and n + 1 < len(argv):
            return argv[n + 1]
    return None


def _refuse(error: DetoxError) -> int:
    from detox.cli.terminal_lines import fitted
    from detox.messages import refusal, typed_text

    sys.stderr.write(fitted(refusal(error), sys.stderr) + "\n")
    if isinstance(error, StoreError) and error.typed:
        sys.stderr.write(typed_text(error.typed) + "\n")
    if isinstance(error, Locked) and error.reason != "another key":
        return Exit.LOCKED
    return Exit.DAMAGED if isinstance(error, Damaged) else Exit.REFUSED


if __name__ == "__main__":
    sys.exit(main())
