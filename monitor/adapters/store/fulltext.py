"""Full-text search behind one door: FTS5 on SQLite, ``tsvector`` on PostgreSQL. Decides how a query is written in each.

Words reach the database quoted, one by one, so that whatever a user types is words there and never an operator.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, String, cast, column, literal, select, table
from sqlalchemy.dialects.postgresql import TSQUERY

from monitor.adapters.store import codec, facts, statements
from monitor.adapters.store.columns import quoted
from monitor.adapters.store.tables import WordsRow
from monitor.model.queries import IncidentQuery, Named, Phrase

_INDEX = table("incident_search", column("rowid"))
_WORDS = statements.table_of(WordsRow).c


def conditions(
    connection: Connection, number: ColumnElement[int], query: IncidentQuery
) -> Iterator[ColumnElement[bool]]:
    """What must hold of an incident's ``number`` for its texts and names."""
    if not (query.phrases or query.names):
        return
    if connection.dialect.name == "postgresql":
        wanted = select(_WORDS.number).where(*_tsqueries(query))
    else:
        asked = literal(codec.plain(_fts5(query)), String())
        wanted = select(_INDEX.c.rowid).where(column("incident_search").op("MATCH")(asked))
    yield number.in_(wanted)


def _fts5(query: IncidentQuery) -> str:
    parts = [f"(words : {_fts5_phrase(phrase)})" for phrase in query.phrases]
    for named in query.names:
        roles = (f"({role.value} : ({_fts5_name(named)}))" for role in named.roles)
        parts.append(f"({' OR '.join(roles)})")
    return " AND ".join(parts)


def _fts5_name(named: Named) -> str:
    ways = [_fts5_phrase(Phrase(words=(facts.word_of_id(each),))) for each in named.ids]
    if named.words:
        ways.append(f"({' AND '.join(map(_fts5_phrase, named.words))})")
    return " OR ".join(ways)


def _fts5_phrase(phrase: Phrase) -> str:
    words = " ".join(phrase.words).replace('"', '""')
    return f'"{words}"' + (" *" if phrase.unfinished else "")


def _tsqueries(query: IncidentQuery) -> Iterator[ColumnElement[bool]]:
    if query.phrases:
        yield _matches(_WORDS.words, " & ".join(map(_tsquery_phrase, query.phrases)))
    for named in query.names:
        asked = _tsquery_name(named)
        in_roles = [_matches(_WORDS[role.value], asked) for role in named.roles]
        yield _any(in_roles)


def _any(ways: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
    first, *others = ways
    for other in others:
        first = first | other
    return first


def _matches(words: ColumnElement[Sequence[str]], asked: str) -> ColumnElement[bool]:
    return words.op("@@", is_comparison=True)(cast(literal(codec.plain(asked), String()), TSQUERY))


def _tsquery_name(named: Named) -> str:
    ways = [quoted(facts.word_of_id(each)) for each in named.ids]
    if named.words:
        ways.append(f"({' & '.join(map(_tsquery_phrase, named.words))})")
    return " | ".join(ways)


def _tsquery_phrase(phrase: Phrase) -> str:
    words = [quoted(word) for word in phrase.words]
    if phrase.unfinished:
        words[-1] += ":*"
    return f"({' <-> '.join(words)})"
