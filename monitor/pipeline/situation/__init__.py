"""Situation reports: how borders stand, what changed in a period, and on whose word. Values in, text out; pure.

``compose`` puts together what is known (:class:`Situation`), ``story`` says it in sentences and tables (blocks of a document), and Markdown and
HTML are two ways to write these blocks down. Every word is taken for hostile on its way out, our own too: no text can become markup there.
Times are UTC; who shows a text to people may put those of a zone before them. What is said of the past is the past as known today.
"""

from collections.abc import Callable, Mapping

from monitor.model.queries import SituationFormat
from monitor.pipeline.situation import document, markdown, page
from monitor.pipeline.situation.compose import Known, Situation, compose

__all__ = ["RENDERERS", "Known", "Situation", "compose"]

RENDERERS: Mapping[SituationFormat, Callable[[Situation], str]] = {
    SituationFormat.MD: markdown.render,
    SituationFormat.HTML: page.render,
    SituationFormat.JSON: document.render,
}
