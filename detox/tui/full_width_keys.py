"""Keys as a Chinese input method sends them: full-width letters, digits and marks, and their plain twins."""

import unicodedata

from textual.events import Key
from textual.keys import _character_to_key

MARKS = {
    "【": "[", "】": "]", "「": "[", "」": "]", "、": "/", "。": ".", "《": "<", "》": ">", "，": ",",
    "？": "?", "！": "!", "：": ":", "；": ";", "\N{IDEOGRAPHIC SPACE}": " ", "·": "`", "￥": "$",
}  # fmt: skip
"""What the common Chinese input methods write at the keys of these plain marks."""


def plain_twin(event: Key) -> Key:
    """The key of the plain sign that stands on the same key; the same event where it is plain already."""
    typed = event.character or ""
    plain = MARKS.get(typed) or unicodedata.normalize("NFKC", typed)
    if plain == typed or len(plain) != 1 or not plain.isascii():
        return event
    return Key(_character_to_key(plain), plain)
