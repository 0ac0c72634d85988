"""Screens are tried by Textual's pilot, which looks oftener than it would whether a key is done with."""

import textual._wait
from textual._wait import SLEEP_GRANULARITY, SLEEP_IDLE

FINER = 4
"""The pilot waits three times a key until the process rests, and looks every 20 ms: that was most of
the time of these tests. What counts as rest is the same share of the processor."""
textual._wait.SLEEP_GRANULARITY = SLEEP_GRANULARITY / FINER
textual._wait.SLEEP_IDLE = SLEEP_IDLE / FINER
