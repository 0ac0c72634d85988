"""The commands of tasks, people, steps and pauses."""

from argparse import ArgumentParser

from detox.cli.parsers.command import Command, as_json
from detox.domain.entries import Confirmation, ContactState
from detox.words import LANGUAGES, N_, _


def _task(p: ArgumentParser) -> None:
    actions = p.add_subparsers(dest="action", metavar=_("ACTION"), required=True)
    held = actions.add_parser("list", help=_("the tasks on your list"))
    held.add_argument("--all", action="store_true", help=_("with those put away"))
    as_json(held)
    as_json(actions.add_parser("channels", help=_("what may carry a task, and whom each depends on")))
    add = actions.add_parser("add", help=_("put a task on your list from today on"))
    add.add_argument("name", metavar=_("NAME"), help=_("a name of your own, or a task of the catalogue"))
    _task_fields(add)
    edit = actions.add_parser("edit", help=_("change a task"))
    _named(edit)
    edit.add_argument("--name", metavar=_("NAME"), help=_("another name"))
    _task_fields(edit)
    plan = actions.add_parser("plan", help=_("an if-then plan: if I need to do this, then I will use that"))
    _named(plan)
    plan.add_argument(
        "channel", nargs="?", metavar=_("CHANNEL"), help=_("what you will use; none takes the plan back")
    )
    _named(actions.add_parser("archive", help=_("put a task away, or bring it back")))


def _named(p: ArgumentParser) -> None:
    p.add_argument("task", metavar=_("TASK"), help=_("an id, a name, or a clear part of one"))


def _task_fields(p: ArgumentParser) -> None:
    p.add_argument("--category", metavar=_("ID"), help=_("messages, work, payments or any other"))
    p.add_argument("--importance", type=int, metavar="1-3", help=_("how much it matters"))
    p.add_argument("--weekdays", metavar='"mon tue"', help=_("the weekdays it usually comes up on"))


def _pause(p: ArgumentParser) -> None:
    actions = p.add_subparsers(dest="action", metavar=_("ACTION"), required=True)
    as_json(actions.add_parser("list", help=_("the pauses")))
    add = actions.add_parser("add", help=_("days that count for nothing: illness, a journey"))
    add.add_argument("first", metavar=_("FROM"), help=_("the first day"))
    add.add_argument("last", nargs="?", metavar=_("TO"), help=_("the last day; it may lie ahead"))
    add.add_argument("--reason", default="", metavar=_("TEXT"), help=_("why"))
    remove = actions.add_parser("remove", help=_("take a pause back"))
    remove.add_argument("pause", metavar=_("ID"), help=_("its id or its first day"))


def _contact(p: ArgumentParser) -> None:
    actions = p.add_subparsers(dest="action", metavar=_("ACTION"), required=True)
    as_json(actions.add_parser("list", help=_("everybody, the people that matter most first")))
    as_json(actions.add_parser("next", help=_("the next five to tell")))
    add = actions.add_parser("add", help=_("list a person"))
    add.add_argument("name", metavar=_("NAME"), help=_("a name, or an alias"))
    _contact_fields(add)
    change = actions.add_parser("set", help=_("change what is known of a person"))
    change.add_argument("contact", metavar=_("NAME"), help=_("a name or a clear part of one"))
    change.add_argument("--state", choices=[str(state) for state in ContactState], help=_("how far you are"))
    change.add_argument(
        "--by", choices=[str(way) for way in Confirmation], help=_("how it was made sure that it is them")
    )
    _contact_fields(change)
    _contact_import(actions.add_parser("import", help=_("take in a list of people")))
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


def _contact_import(p: ArgumentParser) -> None:
    from detox.exchange.contact_lists import FORMS  # noqa: PLC0415 - only for those who import

    p.add_argument("file", metavar=_("FILE"), help=_("a table, vCards or a name a line; - is standard input"))
    p.add_argument(
        "--as", dest="as_", choices=tuple(FORMS), help=_("what it is; seen from its content unless given")
    )
    p.add_argument("--name", metavar=_("COLUMN"), help=_("the column with the names"))
    p.add_argument("--phone", metavar=_("COLUMN"), help=_("the column with the numbers"))
    p.add_argument("--email", metavar=_("COLUMN"), help=_("the column with the e-mail addresses"))


def _contact_fields(p: ArgumentParser) -> None:
    p.add_argument("--via", metavar=_("CHANNEL"), help=_("how they are reached"))
    p.add_argument("--address", metavar=_("TEXT"), help=_("a number or an address"))
    p.add_argument("--key", choices=("y", "n"), help=_("one of the people that matter most"))
    p.add_argument("--note", metavar=_("TEXT|-"), help=_("a note; - reads it from standard input"))


def _step(p: ArgumentParser) -> None:
    actions = p.add_subparsers(dest="action", metavar=_("ACTION"), required=True)
    as_json(actions.add_parser("list", help=_("the checklist with its deadlines")))
    for name, said in (
        ("done", _("mark a step as done")),
        ("skip", _("leave a step out")),
        ("open", _("open it again")),
    ):
        actions.add_parser(name, help=said).add_argument(
            "step", metavar=_("STEP"), help=_("an id or a clear part")
        )
    add = actions.add_parser("add", help=_("a step of your own"))
    add.add_argument("text", metavar=_("TEXT"), help=_("what is to be done"))
    add.add_argument("--due", metavar=_("DATE"), help=_("the deadline; it may lie ahead"))


SIDE = {
    "task": Command(
        N_("the tasks on your list"), 'detox task plan "work chat" email', "list_commands", _task
    ),
    "pause": Command(
        N_("days that count for nothing"), "detox pause add 2026-11-02 2026-11-05", "list_commands", _pause
    ),
    "contact": Command(
        N_("people to be reached without the app"), "detox contact next", "contact_command", _contact
    ),
    "step": Command(N_("the checklist after leaving"), "detox step done cash", "list_commands", _step),
}
