"""What a wire service writes around its news: whose report it is, and that it corrects, withdraws or updates an earlier one.

Decides these from the ends of a text and the head of its title. Doesn't decide which report is corrected.
"""

import re
from collections.abc import Sequence

from monitor.extraction.scenes.scene import Passage, Scene
from monitor.extraction.words.vocabulary import Mark
from monitor.model.reports import Correction
from monitor.text.fold import Folded

_CORRECTIONS = {
    "corrected": Correction.CORRECTED,
    "withdrawn": Correction.WITHDRAWN,
    "refiled": Correction.REFILED,
    "updated": Correction.UPDATED,
}


_HYPHENED = re.compile(
    r"(?:(?:UPDATE|WRAPUP) \d{1,2}|(?:OFFICIAL-)?CORRECTED|CORRECTION|WITHDRAWN|REFILE|RPT|EXCLUSIVE|FACTBOX|TIMELINE|INSIGHT|ANALYSIS|EXPLAINER"
    r"|FEATURE|INTERVIEW|NEWSMAKER|BREAKING)-(?=\S)"
)
"""Tags of a wire at the head of a title, with nothing but a hyphen behind them."""


def set_off(text: str) -> str:
    """The text, as long as it was, with a colon behind such a tag: "UPDATE 1-As fire" tells of no "1-As"."""
    tag = _HYPHENED.match(text) if "-" in text else None
    return f"{tag[0][:-1]}:{text[tag.end() :]}" if tag is not None else text


def credit(passage: Passage) -> str | None:
    """A wire service named in brackets, or alone at either end of the text."""
    folded: Folded = passage.folded
    for mark in passage.marks if "agency" in passage.senses else ():
        for sign in mark.signs if "agency" in mark.senses else ():
            if sign.group == "agency" and _set_apart(folded, mark):
                return sign.form
    return None


def _set_apart(folded: Folded, mark: Mark) -> bool:
    before = folded.text[: folded.starts[mark.first]].rstrip()[-1:]
    after = folded.text[folded.ends[mark.last - 1] :].lstrip()[:1]
    return before in {"(", "[", "|", "–", "—", "-", "/"} or after in {")", "]"}


def correction(scenes: Sequence[Scene]) -> Correction | None:
    """A wire's tag at the head of the title."""
    title = next((one for one in scenes if one.title), None)
    if title is None:
        return None
    for mark in title.marks[:2]:
        for sign in mark.signs:
            if sign.group == "meta" and mark.first == 0 and mark.last in title.sentence.breaks:
                return _CORRECTIONS[sign.value]
    return None
