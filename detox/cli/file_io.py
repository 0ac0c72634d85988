"""A log handed over as a file, and what is said of a file that was written."""

from detox.cli.call import Call
from detox.exchange.written_files import write_file
from detox.messages.file_messages import written_text


def deliver_log(call: Call, text: str, name: str, *, force: bool) -> None:
    """Write a JSON log into a new file, and say so; `-` is standard output.

    Raises:
        Forbidden: the file is there already, or cannot be written; nothing was written.
    """
    if name == "-":
        call.log(text)
        return
    write_file(name, text, force=force)
    say_written(call, name)


def say_written(call: Call, name: str) -> None:
    """Say that a file was written, and how much it gives away."""
    hidden = bool(getattr(call.args, "redact", None) or getattr(call.args, "for_", None))
    call.say(written_text(name, hidden=hidden))
