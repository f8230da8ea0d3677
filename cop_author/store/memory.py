"""Keeps the translation memory in SQLite below `.cop/`; it can be deleted at any time, and must not be committed."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from cop_author.errors import CopError
from cop_author.store.scratch import scratch

FILE = "memory.sqlite"
Row = tuple[str, str, str, str]
"""(language, source, target, address)."""
_TABLE = """
create table if not exists translation (
    lang text not null, source text not null, target text not null, address text not null,
    primary key (lang, source, target, address)) without rowid
"""


def remember(root: Path, rows: Iterable[Row], seen: Iterable[str]) -> int:
    """Add translations, and the names of the revisions they came from; how many were new."""
    with closing(_opened(root)) as database, database:
        before = database.execute("select count(*) from translation").fetchone()[0]
        database.executemany("insert or ignore into translation values (?, ?, ?, ?)", rows)
        database.executemany("insert or ignore into revision values (?)", ((name,) for name in seen))
        after = database.execute("select count(*) from translation").fetchone()[0]
    return int(after - before)


def revisions(root: Path) -> frozenset[str]:
    """The revisions whose catalogues are in the memory."""
    with closing(_opened(root)) as database:
        return frozenset(row[0] for row in database.execute("select name from revision"))


def remembered(root: Path, lang: str) -> Iterator[Row]:
    """The translations into one language, in order of their text."""
    with closing(_opened(root)) as database:
        query = "select lang, source, target, address from translation where lang = ? order by source, address, target"
        yield from database.execute(query, (lang,)).fetchall()


def _opened(root: Path) -> sqlite3.Connection:
    path = scratch(root) / FILE
    try:
        database = sqlite3.connect(path)
        database.execute(_TABLE)
        database.execute("create table if not exists revision (name text primary key) without rowid")
    except sqlite3.Error as error:
        raise CopError(f"{path} cannot be used: {error}", "Delete it; it is made again.") from error
    return database
