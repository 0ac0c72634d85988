"""The drawn face: the Textual screens."""

import os

from detox.optional_modules import left_out

with left_out("ssl"):  # asyncio takes it in, and OpenSSL with it: 5 MB and 9 ms for lines that we never open
    import asyncio as _asyncio  # noqa: F401

# Textual reads these when it is first imported. A screenshot or log it writes would be the diary on disk, ...
for _name in [name for name in os.environ if name.startswith("TEXTUAL")]:
    del os.environ[_name]
# ... and with the kitty protocol it loses Chinese that an input method commits.
os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
# It lays out and draws at the next tick of this rate, and misses up to one: at its own 60 that is up to 33 ms
# between a key and what it changes, several times over where one layout asks for another.
os.environ["TEXTUAL_FPS"] = "240"
