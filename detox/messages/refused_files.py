"""Why a file is not written or read, a sentence each, with what to do; nothing was changed by any."""

from detox.words import N_

REFUSED_FILES = {
    "file exists": N_(
        "{name} exists already. Nothing was written. Choose another name, or replace it with --force."
    ),
    "folder exists": N_(
        "{name} exists already. Nothing was written. Choose another name, or remove it first."
    ),
    "cannot write": N_("{name} cannot be written: {why}. Nothing was exported. Choose another place."),
    "cannot read": N_(
        "{name} cannot be read: {why}. Nothing was imported. Give a file of yours, like export.json."
    ),
    "tables need a name": N_("Tables are several files: name a new folder or a .zip. Nothing was written."),
    "another ending": N_(
        "{name} is named like {ending}, and --format says {format}. Nothing was written. "
        "Leave --format out, or choose another name."
    ),
    "foreign ending": N_(
        "{name} is named like {ending}, which is none of {endings}. Nothing was written. Choose another name."
    ),
    "whole report": N_(
        "A page in HTML is the whole report. Nothing was written. "
        "Leave --from and --to out, or name a file ending in .md."
    ),
    "no editor": N_(
        "No editor is named. Nothing was written. Set EDITOR, like EDITOR=nano, or give the note with --note."
    ),
    "no private folder": N_(
        "The diary is sealed, and here an editor would leave your words on the disk in clear (there is no "
        "XDG_RUNTIME_DIR). Nothing was written. Type the note on the screens, or give it with --note -."
    ),
    "editor cut off": N_(
        "{editor} is no whole command: a quote in it is not closed, or it ends in a backslash. "
        "Nothing was written. Set EDITOR, like EDITOR=nano."
    ),
    "editor failed": N_("{editor} failed ({why}). Nothing was written."),
}
"""By the reason of `Forbidden`."""
