"""The command that writes the report: a page to read, print and keep."""

from argparse import ArgumentParser

from detox.cli.call import Call
from detox.cli.command import Command
from detox.cli.file_io import say_written, write_file
from detox.diary import Diary
from detox.domain.dates import Span
from detox.errors import Forbidden
from detox.exchange.report_html import to_html
from detox.exchange.report_markdown import to_markdown
from detox.messages.report_sections import ReportFacts
from detox.messages.report_text import report as told
from detox.words import N_, _

MARKDOWN = (".md", ".markdown")


def _report_arguments(p: ArgumentParser) -> None:
    p.add_argument(
        "file",
        nargs="?",
        default="-",
        metavar=_("FILE"),
        help=_("a name ending in .html or .md; - is standard output"),
    )
    p.add_argument("--markdown", action="store_true", help=_("write Markdown whatever the name"))
    p.add_argument("--force", action="store_true", help=_("replace a file that is there"))


def report(call: Call) -> None:
    """`detox report [FILE]`: HTML, or Markdown by the file's name."""
    args = call.args
    found = told(facts_of(call.diary))
    markdown = args.markdown or args.file.lower().endswith(MARKDOWN)
    text = to_markdown(found) if markdown else to_html(found)
    if args.file == "-":
        call.raw(text)
        return
    write_file(args.file, text, force=args.force)
    say_written(call, args.file)


def facts_of(diary: Diary) -> ReportFacts:
    """What a report says of a diary.

    Raises:
        Forbidden: nothing has been written yet.
    """
    if not diary.started():
        raise Forbidden("not started")
    reckoned, trial = diary.figures.trend(), diary.trial.current()
    return ReportFacts(
        made=diary.today,
        app=diary.life.app,
        trial=trial,
        verdict=diary.trial.verdict() if trial else None,
        stopped=diary.trial.ended_on(trial) if trial else None,
        written=diary.trial.logged_days() if trial else _written(diary),
        weeks=reckoned.weeks,
        trend=reckoned.trend,
        ties=diary.figures.ties() if reckoned.weeks else None,
        price=diary.figures.price(_span(diary)) if reckoned.weeks else None,
        price_days=_span(diary) if reckoned.weeks else None,
        tasks={task.id: diary.basket.task_name(task.id) for task in diary.basket.tasks(archived=True)},
        channels={channel.id: diary.basket.channel_name(channel.id) for channel in diary.basket.channels()},
    )


def _span(diary: Diary) -> Span:
    weeks = diary.figures.weeks()
    return Span(first=weeks[0].start, last=weeks[-1].end)


def _written(diary: Diary) -> tuple[int, int]:
    if not diary.figures.weeks():
        return 0, 0
    span = _span(diary)
    days = Span(first=span.first, last=max(span.first, min(span.last, diary.today)))
    return diary.figures.logged_days(days), len(days)


COMMANDS = (
    Command(
        "report",
        help=N_("write a report to read, print and keep"),
        example="detox report report.html",
        arguments=_report_arguments,
        run=report,
    ),
)
