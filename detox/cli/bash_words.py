"""A typed bash line read as bash reads it, but never run; and words written so that bash takes them whole."""

import re

import msgspec

_PART = re.compile(
    r"""(?P<gap>[ \t\n]+)"""
    r"""|'(?P<single>[^']*)'|'(?P<in_single>[^']*)\Z"""
    r"""|"(?P<double>(?:[^"\\]|\\.)*)"|"(?P<in_double>(?:[^"\\]|\\.)*)(?=\\?\Z)"""
    r"""|\\(?P<joined>\n)|\\(?P<escaped>.?)"""
    r"""|(?P<plain>.)""",
    re.DOTALL,
)
_IN_DOUBLE = re.compile(r'\\([$`"\\])|\\\n')
"""What a backslash stands before in double quotes (bash(1), QUOTING); before any other sign it is a sign."""
_TO_ESCAPE = re.compile(r"(?=[\x00-\x7f])[^\w./:+,%@-]")
"""Every ASCII sign that bash may ever act upon; signs of other alphabets it takes as they are."""
_ACTIVE = frozenset("$`*?[]{}()<>|&;!~")
_ACTIVE_IN_DOUBLE = frozenset("$`!")


class TypedLine(msgspec.Struct, frozen=True, kw_only=True):
    """What stands before the cursor."""

    words: tuple[str, ...]
    """The words without their quotes, in the order typed; the last one, maybe empty, is not finished."""
    quote: str
    """The quotation mark that is open at the end; empty where none is."""
    settled: bool
    """Whether the last word is mere text: nothing in it is expanded, no backslash waits at its end."""


def read_line(line: str) -> TypedLine:
    """`line` up to the cursor, as bash will split and unquote it; what it would expand stays as typed."""
    words, quote, settled = [""], "", True
    for found in _PART.finditer(line):
        kind = str(found.lastgroup)
        if kind == "gap":
            words.append("")
            settled = True
        else:
            words[-1] += _unquoted(kind, found[kind])
            settled = settled and not _stirs(kind, found[kind])
        if found[0] != "\\":  # a lone one waits for its sign, maybe in an open quote
            quote = found[0][0] if kind.startswith("in_") else ""
    return TypedLine(words=tuple(words), quote=quote, settled=settled)


def write_word(text: str, quote: str) -> str:
    """`text` for a bash line, so that nothing in it is obeyed.

    With an open `quote` it begins and ends with that mark: readline puts its own first mark there, and its
    command that inserts every completion takes the typed mark away. Bash's history reaches into double
    quotes, so `!` stands outside them.
    """
    if quote == "'":
        return "'" + text.replace("'", "'\\''") + "'"
    if quote == '"':
        return '"' + re.sub(r'[$`"\\]', r"\\\g<0>", text).replace("!", "\"'!'\"") + '"'
    return _TO_ESCAPE.sub(r"\\\g<0>", text)


def _unquoted(kind: str, text: str) -> str:
    if kind.endswith("double"):
        return _IN_DOUBLE.sub(lambda pair: pair[1] or "", text)
    return "" if kind == "joined" else text


def _stirs(kind: str, text: str) -> bool:
    """Whether bash would do something with that part besides taking it in."""
    if kind.endswith("double"):
        return not _ACTIVE_IN_DOUBLE.isdisjoint(re.sub(r"\\.", "", text, flags=re.DOTALL))
    return text in _ACTIVE if kind == "plain" else (kind, text) == ("escaped", "")
