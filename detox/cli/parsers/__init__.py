"""Every command: what it is called, takes and is for; a parser is built only for the one that was named."""

from detox.cli.parsers.daily import DAILY
from detox.cli.parsers.hindsight import HINDSIGHT
from detox.cli.parsers.side import SIDE
from detox.cli.parsers.travel import TRAVEL
from detox.cli.parsers.trial import TRIAL

COMMANDS = DAILY | HINDSIGHT | TRIAL | SIDE | TRAVEL
