"""The machine-readable shapes of rules and of what came of them. Fields may be added, never renamed or dropped."""

from monitor.model.rules import Verdict
from monitor.pipeline.shapes import Shape
from monitor.rules.matching import Match
from monitor.rules.origins import Layer, Standing, Value


def standing(value: Standing, *, origin: bool = False) -> Shape:
    """An entry of the rules; with ``origin`` where it was written, and who changed what of it."""
    shape: Shape = {
        "kind": value.kind,
        "id": value.key,
        "title": value.data.get("title", value.data.get("because", "")),
        "level": value.level,
        "scope": value.scope,
        "status": value.status,
        "borders": list(value.borders),
    }
    if origin:
        first, *later = value.layers
        shape |= {"origin": first.place(), "overrides": [_layer(layer) for layer in later]}
    return shape


def single(value: Value, *, kind: str, of: str) -> Shape:
    """One value of an entry: which file says it, and what it says in place of; ``was`` is null where it is the first to say it."""
    was = {"value": value.was, "at": value.was_at} if value.was_at else None
    return {
        "kind": kind,
        "id": of,
        "key": value.key,
        "value": value.value,
        "origin": value.at,
        "was": was,
    }


def _layer(layer: Layer) -> Shape:
    return {"override": layer.how, "at": layer.place(), "keys": list(layer.keys)}


def explained(match: Match, *, item: str, rule_at: str) -> Shape:
    """What one rule makes of one item, with the verdict of every condition."""
    return {
        "rule": match.rule,
        "at": rule_at,
        "item": item,
        "matched": match.matched,
        "because": list(match.because),
        "when": verdict(match.when),
        "exceptions": [verdict(part) for part in match.exceptions],
    }


def verdict(value: Verdict) -> Shape:
    """A condition and what became of it; ``holds`` is null where nobody can know, ``join`` null for a leaf."""
    return {
        "says": value.says,
        "holds": value.holds,
        "evidence": list(value.evidence),
        "join": value.join.value if value.join else None,
        "parts": [verdict(part) for part in value.parts],
    }
