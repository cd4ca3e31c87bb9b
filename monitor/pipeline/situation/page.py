"""The report as one HTML file that needs nothing else: no script, no font, no picture, and no address but those of the sources."""

from collections.abc import Callable, Iterator
from typing import Any

from monitor.alerts import neutral
from monitor.pipeline.situation import story
from monitor.pipeline.situation.blocks import Block, Drawing, Heading, Link, Paragraph, Point, Points, Table, Words
from monitor.pipeline.situation.compose import Situation
from monitor.pipeline.situation.drawing import escaped

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff }
h1 { font-size: 1.5rem } h2 { margin-top: 2.5rem; border-bottom: 2px solid #ccc } h3 { margin-bottom: .3rem }
table { border-collapse: collapse; display: block; overflow-x: auto } th, td { text-align: start; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid #ddd; vertical-align: top }
svg { display: block; width: 100%; height: auto; margin: 1rem 0 } svg text { font: 11px system-ui, sans-serif; fill: #333; paint-order: stroke; stroke: #fff; stroke-width: 3px }
li { overflow-wrap: anywhere } li > ul { color: #444; font-size: .9rem; margin-bottom: .6rem }
@media (max-width: 40rem) { h1 { font-size: 1.25rem } ul { padding-inline-start: 1.2rem } svg text { font-size: 15px } }
@media print { h2 { break-before: page } a { color: inherit } }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def render(situation: Situation) -> str:
    """The file's text."""
    body = "\n".join(line for block in story.tell(situation) for line in _RENDERED[type(block)](block))
    title = escaped(story.title(situation))
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n<meta name="referrer" content="no-referrer">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _words(words: Words) -> str:
    return " ".join(_link(piece) if isinstance(piece, Link) else _said(piece) for piece in words)


def _said(text: str) -> str:
    return f'<span dir="auto">{escaped(text)}</span>'


def _link(piece: Link) -> str:
    url = neutral.link(piece.url) if piece.url else None
    return (
        f'<a href="{_attribute(url)}" rel="noreferrer noopener">{_said(piece.text)}</a>' if url else _said(piece.text)
    )


def _attribute(url: str) -> str:
    return url.replace("&", "&amp;").replace("'", "&#39;")


def _heading(block: Heading) -> Iterator[str]:
    yield f"<h{block.level}>{escaped(block.text)}</h{block.level}>"


def _paragraph(block: Paragraph) -> Iterator[str]:
    yield f"<p>{_words(block.words)}</p>"


def _points(block: Points) -> Iterator[str]:
    yield "<ul>"
    yield from map(_point, block.points)
    yield "</ul>"


def _point(point: Point) -> str:
    under = "".join(f"<li>{_words(words)}</li>" for words in point.under)
    return f"<li>{_words(point.words)}{f'<ul>{under}</ul>' if under else ''}</li>"


def _table(block: Table) -> Iterator[str]:
    yield f"<table><tr>{''.join(f'<th>{escaped(cell)}</th>' for cell in block.head)}</tr>"
    yield from (f"<tr>{''.join(f'<td>{_said(cell)}</td>' for cell in row)}</tr>" for row in block.rows)
    yield "</table>"


def _drawing(block: Drawing) -> Iterator[str]:
    yield block.svg


_RENDERED: dict[type[Block], Callable[[Any], Iterator[str]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Points: _points,
    Table: _table,
    Drawing: _drawing,
}
