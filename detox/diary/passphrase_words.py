"""A passphrase to suggest: words that are short, known to everybody, and drawn by chance."""

import secrets
from pathlib import Path

WORDS = Path(__file__).with_name("passphrase_words.txt")
"""1,296 English words (EFF's short list, 2016): letters that every keyboard has, in either language."""
COUNT = 6
"""Words: 62 bits, thousands of years at the second that a guess costs."""


def suggested_passphrase() -> str:
    """Six words by chance, with a blank between them."""
    words = [line for line in WORDS.read_text("ascii").splitlines() if not line.startswith("#")]
    return " ".join(secrets.choice(words) for _ in range(COUNT))
