"""Bytes without what the person wanted forgotten: old copies may still hold it when they come back."""

from detox.errors import NewerDiary
from detox.storage.documents import Broken, Content, Tables, decode, encode
from detox.storage.join import FORGOTTEN


def forgotten_in(tables: Tables) -> set[str]:
    """The ids of the purged records."""
    return {key for docs in tables.values() for key, doc in docs.items() if doc == FORGOTTEN}


def cleansed(name: str, data: bytes, ids: set[str]) -> bytes:
    """Those bytes without any record of these ids; as they are where they hold none."""
    found = {id for id in ids if id.encode() in data}  # noqa: A001 - the record's own word
    if not found:
        return data
    try:
        content = decode(name, data)
    except (Broken, NewerDiary):  # nobody can parse it: every line that names the record goes
        lines = data.split(b"\n")
        return b"\n".join(line for line in lines if not any(id.encode() in line for id in found))  # noqa: A001
    left = {
        table: {key: doc for key, doc in docs.items() if key not in found or doc == FORGOTTEN}
        for table, docs in content.tables.items()
    }
    return data if left == content.tables else encode(name, Content(left, content.meta))
