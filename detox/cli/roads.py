"""Other programs' files taken in: the plan is shown, may be changed, and comes back."""

import sys

from detox.cli.call import Call, Exit
from detox.cli.travel import read_file
from detox.domain.entries import Contact
from detox.exchange import foreign
from detox.exchange.contact_cards import Columns
from detox.exchange.contact_lists import read_people
from detox.exchange.foreign.converting import to_snapshot
from detox.exchange.foreign.plan import ImportPlan, plan_of, plan_text
from detox.exchange.foreign.source import Source, refuse
from detox.messages.import_messages import counts_text, people_text, rows_text
from detox.words import _

OWN = "detox"
"""What `--as` calls our own log."""
OWN_FORMAT = '"detox-log"'
"""What stands in every log of ours, however it is damaged."""


def form_of(data: bytes, named: str | None) -> str | None:
    """The other program's format that a file is in; `None` where it is our own log, whole or damaged.

    Raises:
        BadLog: it is like no file that can be read.
    """
    if named is not None:
        return None if named == OWN else named
    if any(OWN_FORMAT.encode(coding) in data for coding in ("utf-8", "utf-16-le", "utf-16-be")):
        return None
    return foreign.guessed(data) or foreign.refuse_unknown()


def take_in(call: Call, data: bytes, form: str) -> int:
    """Take in another program's file by a plan; with `--dry-run` only show the plan and the counts.

    Raises:
        BadLog: the file or the plan is not sound; nothing was written.
    """
    given = None if call.args.plan is None else plan_of(read_file(call.args.plan))
    source = foreign.read(data, form, None if given is None else given.table)
    plan = _plan(given, source)
    diary = call.diary
    snapshot, counts = to_snapshot(
        source, plan, today=diary.today, held=diary.snapshot(), moment=diary.context.moment()
    )
    if call.args.dry_run:
        text = plan_text(plan, source) + "\n" + rows_text(counts)
        # What is kept in a file is kept as it is; what a terminal shows is made harmless.
        call.out(text.rstrip("\n")) if sys.stdout.isatty() else call.raw(text)
        call.say(counts_text(counts))
        call.say(_("This is {name}. Nothing was written.").format(name=_(foreign.FORMATS[form].name)))
        return Exit.DONE
    joined = diary.take_in(snapshot)
    call.say(counts_text(counts))
    call.say(
        _(
            "New {added}, changed {changed}, {kept} with two versions; the rest was here already. "
            "To take it back: detox undo."
        ).format(added=joined.added, changed=joined.changed, kept=joined.kept)
    )
    if call.args.plan is None and source.habits:
        call.say(_("Every habit came in off the list. To say what a yes meant, see --dry-run and --plan."))
    return Exit.DONE


def people_in(call: Call) -> None:
    """`detox contact import FILE`: list many people at once; those who are listed stay as they are.

    Raises:
        BadLog: the file is not sound; nobody was listed.
    """
    args, diary = call.args, call.diary
    data = sys.stdin.buffer.read() if args.file == "-" else read_file(args.file)
    found = read_people(data, args.as_, Columns(name=args.name, phone=args.phone, email=args.email))
    added = diary.people.add_all(
        Contact(
            id=diary.context.new_id(),
            name=person.name,
            reach=person.reach,
            address=person.address,
            note=person.note,
            updated_at=diary.context.moment(),
        )
        for person in found.people
    )
    call.say(people_text(found, added=len(added)))


def check_no_plan(call: Call) -> None:
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
