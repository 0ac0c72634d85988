"""User text made harmless to print: no escapes, no tricks of direction."""


def shown(text: str) -> str:
    """`text` on one line, with nothing in it that steers a terminal."""
    return shown_lines(text).replace("\n", " ")


def shown_lines(text: str) -> str:
    """`text` with its line ends, and nothing else in it that steers a terminal."""
    return "".join(sign if sign.isprintable() or sign == "\n" else "�" for sign in text)
