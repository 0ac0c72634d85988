"""The command that writes the report: a page to read, print and keep."""

from argparse import ArgumentParser
from pathlib import Path

from detox.cli.call import Call, Exit
from detox.cli.command import Command
from detox.cli.file_io import OTHER_ENDINGS, deliver_page, handed_on
from detox.diary import Diary
from detox.errors import Forbidden
from detox.exchange.report import Report
from detox.exchange.report_html import to_html
from detox.exchange.report_markdown import to_markdown
from detox.messages.redact_messages import left_in_letter_text, left_in_report_text
from detox.messages.report_facts import facts_of
from detox.messages.report_letter import letter
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
    p.add_argument(
        "--redact",
        action="store_true",
        help=_("without names and notes, people under other names: to hand it on"),
    )
    p.add_argument(
        "--for",
        dest="for_",
        choices=("friend",),
        help=_("a letter to a witness: the rule's code and day, at the end the answer; no names, no notes"),
    )
    p.add_argument("--markdown", action="store_true", help=_("write Markdown whatever the name"))
    p.add_argument("--force", action="store_true", help=_("replace a file that is there"))
    p.add_argument("--yes", action="store_true", help=_("do not ask before a file is written to hand on"))


def report(call: Call) -> int:
    """`detox report [FILE]`: HTML, or Markdown by the file's name; for a friend the letter to a witness.

    Raises:
        Forbidden: nothing has been written yet; the letter is asked for and there is no trial; or the file
            is named like one of another kind.
    """
    args = call.args
    markdown = args.markdown or args.file.lower().endswith(MARKDOWN)
    if not markdown and (ending := Path(args.file).suffix.lower()) in OTHER_ENDINGS:
        raise Forbidden("foreign ending", name=Path(args.file).name, ending=ending, endings=".html .md")
    left = left_in_letter_text if args.for_ else left_in_report_text
    if args.redact and not handed_on(call, left(call.diary.life)):
        return Exit.REFUSED
    found = _letter(call.diary) if args.for_ else told(facts_of(call.diary, hidden=args.redact))
    text = to_markdown(found) if markdown else to_html(found)
    deliver_page(call, text)
    return Exit.DONE


def page(diary: Diary, *, hidden: bool) -> str:
    """The report as a page in HTML, with names and notes or without."""
    return to_html(told(facts_of(diary, hidden=hidden)))


def _letter(diary: Diary) -> Report:
    diary.trial.needed()
    facts = facts_of(diary, hidden=True)
    return letter(facts)


COMMANDS = (
    Command(
        "report",
        help=N_("write a report to read, print and keep"),
        example="detox report report.html",
        arguments=_report_arguments,
        run=report,
    ),
)
