"""TinyDB over one file of the diary: its tables have texts for ids, and are gathered before they rest."""

from collections.abc import Mapping
from functools import partial

from tinydb import TinyDB
from tinydb.table import Document, Table

from detox.storage.file_format import Doc
from detox.storage.replicas import SafeStorage


class TextKeyTable(Table):
    """A TinyDB table whose ids are texts."""

    document_id_class = str  # type: ignore[assignment]
    default_query_cache_capacity = 0


class Database(TinyDB):
    """A TinyDB database over one file of the diary."""

    table_class = TextKeyTable


def put_documents(storage: SafeStorage, tables: Mapping[str, Mapping[str, Doc | None]]) -> None:
    """Let these documents stand in the place of those of their ids, by table; `None` for none any more."""
    database = Database(storage=partial(_the_same, storage))
    for table, docs in tables.items():
        rows = database.table(table, cache_size=0)
        rows.remove(doc_ids=docs)  # type: ignore[arg-type]  # ids are texts here
        rows.insert_multiple(Document(doc, key) for key, doc in docs.items() if doc)  # type: ignore[arg-type]


def _the_same(storage: SafeStorage) -> SafeStorage:
    """TinyDB makes its storage itself; ours is there already."""
    return storage
