"""The seven screens by the names of their modes; all but the first are fetched when they are needed."""

from importlib import import_module

from detox.tui.diary_screen import DiaryScreen

CLASSES = {
    "today": "TodayScreen",
    "week": "WeekScreen",
    "journal": "JournalScreen",
    "ties": "TiesScreen",
    "people": "PeopleScreen",
    "trial": "TrialScreen",
    "list": "ListScreen",
}
"""Each stands in a file that is called after its mode."""


def screen_class(mode: str) -> type[DiaryScreen]:
    """The screen of a mode; imported late: six more would hold the first picture up by a sixth.

    Raises:
        KeyError: there is no such mode.
    """
    name = CLASSES[mode]
    found: type[DiaryScreen] = getattr(import_module(f"detox.tui.{mode}_screen"), name)
    return found
