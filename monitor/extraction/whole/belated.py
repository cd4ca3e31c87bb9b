"""What only the lead says of a headline's act: who laid the mine, whom a state blames for an ambush, whose man was taken.

Decides it where the headline names nobody. Doesn't decide what the lead tells as an act of its own: that is joined (``accounts``).
"""

from collections.abc import Iterator, Sequence

from monitor.extraction.casting import whence
from monitor.extraction.drafts import Draft
from monitor.extraction.gathering.acts import Act
from monitor.extraction.naming.party_at import BEARERS, NOBODYS, OF_STATES, PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.words.steps import ACCUSED, DETAINED
from monitor.extraction.world.gazetteer import Gazetteer
from monitor.model.reports import Mode, Party, PartyKind

_LAID = ("role", "laid")
_TAKEN = ("abduct", DETAINED)
"""Words for those who are taken."""


def tell(read: Sequence[Act], drafts: Sequence[Draft], gazetteer: Gazetteer) -> None:
    """Fill in the sides of each of the headline's acts that the lead names."""
    for made in drafts:
        if made.mode != Mode.FACTUAL:
            continue
        if not made.title:
            if made.kinetic and made.initiator is None and read[0].scene.title and not read[0].drafts:
                made.initiator = _named_above(read[0], made)
            continue
        if made.words[0].startswith(_TAKEN):
            if made.initiator is not None and made.initiator.kind in OF_STATES:
                _take_whose_man(read, made)
        elif made.kinetic and (made.whence or made.initiator is None):
            _lay_at_door(read, made, gazetteer)


def _lay_at_door(read: Sequence[Act], made: Draft, gazetteer: Gazetteer) -> None:
    """Who did it, where the headline names nobody, or only from where."""
    if made.initiator is not None:
        if made.doer and (gang := _blamed_on(read)) is not None:
            made.origin, made.initiator, made.whence = made.doer, gang, False
        return
    laid = "mine" in made.means or made.words[0] == "blast"
    made.initiator = (_layer(read, made, gazetteer) if laid else None) or _blamed(read, made, gazetteer)


def _named_above(title: Act, made: Draft) -> Party | None:
    """ "Provocation by A's men at D. Posts came under fire": who did it, by a headline that has no word for what."""
    doers = [p for p in title.parties if p.cue == "by" and p.kind in BEARERS and (p.state or p.entity) and not p.bare]
    doer = doers[0] if len(doers) == 1 else None
    return doer.party(title.scene) if doer is not None and doer.state != made.struck else None


def _layer(read: Sequence[Act], made: Draft, gazetteer: Gazetteer) -> Party | None:
    """ "Three soldiers hurt by a mine. Their army says that A had laid it": the neighbour that stands before such a word, or behind its "by"."""
    for act in read:
        for mark in act.scene.of(*_LAID) if _LAID in act.scene.senses else ():
            near = [p for p in act.parties if p.state and p.kind in OF_STATES and not p.speaker and not p.adjective]
            before = (p for p in reversed(near) if p.last <= mark.first and not p.cue)
            by = (p for p in near if p.first >= mark.last and p.cue == "by")
            layer = next(by, None) or next(before, None)
            if layer is not None and layer.state and _is_across(layer.state, made, gazetteer):
                return layer.party(act.scene)
    return None


def _is_across(state: str, made: Draft, gazetteer: Gazetteer) -> bool:
    return made.struck not in {None, state} and gazetteer.adjoin(state, made.struck)


def _blamed(read: Sequence[Act], made: Draft, gazetteer: Gazetteer) -> Party | None:
    """ "Sergeant killed in an ambush. The minister blamed gunmen backed by A": gunmen of nobody's name, by who stands behind them."""
    for act in read:
        for trigger in act.triggers:
            armed = _armed(act, trigger.last) if trigger.value.startswith(ACCUSED) and trigger.voice == "verb" else None
            backer = whence.backer(act.scene, armed, act.parties) if armed is not None else None
            if armed is not None and backer is not None and _is_across(backer, made, gazetteer):
                name = f"{gazetteer.countries[backer].name}-backed {armed.name}"
                made.origin = made.origin or backer
                return Party(name=name, kind=PartyKind.NONSTATE_GROUP, spans=armed.party(act.scene).spans)
    return None


def _blamed_on(read: Sequence[Act]) -> Party | None:
    """ "Soldiers wounded by shots from B. The army blames a gang": what is laid at the door of armed men of nobody's wasn't done by that state."""
    for act in read:
        for trigger in act.triggers if not act.scene.title else ():
            if trigger.value == ACCUSED and trigger.voice == "verb":
                behind = [p for p in act.parties if p.first >= trigger.last and not p.speaker]
                if behind and all(p.kind in NOBODYS for p in behind):
                    return behind[0].party(act.scene)
    return None


def _armed(act: Act, start: int) -> PartyAt | None:
    named = (p for p in act.parties if p.first >= start and not p.cue)
    first = next(named, None)
    return first if first is not None and first.kind in NOBODYS else None


def _take_whose_man(read: Sequence[Act], made: Draft) -> None:
    """ "Man taken from a house by A's commandos. A source called him a G operative": whoever is a group's man was taken as such."""
    struck = made.target
    if struck is not None and struck.entity and struck.kind == PartyKind.NONSTATE_GROUP:
        return
    men = {party.entity: (party, scene) for party, scene in _men(read)}
    if len(men) == 1 and (struck is None or struck.kind != PartyKind.STATE_FORCES):
        party, scene = next(iter(men.values()))
        made.target = party.party(scene)
        there = [p.state for act in read if act.scene.title for p in act.parties if p.state not in {None, made.doer}]
        made.located += [state for state in there if state and state not in made.located]


def _men(read: Sequence[Act]) -> Iterator[tuple[PartyAt, Scene]]:
    """ "G operative", "member of G", of one man alone."""
    for act in read:
        for party in act.parties:
            if party.kind != PartyKind.NONSTATE_GROUP or not party.entity or party.cue not in {"", "of"}:
                continue
            after, before = act.scene.mark_at(party.last), act.scene.mark_before(party.first)
            if party.cue == "of" and before is not None and before.has("role", "of"):
                before = act.scene.mark_before(before.first)
            man = after if not party.cue else before
            if man is not None and man.has("count", "person"):
                yield party, act.scene
