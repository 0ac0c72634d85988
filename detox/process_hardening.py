"""What this process shows besides its files: core dumps, its memory, its arguments, its faults."""

import sys
from collections.abc import Iterator
from contextlib import suppress
from types import TracebackType

_SET_DUMPABLE = 4
"""Linux: prctl(PR_SET_DUMPABLE, 0)."""
TITLE = "detox"


def harden() -> None:
    """Do what the system allows, for the rest of this process; what it does not allow is passed over."""
    _no_core_dumps()
    _no_looking_into()
    _hide_arguments()
    sys.excepthook = fault_without_values


def fault_without_values(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Say where a fault came from, and never with what values: they may be somebody's notes."""
    if issubclass(kind, KeyboardInterrupt):
        return
    lines = ["Traceback (most recent call last, without values):"]
    lines += list(_places(trace))
    while (cause := error.__cause__ or error.__context__) is not None:
        lines.append(f"after {type(cause).__name__}")
        error = cause
    sys.stderr.write("\n".join([*lines, kind.__name__]) + "\n")


def _places(trace: TracebackType | None) -> Iterator[str]:
    """The lines of the way there, outermost first; `traceback` would read the sources, too."""
    while trace:
        code = trace.tb_frame.f_code
        yield f"  {code.co_filename}:{trace.tb_lineno} {code.co_name}"
        trace = trace.tb_next


def _no_core_dumps() -> None:
    """A core dump is the memory of the program, written to the disk: every note that was read."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Windows has none

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _no_looking_into() -> None:
    """Let no other program of the same account read this one's memory, where Linux can be told so."""
    if sys.platform != "linux":
        return
    import ctypes  # noqa: PLC0415 - 2 ms that only Linux pays

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)


def _hide_arguments() -> None:
    """Take what was typed behind the command out of the list of processes, where that is installed.

    It stood there for the moment that Python takes to start.
    """
    with suppress(ImportError):
        import setproctitle  # noqa: PLC0415 - an extra that most do not have

        setproctitle.setproctitle(TITLE)
