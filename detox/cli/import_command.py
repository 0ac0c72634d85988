"""The command that takes in: another copy of a diary, or another program's file by a plan."""

import sys
from argparse import ArgumentParser

import msgspec

from detox.cli.call import Call, Exit
from detox.cli.command import Command, as_json
from detox.cli.console import progress
from detox.cli.log_reading import read_log
from detox.domain.snapshot import Snapshot
from detox.exchange import foreign
from detox.exchange.csv_tables import from_csv
from detox.exchange.file_kinds import OWN, form_of, tables_of_folder, tables_of_zip
from detox.exchange.foreign.converting import to_snapshot
from detox.exchange.foreign.plan import ImportPlan, plan_of, plan_text
from detox.exchange.foreign.source import Source, refuse
from detox.exchange.named_files import read_file, read_file_or_input
from detox.messages.import_messages import counts_text, rows_text
from detox.messages.version_messages import rivals_text
from detox.storage.store import MergeCounts
from detox.words import N_, _, ngettext


def _import_arguments(p: ArgumentParser) -> None:
    p.add_argument(
        "file",
        metavar=_("FILE"),
        help=_("a log that detox export wrote, or another program's file; - is standard input"),
    )
    p.add_argument("--dry-run", action="store_true", help=_("only say what would come in; print its plan"))
    p.add_argument(
        "--as",
        dest="as_",
        choices=(OWN, "csv", *foreign.FORMATS),
        help=_("whose file it is; seen from its content unless given"),
    )
    p.add_argument("--restore", action="store_true", help=_("bring back what was deleted here"))
    p.add_argument("--plan", metavar=_("FILE"), help=_("the plan that --dry-run printed, changed or not"))
    as_json(p)


def import_(call: Call) -> int:
    """`detox import FILE`: another copy of a diary joined into this one, or another program's file."""
    tables = tables_of_folder(call.args.file)
    data = b"" if tables else read_file_or_input(call.args.file)
    tables = tables or tables_of_zip(data, call.args.as_)
    form = None if tables else form_of(data, call.args.as_)
    if form is not None:
        return _take_in(call, data, form)
    _check_no_plan(call)
    taken = _own(call, data, tables)
    size = len(data)
    del data  # as large as the diary; it is not needed while joining
    counts = _("{entries} entries, {checkins} check-ins").format(
        entries=len(taken.entries),
        checkins=len(taken.checkins),
    )
    if call.args.dry_run:
        call.wrote(
            _joined_json(taken, None),
            _("No problems found: {counts}. Nothing was written.").format(counts=counts),
        )
        return Exit.DONE
    with progress(call, _("Saving"), size=size, steps=None):
        joined = call.diary.take_in(taken, restore=call.args.restore)
    if call.args.json:
        call.json(_joined_json(taken, joined))
        return Exit.DONE
    _say_days_before(call, taken)
    for line in rivals_text(call.diary):
        call.say(line)
    call.say(
        _(
            "Taken in: {counts}. "
            "New {added}, changed {changed}, {kept} with two versions; the rest was here already."
        ).format(counts=counts, added=joined.added, changed=joined.changed, kept=joined.kept)
    )
    _say_gone(call, joined)
    return Exit.DONE


def _joined_json(taken: Snapshot, joined: MergeCounts | None, plan: str | None = None) -> dict[str, object]:
    """What came in; `None`, nothing was written."""
    counts = msgspec.structs.asdict(joined or MergeCounts())
    held = {"entries": len(taken.entries), "checkins": len(taken.checkins)}
    return {**held, "written": joined is not None, **counts, "plan": plan}


def _say_gone(call: Call, joined: MergeCounts) -> None:
    """What the file has and this diary no longer wants."""
    if n := joined.deleted:
        call.say(
            ngettext(
                "{n} that you deleted stays deleted; --restore brings it back.",
                "{n} that you deleted stay deleted; --restore brings them back.",
                n,
            ).format(n=n)
        )
    if n := joined.forgotten:
        call.say(
            ngettext("{n} that you purged stays purged.", "{n} that you purged stay purged.", n).format(n=n)
        )


def _say_days_before(call: Call, taken: Snapshot) -> None:
    n = call.diary.days_before_trial(taken)
    if n:
        call.say(
            ngettext(
                "{n} day lies before your trial: it is in the journal, and in no week.",
                "{n} days lie before your trial: they are in the journal, and in no week.",
                n,
            ).format(n=n)
        )


def _own(call: Call, data: bytes, tables: dict[str, str] | None) -> Snapshot:
    if tables is None:
        return read_log(call, data)
    return from_csv(
        tables,
        today=call.diary.today,
        known_channels=call.diary.channels.written(),
        known_tasks=call.diary.basket.written(),
    )


def _take_in(call: Call, data: bytes, form: str) -> int:
    """Take in another program's file by a plan; with `--dry-run` only show the plan and the counts.

    Raises:
        BadLog: the file or the plan is not sound; nothing was written.
    """
    given = None if call.args.plan is None else plan_of(read_file(call.args.plan))
    source = foreign.read(data, form, None if given is None else given.table)
    plan = _plan(given, source)
    diary = call.diary
    snapshot, counts = to_snapshot(
        source, plan, today=diary.today, held=diary.snapshot(), moment=diary.moment
    )
    if call.args.dry_run:
        text = plan_text(plan, source) + "\n" + rows_text(counts)
        if call.args.json:
            call.json(_joined_json(snapshot, None, text))
            return Exit.DONE
        # What is kept in a file is kept as it is; what a terminal shows is made harmless.
        call.exact(text.rstrip("\n")) if sys.stdout.isatty() else call.raw(text)
        call.say(counts_text(counts))
        call.say(_("This is {name}. Nothing was written.").format(name=_(foreign.FORMATS[form].name)))
        return Exit.DONE
    joined = diary.take_in(snapshot, restore=call.args.restore)
    if call.args.json:
        call.json(_joined_json(snapshot, joined))
        return Exit.DONE
    _say_days_before(call, snapshot)
    call.say(counts_text(counts))
    call.say(
        _(
            "New {added}, changed {changed}, {kept} with two versions; the rest was here already. "
            "To take it back: detox undo."
        ).format(added=joined.added, changed=joined.changed, kept=joined.kept)
    )
    _say_gone(call, joined)
    if call.args.plan is None and source.habits:
        call.say(_("Every habit came in off the list. To say what a yes meant, see --dry-run and --plan."))
    return Exit.DONE


def _check_no_plan(call: Call) -> None:
    """Refuse a plan for our own log, which needs none.

    Raises:
        BadLog: one was given; nothing was written.
    """
    if call.args.plan is not None:
        refuse("--plan", "a file of another program", "a log of Detox, which needs no plan")


def _plan(given: ImportPlan | None, source: Source) -> ImportPlan:
    if given is None:
        return foreign.first_plan(source)
    if given.format != source.family:
        refuse("plan.format", source.family, given.format)
    return foreign.full_plan(given, source)


COMMANDS = (
    Command(
        "import",
        help=N_("take in a log"),
        example="detox import diary.json --dry-run",
        arguments=_import_arguments,
        run=import_,
    ),
)
