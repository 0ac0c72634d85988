"""The drawers of the diary: one noun each, opened when it is first wanted; a call pays for no other."""

from functools import cached_property
from typing import TYPE_CHECKING

from detox.diary.basket import Basket
from detox.diary.channels import Channels
from detox.diary.context import DiaryContext

if TYPE_CHECKING:  # the figures, the rule and the rest are 15 ms that logging an entry does without
    from detox.diary.after_entry import AfterEntry
    from detox.diary.copies import Copies
    from detox.diary.decisions import Decisions
    from detox.diary.exports import Exports
    from detox.diary.figures import Figures
    from detox.diary.first_looks import FirstLooks
    from detox.diary.forgetting import Forgetting
    from detox.diary.help_lines import HelpLines
    from detox.diary.maintenance import Maintenance
    from detox.diary.past_days import PastDays
    from detox.diary.pauses import Pauses
    from detox.diary.people import People
    from detox.diary.reviews import Reviews
    from detox.diary.sealing import Sealing
    from detox.diary.search import Journal
    from detox.diary.sender import SenderKeeper
    from detox.diary.steps import Steps
    from detox.diary.sweeps import Sweeps
    from detox.diary.trials import Trials
    from detox.diary.undo_list import UndoList
    from detox.diary.years import Years

# ruff: noqa: PLC0415 - the reason stands above


class Drawers:
    """Each drawer under its name."""

    def __init__(self, context: DiaryContext, sealing: "Sealing | None" = None) -> None:
        self.context = context
        self._sealing = sealing
        self.store = context.store
        self.channels = Channels(context)
        self.basket = Basket(context, self.channels)

    @cached_property
    def sealing(self) -> "Sealing":
        """The seal of this diary, on or off."""
        from detox.diary.sealing import Sealing

        paths = self.store.paths
        return self._sealing or Sealing(paths.home, paths.state, now=self.context.now)

    @cached_property
    def figures(self) -> "Figures":
        """The weeks, their index and where they go."""
        from detox.diary.figures import Figures

        return Figures(self.context)

    @cached_property
    def trial(self) -> "Trials":
        """The trials, the rule and what it says."""
        from detox.diary.trials import Trials

        return Trials(self.context, self.figures)

    @cached_property
    def undo_list(self) -> "UndoList":
        """What can be undone and done again."""
        from detox.diary.undo_list import UndoList

        return UndoList(self.context)

    @cached_property
    def maintenance(self) -> "Maintenance":
        """The health of the files."""
        from detox.diary.maintenance import Maintenance

        return Maintenance(self.context, self.channels)

    @cached_property
    def forgetting(self) -> "Forgetting":
        """What is purged for good."""
        from detox.diary.forgetting import Forgetting

        return Forgetting(self.context, self.journal)

    @cached_property
    def exports(self) -> "Exports":
        """Files that were written elsewhere."""
        from detox.diary.exports import Exports

        return Exports(self.context)

    @cached_property
    def after(self) -> "AfterEntry":
        """What may be offered once an entry is written."""
        from detox.diary.after_entry import AfterEntry

        return AfterEntry(self.context)

    @cached_property
    def help(self) -> "HelpLines":
        """Whom to talk to."""
        from detox.diary.help_lines import HelpLines

        return HelpLines(self.context)

    @cached_property
    def reviews(self) -> "Reviews":
        """What was said about a week and about going back."""
        from detox.diary.reviews import Reviews

        return Reviews(self.context, self.figures)

    @cached_property
    def journal(self) -> "Journal":
        """The days behind."""
        from detox.diary.search import Journal

        return Journal(self.context, self.basket, self.channels)

    @cached_property
    def sweeps(self) -> "Sweeps":
        """The weekly questions."""
        from detox.diary.sweeps import Sweeps

        return Sweeps(self.context, self.figures, self.basket)

    @cached_property
    def first_looks(self) -> "FirstLooks":
        """Which screens were opened once on this machine."""
        from detox.diary.first_looks import FirstLooks

        return FirstLooks(self.context)

    @cached_property
    def past_days(self) -> "PastDays":
        """Several days behind, filled at once."""
        from detox.diary.past_days import PastDays

        return PastDays(self.context, self.figures, self.basket, self.channels)

    @cached_property
    def people(self) -> "People":
        """Whom to reach without the app."""
        from detox.diary.people import People

        return People(self.context)

    @cached_property
    def sender(self) -> "SenderKeeper":
        """Who writes the texts to send."""
        from detox.diary.sender import SenderKeeper

        return SenderKeeper(self.context)

    @cached_property
    def decisions(self) -> "Decisions":
        """The choice at the end of a trial."""
        from detox.diary.decisions import Decisions

        return Decisions(self.context, self.trial, self.basket, self.people)

    @cached_property
    def years(self) -> "Years":
        """A year at a glance."""
        from detox.diary.years import Years

        return Years(self.context, self.figures)

    @cached_property
    def copies(self) -> "Copies":
        """Other copies of the diary."""
        from detox.diary.copies import Copies

        return Copies(self.context)

    @cached_property
    def steps(self) -> "Steps":
        """The checklist after leaving."""
        from detox.diary.steps import Steps

        return Steps(self.context)

    @cached_property
    def pauses(self) -> "Pauses":
        """Days that count for nothing."""
        from detox.diary.pauses import Pauses

        return Pauses(self.context)
