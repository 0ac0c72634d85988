"""The drawn face: the Textual screens."""

import os

# Textual reads these when it is first imported. A screenshot or log it writes would be the diary on disk, ...
for _name in [name for name in os.environ if name.startswith("TEXTUAL")]:
    del os.environ[_name]
# ... and with the kitty protocol it loses Chinese that an input method commits.
os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
