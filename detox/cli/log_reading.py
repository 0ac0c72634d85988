"""A log of ours read from its bytes, with a bar where it is long."""

from detox.cli.call import Call
from detox.cli.console import progress
from detox.domain.snapshot import Snapshot
from detox.exchange import log
from detox.words import _


def read_log(call: Call, data: bytes) -> Snapshot:
    """The diary in a log; its channels and tasks may be those that stand here.

    Raises:
        BadLog: it is not sound; each wrong value is named.
    """
    channels, tasks = call.diary.channels.written(), call.diary.basket.written()
    with progress(call, _("Reading"), size=len(data), steps=lambda: data.count(b'"day"')) as seen:
        return log.from_json(
            data, today=call.diary.today, known_channels=channels, known_tasks=tasks, seen=seen
        )
