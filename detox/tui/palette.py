"""The palette: every action by its name, found as loosely as Textual finds it, and by its pinyin."""

from textual.command import Hit, Hits
from textual.system_commands import SystemCommandsProvider

from detox.diary.name_search import fits

BY_READING = 0.5
"""How good a hit is that is only read so; Textual's go from 0 up."""


class ActionsProvider(SystemCommandsProvider):
    """What is set and what can be done now."""

    async def search(self, query: str) -> Hits:
        """The actions whose name holds the letters that are typed, or is read so."""
        matcher = self.matcher(query)
        for name, help_text, callback, *_rest in self.app.get_system_commands(self.screen):
            score = matcher.match(name)
            if score > 0 or fits(query, (name,)):
                yield Hit(score or BY_READING, matcher.highlight(name), callback, help=help_text)
