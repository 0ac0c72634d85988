"""Why a line may not stand in a rule, a sentence each: what it needs, and what to do."""

from detox.words import N_, _

REFUSED_LINES = {
    "two fortnights: mood": N_("Mood needs two fortnights: take 28 days, or leave it out."),
    "two fortnights: cut_off": N_("Feeling cut off needs two fortnights: take 28 days, or leave it out."),
    "six weeks: no_rise": N_('"The index is not rising" needs six weeks: take 42 days, or leave it out.'),
    "no key people: people": N_(
        "Key people reachable needs key people: mark those that matter most, or leave it out."
    ),
    "empty list: index": N_("Dependence is read from your list: put a task on it, or leave it out."),
    "empty list: without_app": N_(
        "Done without the app is read from your list: put a task on it, or leave it out."
    ),
    "empty list: essential_unmet": N_(
        "What could not be done is read from your list: put a task on it, or leave it out."
    ),
    "nothing essential: essential_unmet": N_(
        "What matters most could not be done: no task on your list matters most (x3). "
        "Give one that weight, or leave the line out."
    ),
}
"""By the reason and the line, as `diary.freezing` refuses them."""


def left_out_text(line: str, why: str) -> str:
    """That a line is not in the rule that is offered, and why."""
    return _("Left out of your rule. {why}").format(why=_(REFUSED_LINES[f"{why}: {line}"]))
