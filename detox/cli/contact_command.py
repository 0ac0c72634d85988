"""The command of people: list, next, add, set, import, remove, message."""

import sys
from typing import Any

from detox.catalogue import labels
from detox.cli.call import Call
from detox.cli.console import table
from detox.cli.file_io import read_file
from detox.domain.entries import Confirmation, Contact, ContactState
from detox.exchange.contact_cards import Columns
from detox.exchange.contact_lists import read_people
from detox.messages import titled
from detox.messages.import_messages import people_text
from detox.messages.texts_to_send import GONE, REPLY, message_text
from detox.shown import shown
from detox.words import _


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
    call.say(_("Listed: {name}").format(name=shown(added.name)))


def _set(call: Call) -> None:
    args, people = call.args, call.diary.people
    fields = _fields(call)
    if args.state:
        fields["state"] = ContactState(args.state)
    if args.by:
        fields |= {"confirmed_by": Confirmation(args.by), "state": ContactState(args.state or "confirmed")}
    changed = people.set(people.find(args.contact), **fields)
    call.say(titled(shown(changed.name), _(labels.CONTACT_STATES[changed.state])))


def _import(call: Call) -> None:
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


def _remove(call: Call) -> None:
    people = call.diary.people
    gone = people.find(call.args.contact)
    people.remove(gone)
    call.say(_("Taken off the list: {name}. detox undo brings it back.").format(name=shown(gone.name)))


def _message(call: Call) -> None:
    args, people = call.args, call.diary.people
    person = people.find(args.contact) if args.contact else None
    text = REPLY if args.reply else GONE
    call.out(message_text(call.diary, person, text=text, tongue=args.tongue))


def _print(call: Call, people: list[Contact]) -> None:
    if call.args.json:
        call.json({"contacts": people})
        return
    rows = [
        (
            person.name,
            _(labels.CONTACT_STATES[person.state]),
            _(labels.CONFIRMATIONS[person.confirmed_by]) if person.confirmed_by else "",
            call.diary.basket.channel_name(person.reach) if person.reach else "",
            person.address,
            _("matters most") if person.key else "",
            person.note,
        )
        for person in people
    ]
    call.out(
        table(rows) if rows else _("Nobody is listed. Example: detox contact add Chen --via phone --key y")
    )


def _fields(call: Call) -> dict[str, Any]:
    args = call.args
    fields: dict[str, Any] = {}
    if args.via:
        fields["reach"] = call.diary.basket.find_channel(args.via).id
    if args.address is not None:
        fields["address"] = args.address
    if args.key is not None:
        fields["key"] = args.key == "y"
    if args.note is not None:
        fields["note"] = call.note(args.note)
    return fields
