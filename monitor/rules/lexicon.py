"""The taxonomy of events, the words of each language and what it is known by: ``rules/core/{events,languages}.yaml``, ``rules/core/lexicon/*.yaml``.

Decides the shape of the sections ``events``, ``languages`` and ``lexicon`` and which senses and forms there are. Doesn't decide what reading does with
a sense.
"""

import math
import re
from collections.abc import Iterable, Mapping
from itertools import chain, product
from typing import Annotated

from pydantic import AfterValidator, Field

from monitor.model.lexicon import SCRIPTS, EventType, Language, Lexeme, by_language
from monitor.model.reports import ActClass, LeftOut, Mode, PartyKind
from monitor.rules.section import Entry, Section

KINETIC_WORDS = frozenset(
    {
        "strike", "shell", "attack", "ambush", "shoot", "clash", "blast", "suicide", "abduct", "assassinate", "raid", "incursion", "seize",
        "shootdown", "infiltrate", "kill", "sabotage", "truce_breach", "hit", "offensive", "foray", "wound",
    }
)  # fmt: skip
MEANS = frozenset(
    {
        "missile", "drone", "aircraft", "helicopter", "rocket", "artillery", "mortar", "gun", "bomb", "mine",
        "suicide", "grenade",
    }
)  # fmt: skip
TRAITS = frozenset(
    {
        "force_threat", "deadline", "harbouring", "visits_suspended", "envoy_barred", "only_group_targeted", "foreign_victims", "minimised",
        "no_damage", "return_announced", "returned", "visit_announced", "visit_made", "both_sides", "hotline", "minister_level",
        "named_operation", "publicly_claimed", "prior_notice", "demands_force", "joint_condemnation", "blames_neighbour", "after_dispute",
        "unprovoked", "truce_breach", "mutual_fire", "revenge_vow", "sponsor_framing", "airlines_reroute",
        "travel_advisory", "staff_withdrawn", "to_leave", "notice_confirmed", "unilateral", "manned", "children_dead", "women_dead",
        "anonymous_source", "unverified_footage", "unknown_doer", "planted_charge", "bombarded", "buried",
        "over_the_line", "operation",
    }
)  # fmt: skip
FIXED_VALUES: Mapping[str, frozenset[str]] = {
    "kinetic": KINETIC_WORDS,
    "means": MEANS,
    "trait": TRAITS,
    "party": frozenset(PartyKind),
    "mode": frozenset(Mode) | {"question", "hedged", "nobody", "not", "unproven"},
    "filter": frozenset(LeftOut),
    "count": frozenset({"killed", "injured", "missing", "toll", "unit", "subset", "more", "person", "label", "none", "apiece", "past", "rank", "own", "with", "fatal"}),
    "role": frozenset(
        {
            "by", "on", "against", "in", "near", "inside", "at", "from", "to", "with", "of", "over", "between",
            "agent", "object", "say", "per", "after", "while", "topic", "be", "det", "and", "infinitive", "border",
            "both", "mutual", "have", "answer", "carry", "backed", "broker", "holds", "undergo", "beside", "being",
            "repel", "bars", "we", "foe", "come", "made", "led", "first", "opens", "culprit", "laid", "held_for", "when",
        }
    ),
    "claim": frozenset({"responsibility", "denial", "unclaimed"}),
    "meta": frozenset({"corrected", "withdrawn", "refiled", "updated"}),
    "time": frozenset(
        {
            "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday",
            "tonight", "overnight", "night", "morning", "noon", "evening", "midnight", "days_ago", "month",
            "solar", "weekend",
            "incident", "took_place",
        }
    ),
    "agency": frozenset({"credit"}),
    "grammar": frozenset(
        {
            "order", "genitive", "cues", "topic", "capitals", "voice", "thousands", "case", "proclitic",
            "demonym_ending", "tail", "head", "turned", "home", "accusative", "nominative", "oblique", "whom", "told", "relative",
        }
    ),
    "object": frozenset(
        {
            "ties", "airspace", "truce", "blame", "captives", "waters", "hostage", "ground", "sea", "vessel",
            "quarrel", "line", "answer", "protest", "passage", "treaty", "attire", "tongue", "charge", "redress",
            "link", "beyond", "craft", "slur", "reproach", "home", "test", "loudspeakers", "migrants", "gate", "deadline", "pullout", "proposal", "retort", "fence", "goods",
            "homecoming", "flown", "alternative", "peace", "urging", "demanding", "despite", "refusing", "calling", "pending", "undoing", "called_off", "resumed", "accord", "liner", "awaiting", "strained", "doubtful", "anybody", "epithet",
            "verdict", "camp", "talks", "by_hand", "superlative", "addressee", "terror", "rally", "condition",
        }
    ),
    "bound": frozenset({"least", "most", "about", "nearly", "half", "between", "until", "change"}),
    "idiom": frozenset({"peaceful", "everyday"}),
    "place": frozenset({"border"}),
}  # fmt: skip
"""The groups whose values are fixed; ``event:<event id>`` and ``number:...`` are open. An ``idiom`` is read as nothing: "the opening shots of a campaign"; an
everyday word that some town has for its name is no town in that language. A ``place`` is in the word: "border clashes" are at one."""


def _known_sense(sense: str) -> str:
    group, separator, value = sense.partition(":")
    if not separator or not value:
        raise ValueError(f"a sense is 'group:value', not {sense!r}")
    if group in {"event", "number"}:
        return sense
    allowed = FIXED_VALUES.get(group)
    if allowed is None:
        raise ValueError(
            f"unknown group of senses {group!r}; there are {', '.join(sorted([*FIXED_VALUES, 'event', 'number']))}"
        )
    if value not in allowed:
        raise ValueError(f"unknown value {value!r} of {group!r}; there are {', '.join(sorted(allowed))}")
    return sense


class EventEntry(Entry):
    """A row of the taxonomy."""

    id: str = Field(pattern=r"^[a-z_]+\.[a-z_]+$")
    title: str
    act: ActClass
    severity: int = Field(ge=-6, le=6)
    severity_deaths: int | None = Field(default=None, ge=-6, le=6)
    severity_no_deaths: int | None = Field(default=None, ge=-6, le=6)
    severity_manned: int | None = Field(default=None, ge=-6, le=6)
    acled: str | None = None
    plover: str | None = None
    cameo: str | None = None
    mid: str | None = None


_CHOICE = re.compile(r"\(([^()]*)\)")
MOST_SPELLINGS = 2000
"""What one line of alternatives may stand for: more is a mistake, or would be read by nobody."""


def spelled_out(words: str) -> tuple[str, ...]:
    """All that "(send|sends) (the|) troops back" stands for, in order.

    Raises ValueError for brackets and bars without their like, and for more than ``MOST_SPELLINGS``.
    """
    if "(" not in words and ")" not in words and "|" not in words:
        return (words,)
    parts = _CHOICE.split(words)
    if any(sign in between for between in parts[::2] for sign in "()|"):
        raise ValueError(f"alternatives are written '(one|other)', not {words!r}")
    choices = [part.split("|") if at % 2 else [part] for at, part in enumerate(parts)]
    if (count := math.prod(map(len, choices))) > MOST_SPELLINGS:
        raise ValueError(f"{words!r} stands for {count:,} spellings; at most {MOST_SPELLINGS:,} are allowed in a line")
    return tuple(" ".join("".join(chosen).split()) for chosen in product(*choices))


def _all_spelled_out(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(chain.from_iterable(map(spelled_out, words)))


def _is_spelled(words: str) -> str:
    spelled_out(words)
    return words


class LexiconEntry(Entry):
    """Words of one language with one sense and one form; a phrase may hold alternatives, as in :func:`spelled_out`."""

    id: str
    language: str = Field(pattern=r"^[a-z]{2,3}$")
    sense: Annotated[str, AfterValidator(_known_sense)]
    form: str = "phrase"
    words: Annotated[tuple[Annotated[str, AfterValidator(_is_spelled)], ...], AfterValidator(_all_spelled_out)] = Field(
        min_length=1
    )


def _known_script(script: str) -> str:
    if script not in SCRIPTS:
        raise ValueError(f"unknown script {script!r}; there are {', '.join(SCRIPTS)}")
    return script


class LanguageEntry(Entry):
    """What a text in a language is known by. Of several languages of a script the first is that of texts that show nothing else.

    ``read_as``: the language by whose lexicon its texts are read, where the two are that near.
    """

    code: str = Field(pattern=r"^[a-z]{2,3}$")
    name: str
    script: Annotated[str, AfterValidator(_known_script)] = "latin"
    letters: str = Field(default="", pattern=r"^[^\x00-\x7f]*$")
    words: tuple[Annotated[str, Field(pattern=r"^\S+$")], ...] = ()
    read_as: str | None = Field(default=None, pattern=r"^[a-z]{2,3}$")


SECTIONS: Mapping[str, Section] = {
    "events": Section(entry=EventEntry, title="event"),
    "languages": Section(entry=LanguageEntry, key="code", title="language"),
    "lexicon": Section(entry=LexiconEntry, title="lexeme"),
}


def compile_events(entries: Iterable[EventEntry]) -> tuple[EventType, ...]:
    """The taxonomy in the order of the file."""
    return tuple(EventType(**entry.model_dump()) for entry in entries)


def compile_lexicon(entries: Iterable[LexiconEntry]) -> Mapping[str, tuple[Lexeme, ...]]:
    """By language, one lexeme per word, in the order of the files."""
    return by_language(
        Lexeme(language=entry.language, sense=entry.sense, text=word, form=entry.form)
        for entry in entries
        for word in entry.words
    )


def compile_languages(entries: Iterable[LanguageEntry]) -> tuple[Language, ...]:
    """In the order of the files."""
    return tuple(
        Language(
            code=entry.code,
            script=entry.script,
            letters=entry.letters,
            words=tuple(word.lower() for word in entry.words),
            read_as=entry.read_as or entry.code,
        )
        for entry in entries
    )
