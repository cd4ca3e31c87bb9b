"""What the whole item tells of its acts: their traits, whom a text means without naming him.

Decides what is carried from one sentence to the act of another. Doesn't read words of its own beyond the marks that are there.
"""

from collections.abc import Collection, Sequence

from monitor.extraction.casting.roles import SENT
from monitor.extraction.drafts import FROM_AFAR, Draft
from monitor.extraction.gathering.acts import Act, said
from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling import denials
from monitor.extraction.words.steps import ACCUSED, AGREED, DETAINED, RECALLED, SUSPENDED, TRUCE, VIOLATED
from monitor.extraction.words.vocabulary import THINGS
from monitor.extraction.world.gazetteer import Gazetteer
from monitor.model.reports import Mode, Party, PartyKind

TRAITS_OF: tuple[tuple[str, frozenset[str]], ...] = (
    ("diplo_hostile.threat", frozenset({"force_threat", "deadline", "revenge_vow"})),
    ("diplo_hostile.ultimatum", frozenset({"force_threat", "deadline"})),
    ("diplo_hostile.accuse", frozenset({"harbouring", "sponsor_framing"})),
    ("diplo_hostile.envoy_recalled", frozenset({"visits_suspended", "envoy_barred"})),
    ("diplo_hostile.third_party", frozenset({"airlines_reroute", "travel_advisory", "staff_withdrawn"})),
    ("diplo_hostile.talks", frozenset({"visits_suspended"})),
    ("diplo_hostile.condemn", frozenset({"unprovoked", "joint_condemnation"})),
    ("diplo_coop.concil", frozenset({"joint_condemnation"})),
    ("diplo_coop.restraint", frozenset({"to_leave"})),
    ("diplo_coop.contact", frozenset({"both_sides", "hotline", "minister_level", "return_announced"})),
    ("diplo_coop.visit", frozenset({"visit_announced", "visit_made", "minister_level"})),
    ("diplo_coop.agreement", frozenset({"both_sides", "minister_level", "return_announced", "visit_announced"})),
    ("diplo_coop.relations", frozenset({"return_announced", "returned", "both_sides"})),
    ("material_deesc.reopening", frozenset({"after_dispute"})),
    ("material_deesc.ceasefire", frozenset({"both_sides", "unilateral"})),
    ("coercion.", frozenset({"after_dispute"})),
    ("society.", frozenset({"demands_force"})),
)

_OF_FORCE = frozenset(
    {
        "only_group_targeted", "foreign_victims", "minimised", "no_damage", "named_operation", "publicly_claimed", "prior_notice",
        "blames_neighbour", "unprovoked", "truce_breach", "mutual_fire", "notice_confirmed", "manned", "anonymous_source",
        "unverified_footage", "unknown_doer", "planted_charge", "bombarded", "buried", "over_the_line", "operation",
    }
)  # fmt: skip

_RESTORED = "diplo_coop.relations_restored"
_DENIED = "claim.denial"
_UNDONE = frozenset({RECALLED, SUSPENDED})
"""Steps that restored relations undo."""
_DIRECT = frozenset({"blast", "shoot", "kill", "wound"})
"""Words of what guards and mines do to a neighbour's people; ambushes and attacks are as often a group's."""
_THROWN = frozenset({"drone", "rocket", "mortar", "artillery"})
"""Arms that reach over a line; of a state that is accused of them they are that state's."""
_AEROPLANES, _BOMBARDED = ("means", "aircraft"), "bombarded"
_BURIED = "buried"
"""The trait of items whose headline is of those who fell before, by words for their burial."""
_BURIAL = ("trait", _BURIED)
_GUNS = frozenset({("means", "artillery"), ("means", "mortar"), ("role", "border"), ("place", "border")})
"""Words of guns, or of the line between two that have them."""
_ON_THE_LINE_KM = 5.0
"""As near as posts stand to a line, which shoot at each other."""
_NAMELESS = frozenset({PartyKind.UNKNOWN, PartyKind.NONSTATE_GROUP, PartyKind.CIVILIANS})
"""Kinds of doers of nobody's that a group's name may stand for; soldiers and whoever has a name of his own are others."""
_OF_GUARDS = frozenset({"shoot", "clash"})
"""What soldiers and guards are accused of by their own name."""
_AGAINST = ("diplo_hostile.condemn", "diplo_hostile.envoy", "diplo_hostile.threat")


def traits(acts: Sequence[Act]) -> set[str]:
    """Every trait that the item's words name."""
    marks = [mark for act in acts if "trait" in act.scene.senses for mark in act.scene.of("trait")]
    found = {sign.value for mark in marks for sign in mark.signs if sign.group == "trait"}
    if _BURIED in found and not any(act.scene.title and act.scene.has(*_BURIAL) for act in acts):
        found -= {_BURIED}  # "shells hit D. Funerals were held"
    return found - {_BOMBARDED} if _BOMBARDED in found and not _is_fired(acts) else found


def _is_fired(acts: Sequence[Act]) -> bool:
    """Whether a bombardment is of guns: that are named, or at a line, where no aeroplanes are."""
    scenes = [act.scene for act in acts]
    if any(_AEROPLANES in scene.senses for scene in scenes):
        return False
    told = any(not _GUNS.isdisjoint(scene.senses) for scene in scenes)
    places = (named.place for scene in scenes for named in scene.names if named.place is not None)
    return told or any(km <= _ON_THE_LINE_KM for place in places for _, km in place.border_km)


def fitting(made: Draft, found: set[str]) -> set[str]:
    """Those traits that say something of this kind of act."""
    if made.kinetic or not found:
        return found & _OF_FORCE
    return {trait for prefix, fit in TRAITS_OF if made.words[0].startswith(prefix) for trait in found & fit}


def one_seizure(drafts: list[Draft]) -> None:
    """ "A arrests three of B's policemen, B speaks of abduction": one act, which the other side calls by another name."""
    if any(made.words[0].startswith(DETAINED) and made.mode == Mode.FACTUAL for made in drafts):
        drafts[:] = [made for made in drafts if made.words != ["abduct"] or made.initiator is not None]


def only_called_violation(drafts: list[Draft]) -> None:
    """ "A protests at the violation of its airspace; B says its missiles hit rebels there": what A calls so is the strike, and no act of its own."""
    struck = [made for made in drafts if made.kinetic and made.mode == Mode.FACTUAL and made.doer]
    drafts[:] = [
        made for made in drafts if made.words[0] != VIOLATED or not any(_went_in(blow, made) for blow in struck)
    ]


def _went_in(blow: Draft, violation: Draft) -> bool:
    owner = violation.struck
    return blow.doer == violation.doer and owner is not None and owner in {blow.struck, *blow.countries}


def undone_breaks(drafts: list[Draft]) -> None:
    """ "Ambassadors back at their posts", and below "ending the break in ties": what a headline's restored relations undo is no news."""
    restored = [made for made in drafts if made.words[0] == _RESTORED and made.title and made.mode == Mode.FACTUAL]
    if restored:
        drafts[:] = [made for made in drafts if made.title or made.words[0] not in _UNDONE]


def agreed_truce(drafts: list[Draft]) -> None:
    """A headline's agreement on a ceasefire is the ceasefire: between whom the agreement is."""
    steps = [made for made in drafts if made.title and made.mode == Mode.FACTUAL]
    agreed = next((made for made in steps if made.words[0] == AGREED), None)
    truce = next((made for made in steps if made.words[0] == TRUCE), None)
    if agreed is None or truce is None:
        return
    if not truce.has_group:
        truce.initiator, truce.target = agreed.initiator or truce.initiator, agreed.target or truce.target
    truce.traits |= agreed.traits
    truce.main = truce.main or agreed.main
    truce.evidence += [span for span in agreed.evidence if span not in truce.evidence]
    drafts[:] = [made for made in drafts if made is not agreed]


def follow_up(
    acts: Sequence[Act], drafts: Sequence[Draft], states: Sequence[str], gazetteer: Gazetteer
) -> Draft | None:
    """A side counts its dead in the same breath as both sides' statements, without a word for what killed them: the other's strike.

    Only when the headline's speaker is a state, the dead are people, and exactly one other state is spoken of in words of diplomacy.
    """
    title = next((act for act in acts if act.scene.title), None)
    if title is None or not any(toll.what == "killed" for toll in title.tolls) or any(made.kinetic for made in drafts):
        return None
    teller = next((party.state for party in title.parties if party.speaker and party.state), None)
    others = [state for state in states if state != teller]
    talk = any(made.words[0].startswith(("diplo_coop", "diplo_hostile")) for made in drafts)
    if teller is None or len(others) != 1 or not talk:
        return None
    country = gazetteer.countries[others[0]].name if others[0] in gazetteer.countries else others[0]
    return Draft(
        kinetic=True,
        words=["strike"],
        mode=Mode.FACTUAL,
        main=False,
        title=True,
        initiator=Party(name=country, kind=PartyKind.GOVERNMENT, state=others[0]),
        located=[teller],
        tolls=list(title.tolls),
        said_by=[teller],
        evidence=[toll.span for toll in title.tolls],
        hedged=True,
    )


def standing_toll(acts: Sequence[Act]) -> Draft | None:
    """A headline that only brings a toll up to date ("toll of the blasts now 84") is about the attack at that place."""
    title = next((act for act in acts if act.scene.title), None)
    if title is None or not title.tolls or not title.scene.has("count", "toll"):
        return None
    made = Draft(kinetic=True, words=["kill"], mode=Mode.FACTUAL, main=True, title=True, tolls=list(title.tolls))
    made.evidence = [toll.span for toll in title.tolls]
    made.places = list(title.places)
    made.said_by = said(title)
    return made if made.places else None


def attribute(acts: Sequence[Act], forces: Sequence[Draft], joined: Sequence[Draft]) -> None:
    """One group named in the whole item, nobody else to have done it and nobody else accused: the attack is laid at its door."""
    denied = [d for d in joined if d.words[0] == _DENIED and _is_of_group(d.initiator)]
    nameless = [
        made
        for made in forces
        if made.whence or (_is_by_nobody(made) and (denied or ("strike" not in made.words and not made.means_of_state)))
    ]
    if not nameless or any(d.words[0].startswith(ACCUSED) and d.target and not d.target.entity for d in joined):
        return
    groups = _groups(acts)
    if len(groups) != 1 or any(act.scene.has("claim", "unclaimed") for act in acts):
        return
    group, scene = next(iter(groups.values()))
    mourned = scene.mark_at(group.last)
    if mourned is not None and mourned.has("role", "have"):  # whom a group mourns was its own
        nameless[0].target = nameless[0].target or group.party(scene)
        return
    elsewhere = any(d.initiator and d.initiator.entity == group.entity and not SENT & set(d.words) for d in forces)
    before = scene.mark_before(group.first)
    elsewhere = elsewhere or (before is not None and before.has("role", "while"))
    for made in nameless:
        if made.whence and elsewhere:
            continue  # "shells from A fall as G enters a town": not G's
        if made.target is None or made.target.entity != group.entity:
            made.origin, made.whence = (made.doer if made.whence else made.origin), False
            made.initiator = group.party(scene)


def _is_of_group(party: Party | None) -> bool:
    return party is not None and party.kind == PartyKind.NONSTATE_GROUP


def _groups(acts: Sequence[Act]) -> dict[str, tuple[PartyAt, Scene]]:
    """The groups known by name that an item speaks of, but for those who only mourn, and of whom nobody knows whether they did it."""
    return {
        party.entity: (party, act.scene)
        for act in acts
        if [named for named in act.scene.names if named.actor is not None]
        for party in act.parties
        if party.kind == PartyKind.NONSTATE_GROUP and party.entity is not None and not _is_left_out(act, party)
    }


def name_groups(acts: Sequence[Act], joined: Sequence[Draft]) -> None:
    """ "A militia warns B", and below "the R gave B a choice": whose words they are, where the item names one group."""
    nameless = [made for made in joined if not made.kinetic and made.title and _is_some_group(made.initiator)]
    groups = _groups(acts) if nameless else {}
    if len(groups) == 1:
        group, scene = next(iter(groups.values()))
        for made in nameless:
            made.initiator = group.party(scene)


def _is_some_group(party: Party | None) -> bool:
    nobodys = party is not None and party.kind == PartyKind.NONSTATE_GROUP
    return nobodys and party is not None and party.entity is None and party.state is None


def _is_left_out(act: Act, group: PartyAt) -> bool:
    return denials.is_open(act.scene, group.first) or _mourns(act, group)


def _mourns(act: Act, group: PartyAt) -> bool:
    """ "The R mourned its commander": whoever grieves for the dead didn't kill them."""
    word = act.scene.mark_at(group.last)
    return word is not None and word.has("count", "killed") and ("count", "verb") in word.word.forms


def _is_by_nobody(made: Draft) -> bool:
    doer = made.initiator
    return doer is None or (doer.entity is None and doer.state is None and doer.kind in _NAMELESS)


def blame(drafts: Sequence[Draft], states: Sequence[str], gazetteer: Gazetteer) -> None:
    """A state that recalls, summons or protests "after a strike", in a text that speaks of one other state, means that one's strike."""
    accuser = next(
        (d.initiator.state for d in drafts if d.initiator and d.initiator.state and d.words[0].startswith(_AGAINST)),
        None,
    )
    accused = {d.target.state for d in drafts if d.target and d.words[0].startswith(ACCUSED)} - {None}
    for made in drafts:
        if made.kinetic and accused and not (made.initiator and made.initiator.state):
            made.traits.add("blames_neighbour")
    _charge(drafts, gazetteer)
    others = [state for state in states if state != accuser]
    if accuser is None or len(others) != 1 or others[0] not in gazetteer.countries:
        return
    for made in drafts:
        struck_at_home = made.kinetic and made.initiator is None and set(made.countries) <= {accuser}
        if struck_at_home and (FROM_AFAR & set(made.words) or made.means_of_state or "drone" in made.means):
            made.initiator = Party(name=gazetteer.countries[others[0]].name, kind=PartyKind.GOVERNMENT, state=others[0])
            made.located = made.located or [accuser]


def _charge(drafts: Sequence[Draft], gazetteer: Gazetteer) -> None:
    """What nobody named did is laid, with doubt, at the door of the only one accused of it: any act at a group's, a state's arms at a state's.

    So is what came from the ground of the state that is said to shelter an accused group.
    """
    charges = [d for d in drafts if d.words[0].startswith(ACCUSED) and d.target and d.mode == Mode.FACTUAL]
    accused = next((d.target for d in charges if d.target and (d.target.state or d.target.entity)), None)
    if accused is None:
        return
    accusers = {d.doer or _home(d.initiator, gazetteer) for d in charges if d.target is accused} - {None}
    for made in drafts:
        _turn_blast(made, charges)
        doer = made.initiator
        sheltered = (
            doer is not None and doer.kind == PartyKind.GOVERNMENT and doer.state == gazetteer.host(accused.entity)
        )
        whence = made.whence and accused.kind == PartyKind.NONSTATE_GROUP
        known = doer is not None and (doer.spans or doer.state) and not whence
        if known and doer is not None and not (sheltered and accused.entity and doer.state):
            continue
        if not made.kinetic or made.mode != Mode.FACTUAL or accused.state in {made.struck, *made.countries} - {None}:
            continue
        laid = _was_laid(made, accusers, accused, gazetteer)
        own = (
            made.struck in accusers and _DIRECT.issuperset(made.words) and gazetteer.adjoin(made.struck, accused.state)
        )
        if accused.kind == PartyKind.NONSTATE_GROUP or _is_of_states(made, accused) or laid or own:
            made.origin = made.origin or (doer.state if whence and doer is not None else None)
            made.initiator, made.hedged, made.charged = accused, True, made.charged or laid
        if laid and (made.target is None or made.target.name in THINGS):
            made.target = next((d.initiator for d in charges if d.target is accused), None)


def _home(party: Party | None, gazetteer: Gazetteer) -> str | None:
    return gazetteer.host(party.entity) if party is not None else None


def _turn_blast(made: Draft, charges: Sequence[Draft]) -> None:
    """ "The pagers of G's men explode, G accuses A": what went off befell whose it was."""
    whose = made.initiator
    if made.words[0] != "blast" or whose is None or whose.entity is None or made.target is not None:
        return
    if any(d.initiator is not None and d.initiator.entity == whose.entity for d in charges):
        made.initiator, made.target = None, whose


def _is_of_states(made: Draft, accused: Party) -> bool:
    """Whether an act is of a sort that states do: by its arms, by where it came from, or as soldiers shoot at soldiers."""
    if made.means_of_state or bool(FROM_AFAR & set(made.words)) or bool(_THROWN & set(made.means)):
        return True
    if made.origin is not None and made.origin == accused.state:
        return True  # "a rocket from A"
    fell = made.target is not None and made.target.kind == PartyKind.STATE_FORCES and {"kill"}.issuperset(made.words)
    return fell or (accused.kind == PartyKind.STATE_FORCES and bool(_OF_GUARDS & set(made.words)))


def _was_laid(made: Draft, accusers: Collection[str | None], accused: Party, gazetteer: Gazetteer) -> bool:
    """ "Blast wrecks a canal, A accuses B": what went off on A's ground is laid at the door of a neighbour."""
    blown_up = made.words[0] in {"blast", "sabotage"} and made.voice in {"noun", "verb"} and made.title
    blown_up = blown_up and "shell" not in made.words  # "bombs fall on D"
    return blown_up and any(gazetteer.adjoin(accuser, accused.state) for accuser in accusers)
