"""The very sum that makes a week's index, task by task."""

from detox.domain.index import Explained
from detox.tui.names import Names
from detox.tui.styled_lines import Line, wrapped
from detox.words import _, ngettext

WIDTH = 66


def explain_lines(found: Explained, names: Names) -> list[Line]:
    """Each task with importance, score and points; the points add up to the index."""
    whole = sum(share.importance for share in found.tasks)
    lines = []
    if found.index is not None:
        sum_said = _("scores x weights {total} / all weights {whole} = {index}").format(
            total=f"{found.index * whole:.1f}", whole=whole, index=f"{found.index:.2f}"
        )
        lines += [Line().put(0, sum_said, "bright bold"), Line()]
    head = Line().put(0, _("task"), "muted")
    for end, text in ((34, _("score")), (41, _("weight")), (50, _("points")), (WIDTH, _("behind it"))):
        head.right(end, (text, "muted"), gap=1)
    lines.append(head)
    for share in found.tasks:
        line = Line().put(0, names.task(share.id), "text", room=27)
        line.right(34, (f"{share.score:.1f}", "text"), gap=1)
        line.right(41, (f"x {share.importance}", "muted"), gap=1)
        line.right(50, (f"{share.points:.2f}", "bright bold"), gap=1)
        behind = ngettext("{n} entry", "{n} entries", share.n).format(n=share.n)
        if share.age_weeks:
            behind = ngettext("{n} week old", "{n} weeks old", share.age_weeks).format(n=share.age_weeks)
        lines.append(line.right(WIDTH, (behind, "muted"), gap=1))
    if found.index is not None:
        total = Line().put(0, _("together"), "bright bold")
        lines.append(total.right(50, (f"{found.index:.2f}", "accent bold"), gap=1))
    lines.append(Line())
    for text in _below(found):
        lines += [Line().put(0, row, "muted") for row in wrapped(text, WIDTH)]
    return lines


def _below(found: Explained) -> list[str]:
    whole = sum(share.importance for share in found.tasks)
    said = [
        _("points = score x weight / {whole}, the weights of all tasks tried so far.").format(whole=whole),
        _("0 = all without the app, 100 = as before."),
    ]
    if found.untested and found.bound_low is not None and found.bound_high is not None:
        n = len(found.untested)
        text = ngettext(
            "{n} task has not come up yet; it could move the index to {low}-{high}.",
            "{n} tasks have not come up yet; they could move the index to {low}-{high}.",
            n,
        )
        said.append(text.format(n=n, low=f"{found.bound_low:.0f}", high=f"{found.bound_high:.0f}"))
    return said
