"""A deed from its first note to its last file: done whole, finished after a crash, or not done at all."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from detox.errors import Forbidden, StoreError
from detox.storage.deeds import DOING, DONE, UNDONE, Deed, Deeds
from detox.storage.shelf import Shelf, refusal
from detox.storage.work import Work


@contextmanager
def writing(shelf: Shelf) -> Iterator[Work]:
    """Hold the lock, with everything in order, for one deed.

    Raises:
        StoreError: another Detox is saving, or the disk does not do what it should.
    """
    with shelf.locked():
        try:
            _finish_what_was_cut_short(shelf)
            yield Work(shelf)
        except OSError as error:
            raise refusal(error) from None


def do(work: Work, name: str, *, of: str = "") -> None:
    """Put a deed on the disk; `of` is the number of the deed that it turns. The lock is held."""
    if not work.touched:
        return
    deeds = Deeds(work.shelf)
    at = work.shelf.now().isoformat(timespec="seconds")
    deed = Deed(deed=name, at=at, touched=tuple(work.touched.values()), of=of)
    several = len({touched.file for touched in deed.touched}) > 1
    path = deeds.begin(deed, durable=several)
    try:
        work.commit()
    except BaseException:
        if _nothing_is_there(work.shelf, deed):  # else it will be finished, and none of it lost
            work.shelf.drop(path)
        raise
    with suppress(OSError):  # it is done; the next write puts the list in order
        deeds.finish(path, deed)


def turn(shelf: Shelf, verb: str) -> Deed:
    """Undo the last deed, or redo the one undone last; says which one it was.

    Raises:
        Forbidden: there is none, or what it wrote has changed since; nothing has changed.
    """
    there, back = (DONE, UNDONE) if verb == "undo" else (UNDONE, DONE)
    with writing(shelf) as work:
        deeds = Deeds(shelf)
        paths = deeds.paths(there)
        for path in paths[::-1] if verb == "undo" else paths:
            deed = deeds.read(path)
            if deed is None:
                shelf.drop(path)
                continue
            _turn_records(work, deed, verb)
            if work.touched:
                do(work, verb, of=path.stem)
                return deed
            shelf.disk.replace(path, path.with_suffix(back))  # so it is already
    raise Forbidden(f"nothing to {verb}")


def _turn_records(work: Work, deed: Deed, verb: str) -> None:
    for touched in deed.touched:
        ends = (touched.before, touched.after)
        if not work.turn(touched.place, *(ends if verb == "undo" else ends[::-1])):
            raise Forbidden("changed since")


def _nothing_is_there(shelf: Shelf, deed: Deed) -> bool:
    with suppress(OSError, StoreError):
        work = Work(shelf)
        return all(work.doc(touched.place) == touched.before for touched in deed.touched)
    return False


def _finish_what_was_cut_short(shelf: Shelf) -> None:
    deeds = Deeds(shelf)
    for path in deeds.paths(DOING):
        deed = deeds.read(path)
        if deed is None:
            shelf.drop(path)
            continue
        work = Work(shelf)
        for touched in deed.touched:
            work.finish(touched)
        if work.touched:
            work.commit()
        work.make_even()
        deeds.finish(path, deed)
