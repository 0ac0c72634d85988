"""A refusal as the screens say it: no words of the command line in it."""

from detox.errors import BadField, DetoxError, Forbidden, NoSuch, StoreError
from detox.messages import no_such_text, quoted, refusal
from detox.words import N_, _

FORBIDDEN = {
    "already started": N_("This diary is set up already. Nothing was changed."),
    "not started": N_("Nothing has been set up yet. Nothing was changed."),
    "no trial": N_("No trial has been written down yet."),
    "trial running": N_("A trial is running. Stop it first."),
    "trial not begun": N_("The trial has not begun: its first day is {day}."),
    "trial not over": N_("The trial is not over: this is day {day} of {days}."),
    "too late": N_("The rule is read: the trial is over and nothing about it can be changed."),
    "trial stopped": N_("The trial was stopped before its end, so its rule is not read."),
    "no preview": N_("The trial is over, so there is nothing to preview."),
    "pause begun": N_("This pause has begun: it may end on {day} at the earliest, and is not taken back."),
    "reason needed": N_("A change of the rule needs a reason: a few words. Nothing was changed."),
}
WITHOUT_HOME = {
    "not allowed": N_("{file} may not be written ({detail}). Nothing was saved. Fix its permissions first."),
    "read only": N_("The diary's folder cannot be written. Nothing was saved. Allow writing to it."),
    "folder gone": N_("The diary's folder is gone. Nothing was saved. Bring it back."),
}


def refusal_text(error: DetoxError, label: str = "") -> str:
    """One sentence or two; a field that was filled in is called by its `label`."""
    if isinstance(error, Forbidden) and error.reason in FORBIDDEN:
        return _(FORBIDDEN[error.reason]).format(**error.facts)
    if isinstance(error, NoSuch):
        return no_such_text(error)
    if isinstance(error, StoreError) and error.reason in WITHOUT_HOME:
        said = _(WITHOUT_HOME[error.reason])
        return said.format(file=quoted(error.file), detail=quoted(error.detail))
    if isinstance(error, BadField) and label:
        return refusal(BadField(error.record, label, error.expected, error.value))
    return refusal(error)
