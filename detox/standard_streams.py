"""Standard input, output and error as they may be: closed, full, or in another encoding."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from detox.errors import Forbidden, UndecodableText

_CHINESE = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030"}
"""A console that says GB 2312 or GBK sends what GB 18030 holds."""


@contextmanager
def standard_streams() -> Iterator[None]:
    """Let the three streams be safe to use while the block runs.

    Text that comes in and cannot be read is refused; what can be read no more is said to nobody; an answer
    that cannot be written is a refusal.
    """
    _fill_closed()
    held = sys.stdin, sys.stdout, sys.stderr
    for stream in held:
        if hasattr(stream, "reconfigure"):
            # A name in Chinese must not crash a Latin-1 terminal; a byte that is no text is seen to below.
            stream.reconfigure(errors="surrogateescape" if stream is held[0] else "replace")
    sys.stdin = TextInput(held[0])
    sys.stdout = AnswerOutput(held[1])
    sys.stderr = TalkOutput(held[2])
    try:
        yield
    finally:
        sys.stdin, sys.stdout, sys.stderr = held


def decoded_argument(text: str) -> str:
    """A text of the command line.

    Raises:
        UndecodableText: it holds bytes that are no text in the encoding of the terminal, nor in UTF-8.
    """
    return _understood(text, sys.getfilesystemencoding())


class _StandardStream:
    """A stream, with everything that is not said here."""

    def __init__(self, stream: Any) -> None:  # noqa: ANN401 - a text or a byte stream, or a test's stand-in
        self._stream = stream

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the stream has
        return getattr(self._stream, name)


class TextInput(_StandardStream):
    """Standard input; every text out of it can be kept."""

    def read(self) -> str:
        """All of it, in UTF-8 or the encoding of the terminal.

        Raises:
            UndecodableText: it is in neither.
            Forbidden: it cannot be read.
        """
        with _readable():
            if self._stream.isatty() or not hasattr(self._stream, "buffer"):
                return _understood(self._stream.read(), self._encoding())
            data: bytes = self._stream.buffer.read()
        text = _decoded(data, self._encoding()).removeprefix("\ufeff")
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def readline(self) -> str:
        """The next line with its end; empty at the end of the input.

        Raises:
            UndecodableText: it is in another encoding.
            Forbidden: it cannot be read.
        """
        with _readable():
            line: str = self._stream.readline()
        return _understood(line, self._encoding())

    def _encoding(self) -> str:
        return str(getattr(self._stream, "encoding", None) or "utf-8")


class AnswerOutput(_StandardStream):
    """Standard output; what it does not take is a refusal."""

    @property
    def buffer(self) -> "AnswerOutput":
        """The same for bytes."""
        return AnswerOutput(self._stream.buffer)

    def write(self, data: Any) -> int:  # noqa: ANN401 - text or bytes
        """Write text or, as `buffer`, bytes.

        Raises:
            Forbidden: the system does not take it.
        """
        with self._taken():
            written: int = self._stream.write(data)
        return written

    def flush(self) -> None:
        """Let everything go out.

        Raises:
            Forbidden: the system does not take it.
        """
        with self._taken():
            self._stream.flush()

    @contextmanager
    def _taken(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError:  # the reader has what they wanted
            _abandon(self._stream)
            raise
        except OSError as error:
            _abandon(self._stream)
            raise Forbidden("cannot answer", why=os.strerror(error.errno or 0)) from None


class TalkOutput(_StandardStream):
    """Standard error; where nobody hears it, only words are lost: the deed is done or refused anyway."""

    def write(self, text: str) -> int:
        """Say it, if it can be said."""
        try:
            self._stream.write(text)
        except (OSError, ValueError):
            _abandon(self._stream)
        return len(text)

    def flush(self) -> None:
        """Let it be heard."""
        try:
            self._stream.flush()
        except (OSError, ValueError):
            _abandon(self._stream)


class _Closed(io.RawIOBase):
    """A standard output that was closed before the program began."""

    given_up = False

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:  # noqa: ANN401 - bytes of any kind
        if not self.given_up:
            raise OSError(9, "Bad file descriptor")
        return len(data)


def _fill_closed() -> None:
    """Where a stream is closed, its number would go to the next file that is opened: the diary's."""
    while sys.stdin is None or sys.stdout is None or sys.stderr is None:
        number = os.open(os.devnull, os.O_RDWR)
        if number > 2:  # noqa: PLR2004 - the last of the three
            os.close(number)
            break
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 - lives as long as the program
    if sys.stdout is None:
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(_Closed()), encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115


def _abandon(stream: Any) -> None:  # noqa: ANN401 - a stream
    """Let what still waits in a stream go nowhere, or leaving would try it again and complain."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    _Closed.given_up = True
    with suppress(OSError, ValueError):
        stream.flush()


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Forbidden("cannot read", name="-", why=os.strerror(error.errno or 0)) from None


def _understood(text: str, encoding: str) -> str:
    """A text whose bytes may have been carried through."""
    if not any("\ud800" <= sign <= "\udfff" for sign in text):
        return text
    try:
        data = text.encode(encoding, "surrogateescape")
    except UnicodeEncodeError:  # half of a pair, which no system sends
        data = text.encode("utf-8", "surrogatepass")
    return _decoded(data, encoding)


def _decoded(data: bytes, encoding: str) -> str:
    for known in ("utf-8", _CHINESE.get(encoding.lower().replace("-", ""), encoding)):
        with suppress(UnicodeDecodeError, LookupError):
            return data.decode(known)
    raise UndecodableText(data.decode("utf-8", "backslashreplace"), encoding)
