"""Captions of pictures that stand in a summary: what a photograph shows, often years old, is no news.

Decides which sentences are a caption, by the credit in brackets behind them ("(A. Name/AP Photo)"). Doesn't decide what the rest says.
"""

import re
from collections.abc import Sequence

from monitor.extraction.scenes.scene import Scene

_CREDIT = re.compile(
    r"\b(?:photos?|getty images|handout|courtesy of|via (?:ap|afp|reuters|getty))\b|\w/(?:ap|afp|reuters|epa|upi|xinhua|tass)\b",
    re.IGNORECASE,
)
_LONGEST = 14
"""Tokens of a credit: "Julio Cesar Aguilar/AFP via Getty Images"."""


def without(scenes: Sequence[Scene]) -> list[Scene]:
    """The scenes of a passage but for credits and the sentence that each stands behind."""
    if not scenes or "(" not in scenes[0].passage.folded.text:
        return list(scenes)
    credited = {n for n, scene in enumerate(scenes) if _is_credit(scene)}
    return [scene for n, scene in enumerate(scenes) if n not in credited and n + 1 not in credited]


def _is_credit(scene: Scene) -> bool:
    folded = scene.passage.folded
    if scene.title or scene.last - scene.first > _LONGEST:
        return False
    before = folded.text[: folded.starts[scene.first]].rstrip()[-1:]
    after = folded.text[folded.ends[scene.last - 1] :].lstrip()[:1]
    return before == "(" and after == ")" and bool(_CREDIT.search(folded.written(scene.first, scene.last)))
