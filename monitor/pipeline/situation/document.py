"""The report as one JSON document, made of the shapes that scripts rely on elsewhere too."""

import json

from monitor.model.responses import Worth
from monitor.pipeline import shapes
from monitor.pipeline.respond import Tally
from monitor.pipeline.shapes import Shape
from monitor.pipeline.situation import story
from monitor.pipeline.situation.compose import Account, BorderSituation, Situation
from monitor.text.printable import printable


def render(situation: Situation) -> str:
    """The text, with a line break at its end."""
    return printable(json.dumps(shape(situation), ensure_ascii=False, indent=1)) + "\n"


def shape(situation: Situation) -> Shape:
    """Plain data. Fields may be added, never renamed or dropped."""
    return {
        "since": shapes.instant(situation.since),
        "until": shapes.instant(situation.until),
        "summary": list(story.summary(situation)),
        "borders": [_border(border) for border in situation.borders],
        "worth": [_tally(each) for each in situation.tallies],
    }


def _tally(tally: Tally) -> Shape:
    counts = {worth.value: tally.counts.get(worth, 0) for worth in Worth}
    return {
        "level": tally.level,
        "reason": tally.reason,
        "told": tally.told,
        **counts,
        "unanswered": tally.unanswered,
    }


def _border(border: BorderSituation) -> Shape:
    return {
        **shapes.border(border.assessment, ()),
        "was": border.was.value,
        "in_hindsight": border.in_hindsight,
        "because": list(border.assessment.because),
        "changes": [shapes.transition(change) for change in border.changes],
        "alerts": [shapes.alert(alert) for alert in border.alerts],
        "lines": {side: {kind: how.value for kind, how in kinds.items()} for side, kinds in border.voices.items()},
        "toll": {name: shapes.count(count) for name, count in border.toll.items()},
        "incidents": [_account(account) for account in border.accounts],
        "more_incidents": border.more,
        "curve": [{"at": shapes.instant(at), "score": round(score, 1)} for at, score in border.curve],
    }


def _account(account: Account) -> Shape:
    sources = [{"outlet": s.outlet, "grade": s.grade, "url": s.url, "title": s.title} for s in account.sources]
    return {**shapes.incident(account.incident), "new": account.is_new, "sources": sources}
