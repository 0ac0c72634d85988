"""The commands that look closer: search, explain, ties."""

from detox.catalogue import category_name
from detox.catalogue.labels import outcome_name
from detox.cli.call import Call
from detox.cli.console import ID_SHOWN, table
from detox.diary.basket import find_outcome
from detox.diary.search import Filter
from detox.domain.index import Explained
from detox.domain.ties import Ties
from detox.messages import checkin_text, minutes_text, plan_text
from detox.words import _, ngettext

MOST_TIES = 12
STRONGEST = 3
"""For so many ties a plan is offered."""


def search(call: Call) -> None:
    """`detox search TEXT`: entries and check-ins that hold it, newest first."""
    args, basket = call.args, call.diary.basket
    found = call.diary.journal.search(
        Filter(
            text=args.text,
            task=basket.find(args.task).id if args.task else None,
            outcome=find_outcome(args.outcome) if args.outcome else None,
            channel=basket.find_channel(args.via).id if args.via else None,
        )
    )
    if args.json:
        call.json({"entries": found.entries, "checkins": found.checkins})
        return
    rows = [
        (
            entry.day.isoformat(),
            basket.task_name(entry.task),
            outcome_name(entry.outcome),
            basket.channel_name(entry.channel) if entry.channel else "",
            "" if entry.minutes is None else minutes_text(entry.minutes),
            entry.id[:ID_SHOWN],
            entry.helper or "",
            entry.note,
        )
        for entry in found.entries
    ]
    if rows:
        call.out(table(rows, right=(4,)))
    for checkin in found.checkins:
        call.out(f"{checkin.day}  {_('check-in')}  {checkin_text(checkin)}  {checkin.note}".rstrip())
    n = len(found.entries) + len(found.checkins)
    call.say(ngettext("{n} found", "{n} found", n).format(n=n))


def explain(call: Call) -> None:
    """`detox explain WEEK`: the very sum, so that a person can check it by hand."""
    diary = call.diary
    found = diary.figures.explain(call.args.week)
    if call.args.json:
        fields = ("id", "importance", "score", "points", "n", "age_weeks")
        tasks = [{field: getattr(share, field) for field in fields} for share in found.tasks]
        call.json({"week": found.week, "index": found.index, "tasks": tasks})
        return
    call.out(_("Week {n}").format(n=found.week))
    call.out(_sum_table(call, found))
    if found.index is None:
        call.out(_("Nothing on the list came up this week, so there is no index."))
        return
    whole = sum(share.importance for share in found.tasks)
    total = f"{sum(share.importance * share.score for share in found.tasks):.1f}"
    call.out(_("{total} / {whole} = {index}").format(total=total, whole=whole, index=f"{found.index:.1f}"))
    call.out(
        _(
            "Each task on your list counts once, x1 to x3 by how much it matters. "
            "0 = all without the app, 100 = as before."
        )
    )
    if found.untested and found.bound_low is not None and found.bound_high is not None:
        n = len(found.untested)
        said = ngettext(
            "{n} task has not come up yet; with it the index could be {low} to {high}.",
            "{n} tasks have not come up yet; with them the index could be {low} to {high}.",
            n,
        )
        call.out(said.format(n=n, low=f"{found.bound_low:.0f}", high=f"{found.bound_high:.0f}"))


def _sum_table(call: Call, found: Explained) -> str:
    head = [
        _("task"),
        _("matters"),
        _("score"),
        _("matters x score"),
        _("points"),
        _("entries"),
        _("carried"),
    ]
    rows = [
        [
            call.diary.basket.task_name(share.id),
            f"x{share.importance}",
            f"{share.score:.1f}",
            f"{share.importance * share.score:.1f}",
            f"{share.points:.1f}",
            str(share.n) if not share.age_weeks else "-",
            "" if not share.age_weeks else _weeks_ago(share.age_weeks),
        ]
        for share in found.tasks
    ]
    return table([head, *rows], right=(1, 2, 3, 4, 5))


def ties(call: Call) -> None:
    """`detox ties`: tasks by their share of the index, what carried them, what has no substitute."""
    found = call.diary.figures.ties()
    if call.args.json:
        call.json(found)
        return
    index = "-" if found.index is None else f"{found.index:.0f}"
    call.out(_("Week {n}, dependence {index}").format(n=found.week, index=index))
    _ranking(call, found)
    _matrix(call, found)
    _rest(call, found)


def _ranking(call: Call, found: Ties) -> None:
    name = call.diary.basket.task_name
    held = {task.id: task for task in call.diary.basket.tasks(archived=True)}
    head = [_("task"), _("points"), _("score"), _("last needed"), _("part of life")]
    rows = [
        [
            name(tie.id),
            f"{tie.points:.1f}",
            f"{tie.score:.0f}",
            tie.last.isoformat(),
            category_name(held[tie.id].category),
        ]
        for tie in found.tasks[:MOST_TIES]
    ]
    call.out(table([head, *rows], right=(1, 2)))


def _matrix(call: Call, found: Ties) -> None:
    basket = call.diary.basket
    head = [_("task"), _("channel"), _("worked/tried"), _("minutes")]
    rows = [
        [
            basket.task_name(tried.task),
            basket.channel_name(tried.channel),
            f"{tried.worked}/{tried.tried}",
            "" if tried.median_minutes is None else f"{tried.median_minutes:g}",
        ]
        for tried in found.matrix
    ]
    if rows:
        call.out("\n" + table([head, *rows], right=(2, 3)))


def _rest(call: Call, found: Ties) -> None:
    basket = call.diary.basket
    if found.another_super_app is not None:
        share = f"{found.another_super_app:.0%}"
        call.out(
            "\n"
            + _("Carried by another super-app: {share} of what was done without the app.").format(share=share)
        )
    if found.no_substitute:
        names = "; ".join(basket.task_name(task) for task in found.no_substitute)
        call.out(_("No substitute yet after three tries in four weeks: {names}").format(names=names))
    planned = {plan.task for plan in found.plans}
    bare = [tie.id for tie in found.tasks[:STRONGEST] if tie.points and tie.id not in planned]
    if bare:
        call.out(_("No plan yet for: {names}").format(names="; ".join(map(basket.task_name, bare))))
        call.out(_("To make one: detox task plan TASK CHANNEL"))
    for plan in found.plans:
        said = plan_text(basket.task_name(plan.task), basket.channel_name(plan.channel))
        call.out(f"{said} {_('Worked {worked} of {used}.').format(worked=plan.worked, used=plan.used)}")


def _weeks_ago(n: int) -> str:
    return ngettext("from {n} week ago", "from {n} weeks ago", n).format(n=n)
