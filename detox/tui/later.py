"""What the first picture does without: five screens and every dialog, fetched once the list stands there.

All of them at the start would hold it up by a sixth; whoever is quicker than the fetching waits for one.
"""

import gc

from textual.screen import Screen

from detox.charts import plotext_adapter


def week() -> Screen[None]:
    """The second screen."""
    from detox.tui.week_screen import WeekScreen

    return WeekScreen()


def journal() -> Screen[None]:
    """The third screen."""
    from detox.tui.journal_screen import JournalScreen

    return JournalScreen()


def ties() -> Screen[None]:
    """The fourth screen."""
    from detox.tui.ties_screen import TiesScreen

    return TiesScreen()


def people() -> Screen[None]:
    """The fifth screen."""
    from detox.tui.people_screen import PeopleScreen

    return PeopleScreen()


def trial() -> Screen[None]:
    """The sixth screen."""
    from detox.tui.trial_screen import TrialScreen

    return TrialScreen()


def fetch() -> None:
    """Fetch everything ahead of its first use, and the drawing library; safe in a thread."""
    from detox.tui import (  # noqa: F401
        app_dialogs,
        journal_screen,
        people_screen,
        preferences,
        reflection_dialogs,
        review,
        ties_screen,
        trial_screen,
        urge,
        week_screen,
    )

    plotext_adapter.load()
    gc.freeze()
    gc.set_threshold(20_000)
