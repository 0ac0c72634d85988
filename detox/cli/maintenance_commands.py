"""The commands that look after the diary and the program: doctor, help, config."""

import shlex
from argparse import ArgumentParser
from collections.abc import Sequence

import msgspec

from detox import offline
from detox import settings as settings_file
from detox.cli.call import Call, Exit
from detox.cli.command import Command, as_json
from detox.cli.console import ID_SHOWN, table
from detox.cli.parser import FILES
from detox.domain.entries import Entry
from detox.errors import BadField
from detox.messages import listed, quoted, sentences
from detox.messages.file_messages import finding_text, machines_text
from detox.messages.seal_messages import NOT_SEALED, copies_text
from detox.messages.version_messages import begun_twice_text, rivals_text, settling_text, version_lines
from detox.storage.doctor import MENDED, Finding
from detox.words import N_, _, ngettext

MOST_NAMED = 5
"""So many entries are named."""
FAILING = ("damaged", "lost", "unreadable", "newer")


def _doctor_arguments(p: ArgumentParser) -> None:
    p.add_argument("--repair", action="store_true", help=_("repair what can be repaired"))
    p.add_argument(
        "--machines", action="store_true", help=_("say which machines have written here, and when")
    )
    as_json(p)
    p.add_argument("--offline", action="store_true", help=_("show that no network can be reached from here"))


def doctor(call: Call) -> int:
    """`detox doctor [--repair]`: what is wrong with the files; 4 where something could not be made good."""
    if call.args.offline:
        return _offline(call)
    if call.args.machines and not call.args.json:
        return _machines(call)
    care = call.diary.maintenance
    if call.args.repair:
        for finding in care.repair():
            call.say(_("Repaired: {finding}").format(finding=finding_text(finding)))
    left = care.examine()
    whole = not any(finding.kind in FAILING for finding in left)
    if call.args.repair and whole and (settled := care.settle_begun_twice()):
        call.say(begun_twice_text(settled))
        left = care.examine()
    if call.args.json:
        sealed = call.doors.sealing().is_sealed
        call.json({"findings": left, "machines": care.machines(), "sealed": sealed})
    else:
        _say_findings(call, left)
    return Exit.DAMAGED if any(finding.kind in FAILING for finding in left) else Exit.DONE


def _machines(call: Call) -> int:
    for line in machines_text(call.diary.maintenance.machines()):
        call.out(line)
    return Exit.DONE


def _say_findings(call: Call, left: Sequence[Finding]) -> None:
    for finding in left:
        call.out(finding_text(finding))
    _versions(call)
    for line in rivals_text(call.diary):
        call.say(line)
    _say_by_the_app(call)
    _drafts(call)
    if not left:
        call.out(_("Every file is whole, in both copies."))
    _say_seal(call)
    if not call.args.repair and any(finding.kind in MENDED for finding in left):
        call.say(_("To repair what can be repaired: detox doctor --repair. It throws nothing away."))


def _say_seal(call: Call) -> None:
    """Whether it is sealed, and what lies in clear although it is."""
    sealing = call.doors.sealing()
    if not sealing.is_sealed:
        call.out(sentences(_(NOT_SEALED), _("Seal it with: detox seal.")))
        return
    call.out(_("Sealed: whoever wants to read it needs the passphrase."))
    for name in sealing.in_clear():
        call.out(
            _(
                "{file} lies among the sealed files in clear; it is passed by. "
                "Take it in with detox merge, then remove it."
            ).format(file=quoted(name))
        )
    if said := copies_text(sealing.copies_elsewhere()):
        call.out(said)


def _say_by_the_app(call: Call) -> None:
    found = call.diary.maintenance.by_the_app()
    if found:
        call.out(
            ngettext(
                "{n} entry says that it went without the app, by the old account: {days}. "
                "If it was going back, say so: detox edit ID --outcome app",
                "{n} entries say that they went without the app, by the old account: {days}. "
                "If it was going back, say so: detox edit ID --outcome app",
                len(found),
            ).format(n=len(found), days=listed(f"{e.day} {e.id[:ID_SHOWN]}" for e in found[:MOST_NAMED]))
        )


def _drafts(call: Call) -> None:
    n = len(call.diary.drafts.waiting())
    if n:
        call.out(
            ngettext(
                "{n} text was being typed and is not kept yet: detox offers it.",
                "{n} texts were being typed and are not kept yet: detox offers them.",
                n,
            ).format(n=n)
        )


def _versions(call: Call) -> None:
    name = call.diary.name
    for record, versions in call.diary.maintenance.several():
        n = len(versions)
        known = getattr(record, "id", "")
        known = known[:ID_SHOWN] if isinstance(record, Entry) else known
        call.out(ngettext("{n} version of {id}:", "{n} versions of {id}:", n).format(n=n, id=known))
        for line in version_lines(versions, name):
            call.out(line)
        call.out(settling_text(record, known))
    if call.diary.maintenance.begun_twice():
        call.out(
            _(
                "To let the earlier day stand where tasks and steps differ in nothing else: "
                "detox doctor --repair"
            )
        )


def _offline(call: Call) -> int:
    loaded = offline.telephones()
    stands = offline.stands()
    if call.args.json:
        attempts = len(offline.attempts())
        call.json({"guarded": stands, "modules": loaded, "attempts": attempts})
        return Exit.DONE if stands and not attempts else Exit.DAMAGED
    call.out(_("The guard stops every way to a network.") if stands else _("The guard does not stand."))
    call.out(_("Loaded modules that could reach one: {names}").format(names=", ".join(loaded) or _("none")))
    call.out(_("Attempts in this run: {n}").format(n=len(offline.attempts())))
    return Exit.DONE if stands and not offline.attempts() else Exit.DAMAGED


def _help_arguments(p: ArgumentParser) -> None:
    p.add_argument("--mine", metavar=_("TEXT|-"), help=_("your own list of whom to ring; it stands first"))


def show_help(call: Call) -> None:
    """`detox help`: whom to talk to; `--mine` keeps one's own list, on this machine alone."""
    mine = call.note(call.args.mine)
    if mine is not None:
        call.diary.help.own(mine)
    call.out(call.diary.help.text(asked=True))


def _config_arguments(p: ArgumentParser) -> None:
    p.add_argument(
        "key", nargs="?", metavar=_("KEY"), help=_("a setting, or alias.WORD; all of them unless given")
    )
    p.add_argument("value", nargs="?", metavar=_("VALUE"), help=_("what it shall be"))
    as_json(p)


def config(call: Call) -> None:
    """`detox config [KEY [VALUE]]`: see the settings, or change one."""
    held = msgspec.structs.asdict(call.settings)
    aliases = {settings_file.ALIAS + word: said for word, said in held.pop("aliases").items()}
    aliases |= {settings_file.KEY + name: key for name, key in held.pop("keys").items()}
    if call.args.key in (None, "list"):
        if call.args.json:
            call.json({"settings": held, "aliases": call.settings.aliases})
            return
        head = [_("setting"), _("now"), _("what for"), _("may be")]  # the longest stands last
        rows = [
            [key, _said(value), _(settings_file.MEANINGS[key]), settings_file.CHOICES[key]]
            for key, value in held.items()
        ]
        call.out(table([head, *rows, *map(list, aliases.items())], head=True))
        return
    held |= aliases
    if call.args.value is None:
        if call.args.key not in held:
            raise BadField("config", "config", " | ".join(held), call.args.key)
        _say_setting(call, held[call.args.key])
        return
    _check_alias(call.args.key, call.args.value)
    changed = settings_file.changed(call.settings, call.args.key, call.args.value)
    call.doors.keep(changed)
    value = getattr(changed, call.args.key, call.args.value)
    written = {"key": call.args.key, "value": value}
    call.wrote(written, _("{key} is now {value}").format(key=call.args.key, value=_said(value)))


def _say_setting(call: Call, value: object) -> None:
    if call.args.json:
        call.json({"key": call.args.key, "value": value})
        return
    call.out(_said(value))


def _check_alias(key: str, value: str) -> None:
    """Refuse an alias that would hide a command, or that begins with none.

    Raises:
        BadField: it would; nothing was changed.
    """
    if not key.startswith(settings_file.ALIAS):
        return
    word = key.removeprefix(settings_file.ALIAS)
    if word in FILES:
        raise BadField("config", "alias", _("a word that is no command"), word)
    try:
        begins = shlex.split(value)
    except ValueError:  # a quote that does not end
        begins = ["?"]
    if begins and begins[0] not in FILES:
        raise BadField("config", key, _("a command and what it takes: log pay.shop w"), value)


def _said(value: object) -> str:
    if value is None:
        return "auto"
    if isinstance(value, tuple):
        return shlex.join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


COMMANDS = (
    Command(
        "doctor",
        help=N_("look after the files"),
        example="detox doctor --repair",
        arguments=_doctor_arguments,
        run=doctor,
    ),
    Command(
        "help",
        help=N_("whom to talk to after hard days"),
        example='detox help --mine "Chen, 138..."',
        arguments=_help_arguments,
        run=show_help,
    ),
    Command(
        "config",
        help=N_("see or change the settings"),
        example="detox config theme light",
        arguments=_config_arguments,
        run=config,
    ),
)
