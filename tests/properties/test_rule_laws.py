"""Laws of the desk's rules: what ``explain`` prints is why a rule matched, for any condition and any subject."""

import re
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.model.alerts import Level
from monitor.model.indicators import Bound
from monitor.model.reports import Party, PartyKind, PlacePoint
from monitor.model.rules import Condition, Group, Join, Leaf, Rule, RuleStatus, Scope, Spot, Then, Verdict
from monitor.pipeline import rule_shapes
from monitor.rules import matching
from monitor.rules.matching import Match, Subject
from monitor.text.fold import fold

NOW = datetime(2031, 5, 4, 12, tzinfo=UTC)
WORDS = ("missile", "raid", "border", "crossing", "soldiers", "Quito", "میزائل", "ракета", "trade", "flood")
FACTS = ("EC", "PE", "force_state", "force_state.air_strike", "huaquillas", "drone", "A", "en", "factual")
FACT_KEYS = (
    "type",
    "initiator",
    "target",
    "target_class",
    "place",
    "country",
    "border",
    "means",
    "outlet",
    "grade",
    "language",
    "mode",
)
NUMBER_KEYS = ("killed", "injured", "confidence", "severity", "age")


def folded(text: str) -> str:
    """As a compiled rule has it."""
    return " ".join(fold(text).tokens)


words = st.sampled_from(WORDS)
texts = st.lists(words, max_size=8).map(" ".join)
bounds = st.builds(
    Bound, sign=st.sampled_from((">=", "<=", "==", "!=", ">", "<")), number=st.sampled_from((0.0, 0.6, 2.0, 7200.0))
)
spots = st.builds(Spot, st.sampled_from(("huaquillas", "elsewhere")), st.just(-3.5), st.sampled_from((-80.2, 10.0)))
leaves = st.one_of(
    st.builds(
        lambda found: Leaf(key="words", texts=tuple(folded(word) for word in found)),
        st.lists(words, min_size=1, max_size=3),
    ),
    st.builds(
        lambda found: Leaf(key="re", texts=(found,)),
        st.sampled_from(("missil.s?", "x*", "r[ao]id|flood", "^$", "ракет")),
    ),
    st.builds(
        lambda found, within: Leaf(key="near", texts=tuple(found), within=within),
        st.lists(words, min_size=2, max_size=3, unique=True),
        st.sampled_from((2.0, 5.0)),
    ),
    st.builds(
        lambda found, km: Leaf(key="near", spots=tuple(found), within=km),
        st.lists(spots, min_size=1, max_size=2),
        st.just(30.0),
    ),
    st.builds(
        lambda key, found: Leaf(key=key, texts=tuple(found)),
        st.sampled_from(FACT_KEYS),
        st.lists(st.sampled_from(FACTS), min_size=1),
    ),
    st.builds(lambda key, bound: Leaf(key=key, bound=bound), st.sampled_from(NUMBER_KEYS), bounds),
)


def groups(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Group]:
    """Of any join; at least one, two or three of them."""
    return st.builds(
        lambda join, inner, needed: Group(join=join, parts=tuple(inner), needed=needed),
        st.sampled_from(Join),
        st.lists(parts, min_size=1, max_size=4),
        st.integers(1, 3),
    )


conditions: st.SearchStrategy[Condition] = st.recursive(leaves, groups, max_leaves=10)
parties = st.none() | st.builds(
    Party,
    name=st.just("Peru"),
    kind=st.sampled_from((PartyKind.STATE_FORCES, PartyKind.UNKNOWN)),
    state=st.sampled_from(("PE", "EC")),
)
points = st.builds(
    PlacePoint,
    entity=st.sampled_from(("huaquillas", "quito")),
    name=st.just("Huaquillas"),
    country=st.sampled_from(("EC", None)),
    lat=st.sampled_from((-3.48, None)),
    lon=st.just(-80.23),
)
subjects = st.builds(
    Subject,
    texts=st.lists(texts, max_size=3).map(tuple),
    known_at=st.integers(0, 5).map(lambda hours: NOW - timedelta(hours=hours)),
    outlets=st.sampled_from(((), ("radio",))),
    grades=st.sampled_from(((), ("A1",))),
    languages=st.sampled_from(((), ("en",))),
    modes=st.just(("factual",)),
    events=st.sampled_from(((), ("force_state.air_strike",))),
    initiator=parties,
    target=parties,
    places=st.lists(points, max_size=2).map(tuple),
    border=st.sampled_from((None, "EC-PE")),
    means=st.sampled_from(((), ("drone",))),
    numbers=st.dictionaries(st.sampled_from(NUMBER_KEYS[:-1]), st.sampled_from((0.0, 0.6, 3.0)), max_size=4),
)
rules = st.builds(
    lambda when, exceptions, status: Rule(
        id="r",
        title="R",
        scope=Scope.INCIDENT,
        when=when,
        exceptions=tuple(exceptions),
        then=Then(level=Level.NOTICE),
        status=status,
    ),
    conditions,
    st.lists(groups(conditions), max_size=2),
    st.sampled_from(RuleStatus),
)


def leaves_of(verdict: Verdict) -> list[Verdict]:
    """All of them, those under ``none`` too."""
    return [leaf for part in verdict.parts for leaf in leaves_of(part)] if verdict.join else [verdict]


def worked_out(verdict: Verdict, condition: Condition) -> bool | None:
    """What the leaves' verdicts come to by the joins alone, in three values: every way of filling in what isn't known must agree."""
    if isinstance(condition, Leaf):
        return verdict.holds
    parts = [worked_out(part, inner) for part, inner in zip(verdict.parts, condition.parts, strict=True)]
    if condition.join is Join.NONE:
        return not any(part is True for part in parts)
    needed = {Join.ALL: len(parts), Join.ANY: 1}.get(condition.join, condition.needed)
    least, most = sum(part is True for part in parts), sum(part is not False for part in parts)
    return True if least >= needed else False if most < needed else None


def asked(rule: Rule, subject: Subject) -> Match:
    """The one walk."""
    return matching.match(rule, subject, now=NOW)


@given(rules, subjects)
def test_what_is_explained_is_what_matched(rule: Rule, subject: Subject) -> None:
    """The tree that is printed, worked out leaf by leaf, says the same as the match: no second code decides."""
    match = asked(rule, subject)
    assert worked_out(match.when, rule.when) is match.when.holds
    excused = any(worked_out(v, c) is True for v, c in zip(match.exceptions, rule.exceptions, strict=True))
    wanted = match.when.holds is True and not excused and rule.status is not RuleStatus.DEPRECATED
    assert match.matched is wanted
    shown = rule_shapes.explained(match, item="i", rule_at="a.yaml")
    assert (shown["matched"], shown["when"]["holds"]) == (match.matched, match.when.holds)


@given(rules, subjects)
def test_every_true_leaf_has_its_evidence(rule: Rule, subject: Subject) -> None:
    """Words that aren't empty; those of conditions on the text stand in the text."""
    match = asked(rule, subject)
    for tree in (match.when, *match.exceptions):
        for leaf in leaves_of(tree):
            if leaf.holds is not True:
                continue
            assert leaf.evidence, leaf
            assert all(leaf.evidence), leaf
            if leaf.says.startswith(("words", "re ")):
                assert all(any(found in text for text in subject.texts) for found in leaf.evidence)
    assert not match.matched or match.because


@given(st.lists(words, min_size=1, max_size=3), subjects)
def test_words_hold_just_when_they_stand_in_the_text(wanted: list[str], subject: Subject) -> None:
    """Against the plainest way to look for them."""
    leaf = Leaf(key="words", texts=tuple(folded(word) for word in wanted))
    rule = Rule(id="r", title="R", scope=Scope.ITEM, when=leaf, then=Then(level=Level.NOTICE))
    there = {word.casefold() for text in subject.texts for word in re.findall(r"\w+", text)}
    assert asked(rule, subject).matched is any(word.casefold() in there for word in wanted)


@given(rules, subjects)
def test_more_knowledge_never_turns_a_verdict_round(rule: Rule, subject: Subject) -> None:
    """What was not known may become true or false; of conditions without ``none``, what was sure stays so when a figure is added."""
    if "none" in str(rule.when) or "killed" in subject.numbers:
        return
    before = asked(rule, subject).when.holds
    more = Subject(
        **{
            **{name: getattr(subject, name) for name in Subject.__dataclass_fields__},
            "numbers": {**subject.numbers, "killed": 3.0},
        }
    )
    after = asked(rule, more).when.holds
    assert before is None or after is before
