"""Files from the screens: a log, a report, a letter written; a file taken in; where everything lies."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import ProgressBar, Static

from detox.diary import Diary
from detox.diary.pinyin import simplified
from detox.errors import BadField, DetoxError, StoreError
from detox.exchange import log, redact
from detox.exchange.csv_tables import to_csv
from detox.exchange.redact import PARTS
from detox.exchange.report import Report
from detox.exchange.report_html import to_html
from detox.exchange.report_markdown import to_markdown
from detox.exchange.written_files import write_file, zipped
from detox.messages.file_messages import folders_text, written_text
from detox.messages.journal_text import journal_text
from detox.messages.redact_messages import left_in_report_text, left_text
from detox.messages.report_facts import facts_of
from detox.messages.report_letter import letter
from detox.messages.report_text import report as told
from detox.tui.dialog import Dialog, Keys
from detox.tui.diary_screen import DiaryScreen
from detox.tui.file_reading import TakenFile, read_taken, take_in
from detox.tui.path_field import PathField, offered_path, typed_path
from detox.tui.prose import Prose
from detox.tui.refusals import refusal_text
from detox.tui.standard_dialogs import InfoDialog
from detox.tui.styled_lines import Line
from detox.words import N_, _

LOG, TABLES, JOURNAL = (".json",), (".zip",), (".md", ".markdown")
PAGE = (".html", ".htm")
LOOKING = 0.1
"""Seconds between looks at how far a file is read."""
DONE_KEYS: Keys = (("enter", N_("close")), ("esc", N_("close")))
TAKE_KEYS: Keys = (("enter", N_("take it in")), ("esc", N_("leave as it was")))
FileWork = Callable[[str, "Counter"], Awaitable[str]]
"""What is done with the file that was named; it says what came of it."""
Make = Callable[[Diary, str], Callable[[], str | bytes]]
"""Reads the diary for a file of that name; what it gives makes the content, away from the diary."""


class Counter:
    """How far a work is, told from another thread."""

    def __init__(self) -> None:
        self.done, self.whole = 0, 0

    def step(self) -> None:
        """One more."""
        self.done += 1


class FileDialog(Dialog[bool]):
    """One name of a file; it says how far it is, and what came of it."""

    BROAD = True
    KEYS: ClassVar[Keys] = (
        ("enter", N_("write it")),
        ("tab", N_("complete")),
        ("esc", N_("leave as it was")),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", N_("write it"), show=False, id="file.keep"),
    ]

    def __init__(self, question: str, name: str, hint: str, work: FileWork) -> None:
        super().__init__(question)
        self.name_at_first, self.hint, self.work = name, hint, work
        self.busy = self.done = False
        self.counter = Counter()

    def body(self) -> ComposeResult:
        """The name, what it may be, how far it is, and what came of it."""
        yield PathField(self.name_at_first)
        yield Prose(self.hint, classes="hint file-hint", markup=False)
        yield ProgressBar(id="progress", show_eta=False, show_percentage=False)
        yield Prose(id="outcome", markup=False)

    def on_mount(self) -> None:
        """Look now and then how far it is."""
        super().on_mount()
        self.set_interval(LOOKING, self._show_progress)

    def on_input_submitted(self) -> None:
        """Enter begins."""
        self.action_keep()

    def action_keep(self) -> None:
        """Begin; once it is done, close."""
        if self.done:
            self.dismiss(result=True)
        elif not self.busy:
            self.run_worker(self._work(), exclusive=True, exit_on_error=True)

    def action_leave(self) -> None:
        """Close; what is being written or read is finished first."""
        if not self.busy:
            self.dismiss(self.done or None)

    async def _work(self) -> None:
        self.busy, self.counter = True, Counter()
        self.query_one("#refused").remove_class("open")
        self.query_one("#progress").add_class("open")
        try:
            said = await self._named_work()
        except DetoxError as error:
            self.query_one("#refused", Static).update(refusal_text(error))
            self.query_one("#refused").add_class("open")
        else:
            self.tell(said)
        finally:
            self.busy = False
            self.query_one("#progress").remove_class("open")

    async def _named_work(self) -> str:
        name = typed_path(self.query_one(PathField).value)
        if not name:
            raise BadField("form", _("file"), _("the name of a file"), "")
        return await self.work(name, self.counter)

    def tell(self, said: str) -> None:
        """Say what came of it; there is nothing more to ask."""
        self.done = True
        self.query_one("#outcome", Static).update(said)
        self.query_one("#outcome").add_class("open")
        self.query_one(PathField).disabled = True
        self.set_focus(None)
        self.show_keys(DONE_KEYS)

    def _show_progress(self) -> None:
        counter = self.counter
        self.query_one(ProgressBar).update(total=counter.whole or None, progress=counter.done)


class TakeInDialog(FileDialog):
    """The file is read first and what is in it is said; the next Enter takes it in."""

    KEYS: ClassVar[Keys] = (("enter", N_("read it")), ("tab", N_("complete")), ("esc", N_("leave as it was")))

    def __init__(self, diary: Diary) -> None:
        hint = _("a log or tables of Detox, or another program's file; nothing is written before you say so")
        super().__init__(_("Take in a file"), offered_path(""), hint, self._read)
        self.diary = diary
        self.taken: TakenFile | None = None

    async def _read(self, name: str, counter: Counter) -> str:
        if self.taken is None:
            self.taken = await read_taken(self.diary, name, counter)
            return self.taken.said
        return take_in(self.diary, self.taken)

    def tell(self, said: str) -> None:
        """What is in it, and at the second time what came of it."""
        first = self.taken is not None and said == self.taken.said
        super().tell(said)
        if first:
            self.done = False
            self.show_keys(TAKE_KEYS)


def ask_write(screen: DiaryScreen, question: str, name: str, hint: str, make: Make, *, hidden: bool) -> None:
    """Ask for a name and write a new file there; one that is there already is never replaced."""

    async def write(given: str, _counter: Counter) -> str:
        produce = make(screen.diary, given)
        content = await asyncio.to_thread(produce)
        await asyncio.to_thread(write_file, given, content)
        if screen.host.settings.remember_exports:
            with suppress(StoreError):  # the file is there, whatever becomes of the list
                screen.diary.exports.remember(Path(_whole(given)))
        return written_text(_whole(given), hidden=hidden)

    screen.app.push_screen(FileDialog(question, name, hint, write))


def _whole(name: str) -> str:
    """A name from the root on."""
    return os.path.abspath(name)  # noqa: PTH100 - Path's resolves links, too


def ask_export(screen: DiaryScreen, *, hidden: bool) -> None:
    """The diary as a log, as tables or as a journal, by the ending of the name."""

    def make(diary: Diary, name: str) -> Callable[[], str | bytes]:
        snapshot, moment = diary.snapshot(versions=not hidden), diary.moment
        snapshot = redact.redacted(snapshot, set(PARTS), fold=simplified) if hidden else snapshot
        ending = Path(name).suffix.lower()
        if ending in JOURNAL:
            text = journal_text(snapshot)
            return lambda: text
        if ending in TABLES:
            return lambda: zipped(to_csv(snapshot))
        if ending in LOG:
            return lambda: log.to_json(snapshot, exported_at=moment)
        raise BadField("export", _("file"), " | ".join((*LOG, *TABLES, JOURNAL[0])), ending or name)

    question = _("Write the diary without names and notes") if hidden else _("Write the diary to a file")
    hint = _(".json is a log that comes in again, .zip holds tables, .md is a journal to read")
    if hidden:
        redacted = redact.redacted(screen.diary.snapshot(), set(PARTS), fold=simplified)
        hint = "\n".join([hint, *left_text(redacted, PARTS)])
    ask_write(screen, question, offered_path(f"detox-{screen.diary.today}.json"), hint, make, hidden=hidden)


def ask_report(screen: DiaryScreen, *, hidden: bool) -> None:
    """A report to read, print and keep."""

    def make(diary: Diary, name: str) -> Callable[[], str | bytes]:
        return _page(told(facts_of(diary, hidden=hidden)), name)

    question = _("Write a report without names and notes") if hidden else _("Write a report")
    hint = _(".html is a page to read and print, .md is plain text")
    hint = "\n".join([hint, *left_in_report_text(screen.diary.life)]) if hidden else hint
    name = offered_path(f"detox-{screen.diary.today}.html")
    ask_write(screen, question, name, hint, make, hidden=hidden)


def ask_letter(screen: DiaryScreen) -> None:
    """The letter to a witness: the rule's code and day, at the end the answer; no names."""

    def make(diary: Diary, name: str) -> Callable[[], str | bytes]:
        diary.trial.needed()
        return _page(letter(facts_of(diary, hidden=True)), name)

    hint = _(".html is a page to read and print, .md is plain text")
    name = offered_path(f"detox-{screen.diary.today}-letter.html")
    ask_write(screen, _("Write a letter to a witness"), name, hint, make, hidden=True)


def _page(report: Report, name: str) -> Callable[[], str]:
    ending = Path(name).suffix.lower()
    if ending in JOURNAL:
        return lambda: to_markdown(report)
    if ending in PAGE:
        return lambda: to_html(report)
    raise BadField("report", _("file"), f"{PAGE[0]} | {JOURNAL[0]}", ending or name)


def ask_take_in(screen: DiaryScreen) -> None:
    """A file to take in."""
    screen.app.push_screen(TakeInDialog(screen.diary), lambda _done: screen.refresh_diary())


def show_folders(screen: DiaryScreen) -> None:
    """Where the diary lies."""
    said = folders_text(*screen.diary.maintenance.folders())
    lines = [row for line in said for row in (Line().put(0, line), Line())]
    screen.app.push_screen(InfoDialog(_("Where the diary lies"), lines))
