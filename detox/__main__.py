"""The front door: the language, the diary, the right face, the exit code."""

import gc

gc.set_threshold(200_000)  # starting makes a hundred thousand objects and frees none of them

import os
import sys
from collections.abc import Sequence

from detox.cli import parsed, run
from detox.cli.call import Call, Doors, Exit
from detox.diary import Diary
from detox.errors import Damaged, DetoxError
from detox.offline import guard
from detox.settings import Settings
from detox.words import best_language, environment_language, speak


def main(argv: Sequence[str] | None = None) -> int:
    """Run one call of the program; its exit code. Every refusal is said here, on standard error."""
    argv = sys.argv[1:] if argv is None else argv
    guard()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a name in Chinese must not crash a Latin-1 terminal
    speak(best_language(_wish(argv), environment_language(dict(os.environ))))
    try:
        code = _answer(argv)
        sys.stdout.flush()
    except DetoxError as error:
        return _refuse(error)
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone; that is no mistake of anybody's.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except SystemExit as leaving:  # argparse: help was read, or the call made no sense
        return int(leaving.code or 0)
    return code


def _answer(argv: Sequence[str]) -> int:
    from detox import wiring

    settings = wiring.load_settings()
    if settings.language and not _wish(argv):
        speak(settings.language)
    args = parsed(argv)
    home, state = wiring.folders(getattr(args, "home", None))
    doors = Doors(
        diary=lambda: wiring.open_diary(home, state, settings),
        throw_away=lambda folder, now: wiring.open_diary(folder, folder / ".state", settings, now=now),
        keep=wiring.save_settings,
        screens=lambda diary: _screens(diary, settings),
    )
    call = Call(args, settings=settings, doors=doors)
    if args.command is not None:
        return run(call)
    from detox.cli.journal_commands import open_diary

    return open_diary(call)


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
    from detox.messages import refusal

    sys.stderr.write(refusal(error) + "\n")
    return Exit.DAMAGED if isinstance(error, Damaged) else Exit.REFUSED


if __name__ == "__main__":
    sys.exit(main())
