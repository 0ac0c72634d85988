"""Detox: a private journal for somebody who left a super-app."""

__version__ = "0.1.0"
