"""The command of a year: its months, its weeks of the index, what changed, where nothing was written."""

from argparse import ArgumentParser

from detox.cli.call import Call
from detox.cli.command import Command, as_json
from detox.cli.console import speaks_plainly, table
from detox.cli.typed_arguments import typed_number
from detox.diary.years import YearFigures
from detox.messages import MONTHS
from detox.messages.year_messages import (
    beside_row,
    index_change_text,
    month_sentence,
    moved_texts,
    silence_text,
)
from detox.words import N_, _, ngettext

SIGNS = {True: "+", False: "-", None: "."}


def _year_arguments(p: ArgumentParser) -> None:
    p.add_argument(
        "year", nargs="?", type=typed_number, metavar=_("YEAR"), help=_("like 2026; this one unless given")
    )
    as_json(p)


def year(call: Call) -> None:
    """`detox year [YYYY]`: the same as the page of a year, without a grid."""
    found = call.diary.years.of(call.args.year)
    if call.args.json:
        call.json(found)
        return
    call.out("\n".join(year_lines(call, found)))


def year_lines(call: Call, found: YearFigures) -> list[str]:
    """A year in words, from top to bottom."""
    name, today = call.diary.basket.task_name, call.diary.today
    written = sum(day.written for day in found.days)
    said = ngettext("{year}: {n} day written.", "{year}: {n} days written.", written)
    lines = [said.format(year=found.year, n=written), "", *_months(found)]
    texts = [index_change_text(found), *moved_texts(found, name)]
    texts += [silence_text(span, today) for span in found.silent]
    lines += ["", *texts] if any(texts) else []
    if found.beside:
        head = (_("Done without the app"), _("in the trial"), _("after it"))
        lines += ["", table([head, *(beside_row(row, name) for row in found.beside)], right=(1, 2))]
    return [line for line, above in zip(lines, ["", *lines], strict=False) if line or above]


def _months(found: YearFigures) -> list[str]:
    if speaks_plainly():
        held = [(month, [d for d in found.days if d.day.month == month.month]) for month in found.months]
        return [month_sentence(month, days) for month, days in held if any(day.written for day in days)]
    return [_month_table(found)]


def _month_table(found: YearFigures) -> str:
    """A row a month: each day as a sign, how many were normal of those that say so, the mean mood."""
    head = ["", _("+ lived normally, - not, . not said"), _("normal"), _("mood")]
    rows = []
    for month in found.months:
        days = "".join(SIGNS[day.normal] for day in found.days if day.day.month == month.month)
        normal = f"{month.normal}/{month.answers}" if month.answers else "-"
        rows.append(
            [_(MONTHS[month.month - 1]), days, normal, "-" if month.mood is None else f"{month.mood:.1f}"]
        )
    return table([head, *rows], right=(2, 3))


COMMANDS = (
    Command(
        "year",
        help=N_("show a year: its days, what changed, what came and went"),
        example="detox year 2026",
        arguments=_year_arguments,
        run=year,
    ),
)
