"""The house has no telephone: a guard that stops every way to a network, should a mistake ever try one."""

import sys

UNIX = 1  # socket.AF_UNIX; importing socket to say so would break the contract
HERE = ("127.0.0.1", "::1", "localhost")
FORBIDDEN = frozenset(
    {
        "socket.connect",
        "socket.bind",
        "socket.sendto",
        "socket.sendmsg",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.gethostbyaddr",
        "socket.getnameinfo",
        "urllib.Request",
        "http.client.connect",
        "smtplib.connect",
        "ftplib.connect",
        "webbrowser.open",
    }
)
TELEPHONES = ("ssl", "http.client", "urllib.request", "smtplib", "ftplib", "webbrowser")

_attempts: list[str] = []
_stands = False


class Telephone(RuntimeError):
    """Something in this program tried to reach a network; that is a bug, and it was stopped."""


def guard() -> None:
    """Stop every attempt from here on, in this process; it cannot be taken away again."""
    global _stands  # noqa: PLW0603 - one process, one guard
    if not _stands:
        _stands = True
        sys.addaudithook(_listen)


def attempts() -> list[str]:
    """What was stopped so far."""
    return list(_attempts)


def stands() -> bool:
    """Whether the guard stops an attempt, tried out."""
    try:
        sys.audit("socket.getaddrinfo", "example.invalid", 0, 0, 0, 0)
    except Telephone:
        _attempts.pop()
        return True
    return False


def telephones() -> list[str]:
    """Modules that could reach a network and are loaded now."""
    return [name for name in TELEPHONES if name in sys.modules]


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    if event in FORBIDDEN and not _inside(event, arguments):
        _attempts.append(event)
        raise Telephone(event)


def _inside(event: str, arguments: tuple[object, ...]) -> bool:
    # An event loop wakes itself through a pair of sockets; Windows has none but through its own loopback.
    if event not in {"socket.connect", "socket.bind"} or len(arguments) < 2:  # noqa: PLR2004 - socket, address
        return False
    made, address = arguments[0], arguments[1]
    if getattr(made, "family", None) == UNIX:
        return True
    return sys.platform == "win32" and isinstance(address, tuple) and address[0] in HERE
