"""Every message once, in both languages, beside where it is said: `python -m tests.messages_in_context`.

For whoever reads all of them as one text; a message that no code says stands at the end.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
PO = ROOT / "detox" / "locale" / "zh_Hans" / "LC_MESSAGES" / "detox.po"
MARKS = {"_", "N_", "ngettext", "pgettext", "NP_"}


def said_in(path: Path) -> Iterator[tuple[int, str]]:
    """The line and the English of each message that a file says, in the file's order."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
            texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
            yield from ((node.lineno, text) for text in texts if isinstance(text, str) and text)


def main() -> None:
    """Print them by file, each at the first place it is said."""
    out = sys.stdout.write
    chinese: dict[str, str] = {}
    with PO.open("rb") as file:
        for message in read_po(file, locale="zh_Hans"):
            told = message.string if isinstance(message.string, str) else " / ".join(message.string)
            for text in (message.id,) if isinstance(message.id, str) else message.id:
                chinese.setdefault(text, told)
    chinese.pop("", None)
    for path in sorted((ROOT / "detox").rglob("*.py")):
        here = sorted(found for found in said_in(path) if found[1] in chinese)
        if here:
            out(f"\n== {path.relative_to(ROOT)}\n")
        for line, text in here:
            if text in chinese:
                out(f"{line:4}  {text}\n      {chinese.pop(text)}\n")
    out("\n== said by no code of ours, or by argparse\n")
    for text, told in chinese.items():
        out(f"      {text}\n      {told}\n")


if __name__ == "__main__":
    main()
