"""The command that writes the report: a page to read, print and keep."""

from detox.cli.call import Call
from detox.cli.file_io import write_file
from detox.diary import Diary
from detox.domain.dates import Span
from detox.errors import Forbidden
from detox.exchange.report_html import to_html
from detox.exchange.report_markdown import to_markdown
from detox.messages.report_sections import ReportFacts
from detox.messages.report_text import report as told
from detox.words import _

MARKDOWN = (".md", ".markdown")


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
    call.say(
        _("Written to {name}, readable by you alone. It holds everything you wrote, in clear.").format(
            name=args.file
        )
    )


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
