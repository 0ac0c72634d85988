"""Makes the tables of Chinese signs: `python -m tests.data.chinese_signs` writes them."""

from collections import defaultdict
from pathlib import Path

import opencc
import pypinyin

from detox.diary import pinyin

FIRST, LAST = 0x4E00, 0x9FA5
"""The signs of Unicode 1.1 (CJK Unified Ideographs): all that any Chinese input method of today offers."""
MOST_READINGS = 2
"""Further readings of one sign are read only in the classics."""


def simplified() -> dict[str, str]:
    """Every traditional sign with its simplified one, as OpenCC's table has them."""
    table = Path(opencc.__file__).parent / "dictionary" / "TSCharacters.txt"
    rows = (line.split() for line in table.read_text(encoding="utf-8").splitlines())
    pairs = {row[0]: row[1] for row in rows if len(row) > 1}
    return {old: new for old, new in pairs.items() if old != new and len(new) == 1 and _is_common(old, new)}


def traditional_text() -> str:
    """The table of traditional signs: two lines, the old signs and the new ones in the same order."""
    pairs = sorted(simplified().items())
    return "".join(old for old, _new in pairs) + "\n" + "".join(new for _old, new in pairs) + "\n"


def pinyin_text() -> str:
    """The table of readings: on each line a syllable, the signs read so first, and those read so besides."""
    first, besides = defaultdict(list), defaultdict(list)
    old = simplified()
    for sign in map(chr, range(FIRST, LAST + 1)):
        readings = [] if sign in old else _readings(sign)
        for n, reading in enumerate(readings):
            (besides if n else first)[reading].append(sign)
    lines = (
        f"{said} {''.join(first[said]) or '-'} {''.join(besides[said])}" for said in sorted(first | besides)
    )
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _readings(sign: str) -> list[str]:
    style = pypinyin.Style.NORMAL
    found = pypinyin.pinyin(sign, style=style, heteronym=True, errors="ignore", v_to_u=False)
    said = [reading for reading in (found[0] if found else []) if reading.isascii() and reading.isalpha()]
    return list(dict.fromkeys(said))[:MOST_READINGS]


def _is_common(*signs: str) -> bool:
    return all(FIRST <= ord(sign) <= LAST for sign in signs)


if __name__ == "__main__":
    pinyin.READINGS.write_text(pinyin_text(), encoding="utf-8")
    pinyin.TRADITIONAL.write_text(traditional_text(), encoding="utf-8")
