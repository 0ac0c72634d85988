"""A report: headings, sentences, tables and pictures in an order, before it is HTML or Markdown."""

from enum import StrEnum

from detox.domain.record import Record


class Tone(StrEnum):
    """How a sentence is said."""

    PLAIN = "plain"
    ANSWER = "answer"
    """The overall word."""
    STRONG = "strong"
    """What must not be overlooked."""
    QUOTE = "quote"
    """The person's own words."""
    ASIDE = "aside"
    """How much is behind it, and what it cannot say."""


class Heading(Record, frozen=True, kw_only=True):
    """What the next blocks are about."""

    text: str


class Sentence(Record, frozen=True, kw_only=True):
    """One paragraph; the person's own may have several lines."""

    text: str
    tone: Tone = Tone.PLAIN


class ReportTable(Record, frozen=True, kw_only=True):
    """Rows of text, all as long as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()
    """Columns of numbers, which end in line."""


class Picture(Record, frozen=True, kw_only=True):
    """A drawing, with the same numbers as a table for those who cannot see it."""

    svgs: tuple[str, ...]
    """The same drawing for each width of page; a reader sees one of them."""
    said: str
    """What is drawn, in one sentence."""
    twin: ReportTable


Block = Heading | Sentence | ReportTable | Picture


class Report(Record, frozen=True, kw_only=True):
    """Everything, in the order it is read."""

    title: str
    subtitle: str
    language: str
    """As gettext names it: "en", "zh_Hans"."""
    blocks: tuple[Block, ...]
