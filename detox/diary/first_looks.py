"""Which screens were opened once on this machine; it is kept in the state folder and nowhere else."""

from detox.diary.context import DiaryContext
from detox.storage.local_state import LocalState

SEEN = "screens-seen"


class FirstLooks:
    """The names of screens, each at most once."""

    def __init__(self, context: DiaryContext) -> None:
        self._local_state = LocalState(context.store.paths)
        self._seen: set[str] | None = None

    def is_first(self, screen: str) -> bool:
        """Whether a screen was never opened before."""
        if self._seen is None:
            self._seen = set(self._local_state.read(SEEN).split())
        return screen not in self._seen

    def seen(self, screen: str) -> None:
        """Note that it was.

        Raises:
            StoreError: it could not be noted; it counts as seen until the program ends.
        """
        if self.is_first(screen):
            self._seen = {*(self._seen or ()), screen}
            self._local_state.write(SEEN, " ".join(sorted(self._seen)))
