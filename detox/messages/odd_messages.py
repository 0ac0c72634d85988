"""What is odd about this machine, told as what it is: a home moved away, a clock set back."""

from datetime import date

from detox.messages import long_day, quoted
from detox.words import _


def home_gone_text(folder: str) -> str:
    """The home is not there: what is shown, and why nothing is written."""
    said = _(
        "The diary's folder is not there: it was moved, or is not mounted. "
        "What you see is its copy; nothing is written until it is back: {folder}"
    )
    return said.format(folder=quoted(folder))


def clock_behind_text(written: date, today: date) -> str:
    """The clock is behind what was written: what that means for what is written now."""
    said = _(
        "This machine's clock says {today}, but you have written up to {last}. "
        "If it was set back, set it right first: what you write now belongs to {today}."
    )
    return said.format(today=long_day(today), last=long_day(written))
