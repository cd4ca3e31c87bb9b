"""All sections that a rule file may have, what may be mentioned in them, and the names that no field can be marked for.

Decides which modules take part. What a section looks like and compiles to is decided in its own module.
"""

from collections.abc import Iterator, Mapping, Sequence

from monitor.rules import desk, examples, indicators, lexicon, packs, tuning, world
from monitor.rules.documents import Fault, Json, Trail, nearest
from monitor.rules.references import Vocabulary
from monitor.rules.section import Section

SECTIONS: Mapping[str, Section] = {
    **world.SECTIONS,
    **packs.SECTIONS,
    **lexicon.SECTIONS,
    **examples.SECTIONS,
    **indicators.SECTIONS,
    **tuning.SECTIONS,
    **desk.SECTIONS,
}

_EVENT_SENSE = "event:"


def vocabularies(entries: Mapping[str, Sequence[Mapping[str, Json]]]) -> dict[str, Vocabulary]:
    """What may be mentioned, by the name that ``Reference`` uses; ``entries`` are those of each section, as written."""
    names = {name: _names(section, entries[name]) for name, section in SECTIONS.items()}
    events, codes = names["events"], (code for entry in entries["indicators"] for code in _codes(entry))
    parties, patterns = names["actors"] | names["countries"], events | {event.partition(".")[0] for event in events}
    known = {
        **{name: Vocabulary(SECTIONS[name].title, known) for name, known in names.items()},
        "events": Vocabulary("event", events),
        "indicators": Vocabulary("indicator", names["indicators"]),
        "packs": Vocabulary("pack", names["pack"]),
        "parties": Vocabulary("actor or country", parties),
        "event patterns": Vocabulary("event", patterns),
        "indicator codes": Vocabulary("indicator with the code", frozenset(codes)),
        "example parties": Vocabulary("actor or country", parties | examples.UNNAMED),
        "example outcomes": Vocabulary("event or type of event", patterns | {examples.NOTHING}),
        "traits": Vocabulary("trait", lexicon.TRAITS),
        "means": Vocabulary("means", lexicon.MEANS),
    }
    return {**known, **desk.vocabularies(known, names["lists"])}


def more_faults(
    section: str, data: Mapping[str, Json], known: Mapping[str, Vocabulary], lists: Mapping[str, Sequence[str]]
) -> Iterator[Fault]:
    """Names that stand inside other words, or in places that aren't marked as references; ``lists`` are what the rules' lists hold."""
    yield from desk.more_faults(section, data, known, lists)
    if section == "lexicon":
        sense = data.get("sense")
        if isinstance(sense, str) and sense.startswith(_EVENT_SENSE):
            yield from _unknown(("sense",), sense.removeprefix(_EVENT_SENSE), known["events"])
    elif section in ("ladder", "tuning") and known["indicator codes"].names:
        ladder, trail = (dict(data), ()) if section == "ladder" else (data.get("ladder"), ("ladder",))
        for at, code in _texts_in_lists(ladder, trail):
            yield from _unknown(at, code, known["indicator codes"])


def _names(section: Section, entries: Sequence[Mapping[str, Json]]) -> frozenset[str]:
    """The names of a section's entries."""
    named = (entry.get(section.key) for entry in entries) if section.key is not None else ()
    return frozenset(name for name in named if isinstance(name, str))


def _codes(entry: Mapping[str, Json]) -> Iterator[str]:
    """The codes that an indicator fires under: its own with the letter of each tier."""
    tiers = entry.get("tiers")
    for tier in tiers if isinstance(tiers, list) else ():
        suffix = tier.get("suffix") if isinstance(tier, dict) else None
        yield f"{entry.get('code')}{suffix or ''}"


def _texts_in_lists(data: Json, trail: Trail = ()) -> Iterator[tuple[Trail, str]]:
    """Every text in a list, at any depth: the ladder's lists hold codes of indicators and nothing else."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _texts_in_lists(value, (*trail, key))
    elif isinstance(data, list):
        yield from (((*trail, index), text) for index, text in enumerate(data) if isinstance(text, str))


def _unknown(trail: Trail, name: str, vocabulary: Vocabulary) -> Iterator[Fault]:
    """A complaint when the vocabulary doesn't have the name."""
    if name not in vocabulary.names:
        hint = nearest(name, vocabulary.names)
        yield Fault(trail, f"there is no {vocabulary.title} '{name[:60]}'{hint}", "dangling-reference")
