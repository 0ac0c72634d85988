"""The command of people: list, next, add, set, import, remove, message."""

from argparse import ArgumentParser
from typing import Any

from msgspec.structs import replace

from detox.catalogue import labels
from detox.cli.call import Call
from detox.cli.command import Command, as_json
from detox.cli.console import table
from detox.cli.typed_arguments import YES_NO, typed_yes_no
from detox.domain.entries import Confirmation, Contact, ContactState
from detox.exchange.contact_columns import Columns
from detox.exchange.contact_lists import FORMS, read_people
from detox.exchange.named_files import read_file_or_input
from detox.messages import titled
from detox.messages.import_messages import people_text
from detox.messages.texts_to_send import DISCREET, GONE, REPLY, message_text
from detox.shown import shown
from detox.words import LANGUAGES, N_, _


def _contact_arguments(p: ArgumentParser) -> None:
    actions = p.add_subparsers(dest="action", metavar=_("ACTION"), required=True)
    as_json(actions.add_parser("list", help=_("everybody, the people that matter most first")))
    as_json(actions.add_parser("next", help=_("the next five to tell")))
    add = actions.add_parser("add", help=_("list a person"))
    add.add_argument("name", metavar=_("NAME"), help=_("a name, or an alias"))
    _field_arguments(add)
    change = actions.add_parser("set", help=_("change what is known of a person"))
    change.add_argument("contact", metavar=_("NAME"), help=_("a name or a clear part of one"))
    change.add_argument("--state", choices=[str(state) for state in ContactState], help=_("how far you are"))
    change.add_argument(
        "--by", choices=[str(way) for way in Confirmation], help=_("how it was made sure that it is them")
    )
    _field_arguments(change)
    take_in = actions.add_parser("import", help=_("take in a list of people"))
    _import_arguments(take_in)
    remove = actions.add_parser("remove", help=_("take a person off the list"))
    remove.add_argument("contact", metavar=_("NAME"), help=_("a name or a clear part of one"))
    message = actions.add_parser("message", help=_("a text to send, saying where you can be reached"))
    message.add_argument("contact", nargs="?", metavar=_("NAME"), help=_("to whom"))
    message.add_argument(
        "--in",
        dest="tongue",
        choices=LANGUAGES,
        help=_("the language of the text; the program keeps its own"),
    )
    message.add_argument(
        "--reply", action="store_true", help=_("the answer to somebody who asks you to come back")
    )
    message.add_argument("--discreet", action="store_true", help=_("without a word of the app"))
    _sender_arguments(message)
    for parser in (add, change, take_in, remove, message):
        as_json(parser)


def _sender_arguments(p: ArgumentParser) -> None:
    p.add_argument("--from", dest="sender", metavar=_("NAME"), help=_("who writes; kept for the next text"))
    p.add_argument("--number", metavar=_("TEXT"), help=_("your new number; empty where it is the old one"))
    p.add_argument("--ask", metavar=_("NAME"), help=_("somebody both know, who can say that it is you"))
    p.add_argument("--polite", choices=("y", "n"), help=_("speak politely, where the language has a word"))


def _import_arguments(p: ArgumentParser) -> None:
    p.add_argument("file", metavar=_("FILE"), help=_("a table, vCards or a name a line; - is standard input"))
    p.add_argument(
        "--as", dest="as_", choices=FORMS, help=_("what it is; seen from its content unless given")
    )
    p.add_argument("--name", metavar=_("COLUMN"), help=_("the column with the names"))
    p.add_argument("--phone", metavar=_("COLUMN"), help=_("the column with the numbers"))
    p.add_argument("--email", metavar=_("COLUMN"), help=_("the column with the e-mail addresses"))
    p.add_argument(
        "--encoding", metavar=_("NAME"), help=_("like gb18030 or cp1252; seen from the content unless given")
    )


def _field_arguments(p: ArgumentParser) -> None:
    p.add_argument("--via", metavar=_("CHANNEL"), help=_("how they are reached"))
    p.add_argument("--address", metavar=_("TEXT"), help=_("a number or an address"))
    p.add_argument("--key", type=typed_yes_no, metavar=YES_NO, help=_("one of the people that matter most"))
    p.add_argument("--note", metavar=_("TEXT|-"), help=_("a note; - reads it from standard input"))


def contact(call: Call) -> None:
    """`detox contact ACTION`."""
    actions = {
        "list": _list,
        "next": _next,
        "add": _add,
        "set": _set,
        "remove": _remove,
        "import": _import,
        "message": _message,
    }
    actions[call.args.action](call)


def _list(call: Call) -> None:
    _print(call, call.diary.people.all())


def _next(call: Call) -> None:
    people = call.diary.people
    if people.all() and not people.next() and not call.args.json:
        call.out(_("Nobody is left to tell."))
        return
    _print(call, people.next())


def _add(call: Call) -> None:
    added = call.diary.people.add(call.args.name, **_fields(call))
    call.wrote(added, _("Listed: {name}").format(name=shown(added.name)))


def _set(call: Call) -> None:
    args, people = call.args, call.diary.people
    fields = _fields(call)
    if args.state:
        fields["state"] = ContactState(args.state)
    if args.by:
        fields |= {"confirmed_by": Confirmation(args.by), "state": ContactState(args.state or "confirmed")}
    changed = people.set(people.find(args.contact), **fields)
    call.wrote(changed, titled(shown(changed.name), _(labels.CONTACT_STATES[changed.state])))


def _import(call: Call) -> None:
    """`detox contact import FILE`: list many people at once; those who are listed stay as they are.

    Raises:
        BadLog: the file is not sound; nobody was listed.
    """
    args = call.args
    data = read_file_or_input(args.file)
    columns = Columns(name=args.name, phone=args.phone, email=args.email)
    found = read_people(data, args.as_, columns, args.encoding)
    added = call.diary.people.add_listed(found.people)
    call.wrote({"contacts": added}, people_text(found, added=len(added)))


def _remove(call: Call) -> None:
    people = call.diary.people
    gone = people.find(call.args.contact)
    people.remove(gone)
    said = _("Taken off the list: {name}. detox undo brings it back.")
    call.wrote(gone, said.format(name=shown(gone.name)))


def _message(call: Call) -> None:
    args, people = call.args, call.diary.people
    person = people.find(args.contact) if args.contact else None
    text = REPLY if args.reply else DISCREET if args.discreet else GONE
    named = {"name": args.sender, "number": args.number, "mutual": args.ask}
    given = {name: value for name, value in named.items() if value is not None}
    polite = {} if args.polite is None else {"polite": args.polite == "y"}
    sender = call.diary.sender.keep(replace(call.diary.sender.known(), **given, **polite))
    said = message_text(call.diary, person, text=text, tongue=args.tongue, sender=sender)
    if args.json:
        call.json({"text": said})
        return
    call.exact(said)
    if not sender.name:
        call.say(_("It does not say who writes. Add once: --from NAME"))


def _print(call: Call, people: list[Contact]) -> None:
    if call.args.json:
        call.json({"contacts": people})
        return
    number = {held.id: str(n) for n, held in enumerate(call.diary.people.all(), start=1)}
    rows = [
        (
            number[person.id],
            person.name,
            _(labels.CONTACT_STATES[person.state]),
            _(labels.CONFIRMATIONS[person.confirmed_by]) if person.confirmed_by else "",
            call.diary.channels.name(person.reach) if person.reach else "",
            person.address,
            _("matters most") if person.key else "",
            person.note,
        )
        for person in people
    ]
    call.out(
        table(rows, right=(0,))
        if rows
        else _("Nobody is listed. Example: detox contact add Chen --via phone --key y")
    )


def _fields(call: Call) -> dict[str, Any]:
    args = call.args
    fields: dict[str, Any] = {}
    if args.via:
        fields["reach"] = call.diary.channels.find(args.via).id
    if args.address is not None:
        fields["address"] = args.address
    if args.key is not None:
        fields["key"] = args.key
    if args.note is not None:
        fields["note"] = call.note(args.note)
    return fields


COMMANDS = (
    Command(
        "contact",
        help=N_("people to be reached without the app"),
        example="detox contact next",
        examples=(
            "detox contact list",
            "detox contact next",
            "detox contact add Zoe --via phone --key y",
            "detox contact set Zoe --state told",
            "detox contact message Zoe",
            "detox contact remove Zoe",
            "detox contact import people.csv",
        ),
        arguments=_contact_arguments,
        run=contact,
    ),
)
