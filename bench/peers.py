"""The peers of our search: SQLite's own FTS5 and tantivy, over the same documents cut into the same tokens.

A document is a node that can be found, with the headings above it, as the product indexes it. Its tokens are those of
kiosk.law.terms joined by blanks, so each engine only splits at blanks: FTS5's `ascii` tokenizer takes every character
beyond ASCII for a letter, and `verify` counts that single characters and pairs arrived as tokens of their own.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import tantivy

from bench.measure import CannotMeasure
from kiosk.law.library import Library
from kiosk.law.model import Kind, Status, Statute
from kiosk.law.terms import terms

Document = tuple[str, bool, str]  # key, whether in force, tokens joined by blanks


def documents(statutes: Iterable[Statute]) -> Iterator[Document]:
    """The documents of statutes as read from their source."""
    for statute in statutes:
        nodes = ((str(n.kind), n.depth, n.label, n.text, n.source) for n in statute.nodes)
        yield from _documents(statute.short, statute.status is Status.IN_FORCE, nodes)


def installed_documents(library: Library) -> Iterator[Document]:
    """The documents of the installed statute packs."""
    for pack in library.official:
        db = library.packs[pack]
        for number, short, status in db.execute("SELECT id, short, status FROM statute ORDER BY id").fetchall():
            rows = db.execute(
                "SELECT kind, depth, label, text, source FROM node WHERE statute = ? ORDER BY id", (number,)
            )
            yield from _documents(short, status == Status.IN_FORCE, rows)


def _documents(short: str, in_force: bool, nodes: Iterable[tuple[str, int, str, str, str]]) -> Iterator[Document]:
    above: dict[int, str] = {}
    for kind, depth, label, text, source in nodes:
        if kind == Kind.HEADING:
            above = {d: t for d, t in above.items() if d < depth} | {depth: text}
        else:
            whole = "\n".join((label if kind == Kind.ANNEX else "", text, short, *above.values()))
            yield f"{source}#{label}", in_force, " ".join(terms(whole))


class Fts5:
    """SQLite's full-text search as it comes: one column, bm25, no options but the tokenizer."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path)

    def build(self, given: Iterable[Document]) -> int:
        """Index documents; their row numbers are their places, from 1. Returns how many there are."""
        self._db.execute("CREATE VIRTUAL TABLE doc USING fts5(tokens, content='', tokenize='ascii')")
        self._db.executemany(
            "INSERT INTO doc(rowid, tokens) VALUES (?, ?)", ((n, tokens) for n, (_, _, tokens) in enumerate(given, 1))
        )
        self._db.execute("INSERT INTO doc(doc) VALUES ('optimize')")
        self._db.commit()
        return int(self._db.execute("SELECT count(*) FROM doc_docsize").fetchone()[0])

    def search(self, tokens: Sequence[str], limit: int) -> list[int]:
        """Row numbers of the best documents (`ORDER BY rank` is bm25, by FTS5's own faster way)."""
        match = " OR ".join(f'"{token}"' for token in tokens)
        rows = self._db.execute("SELECT rowid FROM doc WHERE doc MATCH ? ORDER BY rank LIMIT ?", (match, limit))
        return [row[0] for row in rows]

    def verify(self, given: Iterable[Document]) -> int:
        """Compare every token's number of documents with a count of our own; returns how many tokens there are.

        Raises:
            CannotMeasure: FTS5 holds other tokens than ours.
        """
        expected = Counter(token for _, _, tokens in given for token in set(tokens.split()))
        self._db.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, doc, row)")
        held = dict(self._db.execute("SELECT term, doc FROM temp.vocabulary").fetchall())
        if held != expected:
            raise CannotMeasure(f"FTS5 holds {len(held)} tokens, not our {len(expected)}")
        return len(held)

    def close(self) -> None:
        self._db.close()


class Tantivy:
    """Tantivy in memory, split at blanks, term frequencies without positions: all that BM25 needs."""

    def __init__(self, given: Iterable[Document]) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("tokens", tokenizer_name="whitespace", index_option="freq")
        builder.add_unsigned_field("place", stored=True)
        self._schema = builder.build()
        index = tantivy.Index(self._schema)
        writer = index.writer(128_000_000, 1)
        for place, (_, _, tokens) in enumerate(given):
            document = tantivy.Document()
            document.add_text("tokens", tokens)
            document.add_unsigned("place", place)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def search(self, tokens: Sequence[str], limit: int) -> list[int]:
        """Places of the best documents."""
        query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, tantivy.Query.term_query(self._schema, "tokens", token)) for token in tokens]
        )
        found = self._searcher.search(query, limit, count=False).hits
        return [self._searcher.doc(address)["place"][0] for _, address in found]
