"""From drafts to reports: the last refinements, who says so, which border, and which report is the item's first.

Decides what a report finally holds. Doesn't read text any more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from monitor.extraction.counting import tolls
from monitor.extraction.counting.tolls import Tally
from monitor.extraction.drafts import Draft
from monitor.extraction.judging import borders, events, facing
from monitor.extraction.judging.borders import Setting
from monitor.extraction.judging.by_groups import OVER_THE_LINE
from monitor.extraction.judging.struck import target_class
from monitor.extraction.scenes import copies
from monitor.extraction.scenes.copies import Samples
from monitor.extraction.scenes.scene import Passage, Scene
from monitor.extraction.whole import lodging, rejections, settling, standing, unable, victims
from monitor.extraction.whole.lodging import Lodger
from monitor.extraction.whole.standing import Account
from monitor.extraction.words.steps import DETAINED, PROTESTED, SUSPENDED, TRUCE, WARNED
from monitor.extraction.world.gazetteer import Gazetteer
from monitor.model.items import Item
from monitor.model.lexicon import EventType
from monitor.model.outlets import Outlet
from monitor.model.reports import (
    NOBODY,
    ActClass,
    Correction,
    Count,
    Mode,
    Party,
    PartyKind,
    PlacePoint,
    Rejected,
    Report,
    TargetClass,
)
from monitor.model.times import Precision
from monitor.text import event_times

UNKNOWN_PARTY = Party(name=NOBODY, kind=PartyKind.UNKNOWN)
_DECLARED_BY_BOTH = frozenset({"diplo_coop.no_escalation_declaration", "diplo_coop.conciliatory"})
_SHARED = frozenset({ActClass.CONTACT, ActClass.AGREEMENT})
_AT_LINE = ("coercion.", "posture.")
"""What is done at another state's border: "seals B's border"."""
_SHELLED, _TAKEN = "force_state.shelling", "force_state.territory_or_post_taken"
_CALL = "diplo_coop.contact"
_PLACES_KEPT = 4


@dataclass(slots=True, kw_only=True)
class Source:
    """The item with what holds for all of its reports. Never changed."""

    item: Item
    outlet: Outlet
    zone: ZoneInfo
    language: str
    passages: Sequence[Passage]
    scenes: Sequence[Scene]
    agency: str | None = None
    correction: Correction | None = None


def assemble(
    drafts: Sequence[Draft], source: Source, *, gazetteer: Gazetteer, types: Mapping[str, EventType], setting: Setting
) -> tuple[Report, ...]:
    """The item's reports in order of evidence, one of them primary."""
    accounts = _accounts(drafts, source, gazetteer=gazetteer, setting=setting)
    kept = list(standing.standing(accounts, setting))
    primary = standing.first(accounts, kept)
    samples = copies.samples(source.passages, source.scenes) if kept else copies.NONE
    return tuple(
        _report(one, source, types=types, gazetteer=gazetteer, samples=samples, number=n, primary=one is primary)
        for n, one in enumerate(kept)
    )


def unfit(drafts: Sequence[Draft], source: Source, *, gazetteer: Gazetteer, setting: Setting) -> tuple[Rejected, ...]:
    """The accounts that don't stand by themselves."""
    accounts = _accounts(drafts, source, gazetteer=gazetteer, setting=setting)
    return tuple(rejections.unfit(accounts, list(standing.standing(accounts, setting))))


def _accounts(drafts: Sequence[Draft], source: Source, *, gazetteer: Gazetteer, setting: Setting) -> list[Account]:
    accounts: list[Account] = []
    lodgers = [_settled(draft, source, gazetteer=gazetteer, setting=setting) for draft in drafts]
    for lodger in lodgers:
        draft, event, home = *lodger[:2], lodging.home(lodger, lodgers, gazetteer=gazetteer, setting=setting)
        event = _seen_from_outside(draft, event, home)
        if (
            "rocket" in draft.means
            and event.startswith("force_nonstate")
            and facing.are_of_an_army(draft, home, gazetteer=gazetteer, setting=setting)
        ):
            event = _SHELLED
        for one in _per_side(
            _accused(draft, event, home, gazetteer=gazetteer), event, home, gazetteer=gazetteer, setting=setting
        ):
            if event == DETAINED:
                victims.held(one, gazetteer)
            elif event == _TAKEN and home is not None and one.target is None:
                victims.dispossessed(one, home, gazetteer)
            if source.correction == Correction.WITHDRAWN:
                one.mode = Mode.NEGATED
            accounts.append(Account(one, event, home))
    return accounts


def _settled(draft: Draft, source: Source, *, gazetteer: Gazetteer, setting: Setting) -> Lodger:
    settling.settle(draft, setting=setting, outlet=source.outlet, gazetteer=gazetteer)
    event = events.kind(draft)
    return Lodger(draft, event, borders.home(draft, event, gazetteer=gazetteer, setting=setting))


def _seen_from_outside(draft: Draft, event: str, home: str | None) -> str:
    """What a state says of an act between two others takes a side and is no step on their border."""
    doer = draft.doer
    outside = home is not None and doer is not None and doer not in home.split("-")
    return "diplo_hostile.third_party_statement" if outside and event == PROTESTED else event


def _accused(draft: Draft, event: str, home: str | None, *, gazetteer: Gazetteer) -> Draft:
    """An act with a state's weapons by nobody named, beside a watched line: the other side of that line is meant, and it is marked."""
    if not draft.kinetic or draft.initiator is not None or home is None or draft.crowd:
        return draft
    if facing.UNKNOWN_DOER in draft.traits or (
        draft.target is not None and unable.is_named_crowd(draft.target) and "clash" in draft.words
    ):
        return draft
    struck = draft.struck
    scene = draft.countries[0] if draft.countries else None
    where = struck or scene
    if struck and scene and struck != scene:
        return draft  # somebody struck away from home: by whom, the place doesn't tell
    group = gazetteer.actors.get(draft.target.entity or "") if draft.target is not None else None
    if group is not None and group.fights_host and group.hosted_by == scene:
        return draft  # "six of the R killed in an air strike", where it makes war on the state that it is in
    if event == OVER_THE_LINE and draft.target is None and scene in home.split("-"):
        draft.target = facing.government(scene, gazetteer)
    if event.startswith("force_state") and where in home.split("-"):
        a, b = home.split("-")
        draft.initiator = replace(facing.government(b if where == a else a, gazetteer), kind=PartyKind.UNKNOWN)
        draft.target = draft.target or (facing.government(where, gazetteer) if where else None)
        draft.hedged = True
    return draft


def _per_side(draft: Draft, event: str, home: str | None, *, gazetteer: Gazetteer, setting: Setting) -> list[Draft]:
    """A declaration by both sides is one report per side; an agreement or contact is one report between them."""
    if home is None or draft.kinetic:
        return [draft]
    if draft.target is not None and draft.target.kind == PartyKind.CIVILIANS and not event.startswith(DETAINED):
        draft.target = facing.government(draft.target.state, gazetteer) if draft.target.state else None
    a, b = home.split("-")
    if event == TRUCE and draft.has_group and _is_with_foe(draft, (a, b), gazetteer):
        return [draft]
    if event not in _DECLARED_BY_BOTH or "both_sides" not in draft.traits:
        _address(draft, event, (a, b), gazetteer=gazetteer, setting=setting)
        return [draft]
    return [
        replace(draft, initiator=facing.government(x, gazetteer), target=facing.government(y, gazetteer))
        for x, y in ((a, b), (b, a))
    ]


def _is_with_foe(draft: Draft, sides: tuple[str, str], gazetteer: Gazetteer) -> bool:
    """ "The R declares a ceasefire": with whoever says that a neighbour shelters it, where the text names nobody else; whether that is known."""
    group = gazetteer.actors.get(draft.initiator.entity or "") if draft.initiator is not None else None
    foe = group.hosted_according_to if group is not None else None
    if draft.target is None and foe in sides:
        draft.target = facing.government(foe, gazetteer)
    return draft.initiator is not None and draft.target is not None


def _address(draft: Draft, event: str, sides: tuple[str, str], *, gazetteer: Gazetteer, setting: Setting) -> None:
    """The other side of the border is whom a statement is for; what both do together has both as its parties."""
    a, b = sides
    doer, target = draft.doer, draft.target
    if _is_anothers(draft, event, sides):
        return
    called_off = event == SUSPENDED and draft.voice == "noun"  # talks of both
    shared = called_off or event.startswith(borders.TOGETHER)
    if shared and (setting.pair is not None or doer not in sides):
        first = _first_of(draft, sides, setting)
        draft.initiator = facing.government(first, gazetteer)
        draft.target = facing.government(b if first == a else a, gazetteer)
        return
    group = gazetteer.actors.get(target.entity or "") if target is not None and event == WARNED else None
    if group is not None and doer is not None and group.hosted_according_to == doer:
        return  # the group itself is warned, and not who shelters it
    if doer in sides and (target is None or target.state not in sides or target.state == doer):
        draft.target = facing.government(b if doer == a else a, gazetteer)
        return
    if doer is not None or _is_organisations(draft):
        return
    lines = [side for side in sides if side in setting.lines]
    if target is None and event.startswith(_AT_LINE) and len(lines) == 1:
        draft.initiator = facing.government(b if lines[0] == a else a, gazetteer)
        draft.target = facing.government(lines[0], gazetteer)
    elif target is not None and target.state in sides and not event.startswith(borders.COMMENTS):
        draft.initiator = facing.government(b if target.state == a else a, gazetteer)


def _is_organisations(draft: Draft) -> bool:
    """ "The peacekeepers condemn B's attack", "bishops condemn it": their words, not those of the state where they are."""
    return draft.stranger or (draft.initiator is not None and draft.initiator.kind == PartyKind.ORGANISATION)


def _is_anothers(draft: Draft, event: str, sides: tuple[str, str]) -> bool:
    """Whether a group, or a third state that calls the two, is whose words they are, or a third state's people are held: "Cs at A's border with B"."""
    doer, target = draft.initiator, draft.target
    if doer is None:
        return False
    if target is not None and target.kind == PartyKind.CIVILIANS and target.state not in {None, doer.state}:
        return True
    group = doer.kind == PartyKind.NONSTATE_GROUP and doer.entity is not None and target is not None
    third = doer.state is not None and doer.state not in sides and event == _CALL and draft.voice == "verb"
    return group or third


def _first_of(draft: Draft, sides: tuple[str, str], setting: Setting) -> str:
    """Of what both sides do together: the subject, else who tells of it, else whom the text names first."""
    doer = draft.doer
    order = (doer, *draft.said_by, *(setting.pair or ()), *setting.states)
    return next((state for state in order if state in sides), sides[0])


def _report(
    account: Account,
    source: Source,
    *,
    types: Mapping[str, EventType],
    gazetteer: Gazetteer,
    samples: Samples,
    number: int = 0,
    primary: bool = False,
) -> Report:
    draft, event, home = account
    item, outlet = source.item, source.outlet
    happened_at, precision = _when(draft, source)
    act = types[event].act if event in types else ActClass.OTHER
    tally = Tally(tolls=draft.tolls if draft.kinetic else [])
    counts = _counts(tally, event, target_class(draft))
    traits = set(draft.traits)
    if act in _SHARED and home:
        traits.add("both_sides")
    if draft.kinetic:
        traits |= _dead_sorts(tally)
        traits |= {"returned_fire"} if draft.answers and draft.main and not draft.earlier else set()
    else:
        traits -= {"children_dead", "women_dead"}
    return Report(
        key=f"{item.id}#{number}",
        item=item.id,
        event=event,
        act=act,
        mode=draft.mode,
        known_at=item.known_at,
        outlet=outlet.id,
        events_grade=item.grade or outlet.events.value,
        statements_grade=outlet.statements.value if outlet.statements else None,
        outlet_side=outlet.side,
        owner=outlet.owner,
        published_at=item.published_at,
        language=source.language,
        initiator=draft.initiator or (UNKNOWN_PARTY if draft.kinetic else None),
        target=draft.target,
        target_class=target_class(draft) if draft.kinetic else TargetClass.UNKNOWN,
        means=tuple(draft.means),
        places=tuple(gazetteer.measured(point, home) for point in _places(draft)),
        happened_at=happened_at,
        precision=precision,
        killed=counts.killed,
        injured=counts.injured,
        attackers_killed=counts.attackers,
        children_killed=counts.children,
        women_killed=counts.women,
        civilians_killed=counts.civilians,
        said_by=_said_by(draft, outlet),
        claimed_by=tuple(draft.claimed_by),
        denied_by=tuple(draft.denied_by),
        hedged=draft.hedged,
        traits=tuple(sorted(traits)),
        correction=source.correction,
        agency=source.agency,
        sketch=samples.sketch,
        bones=samples.bones,
        border=home,
        primary=primary,
        title=item.title,
        url=item.url,
        evidence=tuple(draft.evidence),
    )


def _when(draft: Draft, source: Source) -> tuple[datetime | None, Precision]:
    item = source.item
    return event_times.resolve(
        draft.times,
        published_at=item.published_at,
        precision=item.published_precision,
        known_at=item.known_at,
        zone=source.zone,
    )


def _places(draft: Draft) -> tuple[PlacePoint, ...]:
    """The most exact first, those of the country where it happened only."""
    doer = draft.doer
    abroad = [place for place in draft.places if place.country != doer] if draft.kinetic else []
    places = sorted(abroad or draft.places, key=lambda place: place.precision)
    return tuple(place for place in places if place.country == places[0].country)[:_PLACES_KEPT]


def _said_by(draft: Draft, outlet: Outlet) -> tuple[str, ...]:
    said = dict.fromkeys(draft.said_by)
    if outlet.side:
        said[outlet.side] = None
    return tuple(said)


def _dead_sorts(tally: Tally) -> set[str]:
    dead = {toll.common for toll in tally.tolls if toll.what == "killed"}
    return {trait for common, trait in (("children", "children_dead"), ("women", "women_dead")) if common in dead}


@dataclass(slots=True, kw_only=True)
class _Counts:
    killed: Count | None = None
    injured: Count | None = None
    attackers: Count | None = None
    children: Count | None = None
    women: Count | None = None
    civilians: Count | None = None


def _counts(tally: Tally, event: str, struck: TargetClass) -> _Counts:
    """Victims apart from attackers: in a group's attack, dead militants are the attackers' own; in a strike on militants they are its dead."""
    if not tally.tolls:
        return _Counts()
    attackers = (
        tally.total("killed", of=(PartyKind.NONSTATE_GROUP, PartyKind.UNKNOWN))
        if event.startswith("force_nonstate") and struck != TargetClass.NONSTATE_GROUP
        else None
    )
    victims = [
        t for t in tally.tolls if attackers is None or t.who not in (PartyKind.NONSTATE_GROUP, PartyKind.UNKNOWN)
    ]
    if {t.own for t in victims if t.what == "killed"} == {True, False}:
        own = [t.count for t in victims if t.own and t.what == "killed"]
        attackers = tolls.add([*([attackers] if attackers else []), *own])
        victims = [t for t in victims if not t.own]
    whole = Tally(tolls=victims)
    children, women = whole.total("killed", of=("children",)), whole.total("killed", of=("women",))
    killed = whole.total("killed") or tolls.add([count for count in (children, women) if count])
    killed = killed or whole.largest_part("killed")
    return _Counts(
        killed=killed,
        injured=whole.total("injured") or whole.largest_part("injured"),
        attackers=attackers,
        children=_at_most(children, killed),
        women=_at_most(women, killed),
        civilians=_at_most(_civilians(whole, children, women), killed),
    )


def _civilians(tally: Tally, children: Count | None, women: Count | None) -> Count | None:
    whole = [t.count for t in tally.tolls if t.what == "killed" and not t.part and t.who == PartyKind.CIVILIANS]
    return tolls.add(whole) or tolls.add([count for count in (children, women) if count])


def _at_most(part: Count | None, whole: Count | None) -> Count | None:
    if part is None or whole is None:
        return part
    low, best, high = min(part.low, whole.low), min(part.best, whole.best), min(part.high, whole.high)
    return Count(low=low, best=best, high=high)


def withdrawal(source: Source, gazetteer: Gazetteer, setting: Setting) -> tuple[Report, ...]:
    """A report that says no more than that an earlier one is withdrawn; which one is for those who know the outlet's earlier items."""
    made = Draft(kinetic=False, words=["meta.withdrawal_of_report"], mode=Mode.NEGATED, main=True, title=True)
    home = borders.home(made, made.words[0], gazetteer=gazetteer, setting=setting)
    samples = copies.samples(source.passages, source.scenes)
    return (_report(Account(made, made.words[0], home), source, types={}, gazetteer=gazetteer, samples=samples),)
