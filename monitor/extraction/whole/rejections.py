"""What was almost read, and why it wasn't: for whoever asks how an item is read, not for the pipeline.

Decides nothing: it says what ``needs``, ``filters`` and ``standing`` decided.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from types import MappingProxyType

from monitor.extraction.drafts import Draft
from monitor.extraction.gathering.acts import Act
from monitor.extraction.judging import events
from monitor.extraction.scenes.scene import Passage
from monitor.extraction.telling import triggers
from monitor.extraction.whole.standing import Account
from monitor.model.reports import LeftOut, Rejected

_WANTS: Mapping[str, str] = MappingProxyType(
    {
        "envoy": "of no envoy",
        "with_means": "of no arms",
        "after_means": "behind no arms",
        "with_foe": "of no armed group",
        "with_host": "of nobody whom one meets for a state",
        "from_ground": "of no ground that is left",
        "with_attire": "of no plates or passports",
        "camp_at_line": "of nobody's men who camp at a line",
        "near_line": "of no border",
        "no_force": "of force that is told beside it",
        "or_told": "to no state that the headline ends with",
        "once_more": "without what would follow, and a state that says so",
        "home_from": "of no army in another state",
        "with_answer": "of no answer and no force",
        "told_of": "as a noun",
        "by_armed": "of nobody who bears arms",
        "with_arms": "with no arms or anybody who bears them beside it",
        "with_people": "of nobody from another state",
        "with_migrants": "of no migrants at a line",
        "by_migrants": "of no migrants at a line",
        "with_forces": "of no forces or heavy arms",
        "with_trade": "of no goods",
        "with_land": "of no village",
        "with_town": "with no place behind it",
        "with_target": "with no place that is hit",
        "with_doer": "with nobody before it who does it",
        "with_ties": "of no ties",
        "with_airspace": "of no airspace",
        "with_space": "of no airspace or waters",
        "with_truce": "of no truce",
        "with_vessel": "of no vessel",
        "with_quarrel": "of no dispute",
        "with_protest": "of no protest",
        "with_official": "of no official",
        "with_envoy": "of no envoy",
        "own_envoy": "of no envoy",
        "with_embassy": "of no embassy",
        "with_plane": "of no aeroplane",
        "with_passage": "of no way across a border",
        "deadly": "without a state whose arms they are, or without dead",
        "of_anothers": "of nothing that is another state's",
        "on_target": "of nothing that is struck",
        "used_on": "of no arms that are used against anybody",
        "with_treaty": "of no treaty",
        "with_charge": "of no charge",
        "with_redress": "of nothing that one state owes another",
        "with_link": "of nothing that ties two states",
        "with_captives": "of no captives",
        "taken_back": "of nobody whom another state held",
        "gone_home": "of nobody whom another state held",
        "with_slur": "of nothing that one takes offence at",
        "with_proposal": "of nothing that another state proposes or demands",
        "with_closure": "of nothing that was shut",
        "told_to": "to no other state",
        "with_national": "of nobody from another state",
        "to_fire": "to no forces that are to use force",
        "with_goods": "of no goods",
        "with_peace": "of nothing that makes peace",
        "no_way": "into no state",
        "from_capital": "of no capital that somebody leaves",
        "arms_foe": "of no group that another state is said to arm",
        "with_deadline": "to no state with a time to obey",
        "envoy_deadline": "to no envoy with a time to go",
        "with_person": "of nobody in office",
        "craft_abroad": "of nothing that flew over a border",
        "with_fence": "of no fence",
        "with_liner": "of no aeroplanes",
        "held_abroad": "of no soldiers in another state",
        "in_custody": "of nobody in another state's hands",
        "out_of_custody": "of nobody who comes home from another state",
        "out_of": "of nobody whom a state shuts out",
        "with_intruder": "of no other state's forces",
        "after_truce": "of no truce",
        "loses_to": "of nobody's soldiers, to nobody",
        "seen_there": "of no other state's craft or forces",
        "with_other": "of one state's people alone",
        "takes_people": "of no people whom somebody armed took",
        "over_force": "over no act of force",
        "or_else": "without a choice set before another state",
        "repelled": "of what nobody beat back at the cost of lives",
        "in_sky": "with nothing of another state's that flies in it",
        "at_line": "of no state's forces at another's line",
        "with_loudspeakers": "of no loudspeakers",
        "after_ground": "of no ground",
        "ground_gone": "of no ground that alone falls",
        "with_war": "of no act of force",
        "with_soldiers": "of no state's forces",
        "for_talks": "of no envoy who comes home",
        "with_talks": "of no talks",
        "with_rounds": "of nothing that is fired",
        "with_ground": "of no ground or post",
        "with_hostage": "of no hostage",
        "with_visitor": "of no visitor",
        "with_force": "of nobody who died by force",
        "of_force": "of nobody who died by force",
        "owned": "of no state",
        "abroad": "of no forces that go to another state",
    }
)
"""What a word says nothing without, as the end of a sentence."""
_WORDS_SHOWN = 3


def unmet(acts: Iterable[Act]) -> Iterator[Rejected]:
    """Words that would say something beside what they need, which doesn't stand by."""
    for act in acts:
        standing = {trigger.first for trigger in act.triggers}
        for trigger in triggers.find(act.scene, act.parties):
            if trigger.needs and trigger.first not in standing:
                says = _WANTS.get(trigger.needs, "without what it needs")
                span = act.scene.span(trigger.first, trigger.last)
                yield Rejected(event=trigger.value, because=f"said {says}", evidence=(span,))


def sifted(dropped: Iterable[tuple[Draft, LeftOut]], passages: Sequence[Passage]) -> Iterator[Rejected]:
    """Acts in a text that sounds of something else, or that nothing makes an act of force."""
    for made, reason in dropped:
        words = ", ".join(islice(_sounding(passages, reason), _WORDS_SHOWN))
        because = f"the text sounds of {reason.value.replace('_', ' ')}: {words}"
        if reason is LeftOut.NO_EVENT:
            because = "a word of force, with neither arms nor anybody hurt or named"
        yield Rejected(event=events.kind(made), because=because, evidence=tuple(made.evidence))


def _sounding(passages: Iterable[Passage], reason: LeftOut) -> Iterator[str]:
    for passage in passages:
        for mark in passage.marks:
            if mark.has("filter", reason.value):
                yield passage.folded.written(mark.first, mark.last)


def unfit(accounts: Iterable[Account], kept: Sequence[Account]) -> Iterator[Rejected]:
    """Steps between states in a text that doesn't name two, and force that is no state's affair."""
    for one in accounts:
        if not any(one is stays for stays in kept):
            because = _AT_HOME if one.draft.kinetic else _NOBODYS if one.doer is None else _ALONE
            yield Rejected(event=one.event, because=because, evidence=tuple(one.draft.evidence))


_ALONE = "a step between two states, and the text names one, or none that are watched together"
_NOBODYS = "a step that some state takes, and no state is named"
_AT_HOME = "force at no border, of nobody who is known, of police or of a crowd"
