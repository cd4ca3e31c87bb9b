"""Reading: one item in, what it says happened out.

Decides the order of the steps and what becomes of an item without a factual report. The steps themselves live beside this module.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from monitor.extraction.drafts import Draft
from monitor.extraction.gathering import acts
from monitor.extraction.gathering.acts import Act
from monitor.extraction.judging import filters, grounds, sounds, witness
from monitor.extraction.judging.borders import Setting
from monitor.extraction.naming import proper_names
from monitor.extraction.needing import threats
from monitor.extraction.scenes import captions, layout
from monitor.extraction.scenes.scene import Passage, Scene
from monitor.extraction.telling import modes
from monitor.extraction.telling.modes import Frame
from monitor.extraction.whole import (
    accounts,
    beginning,
    belated,
    claims,
    comers,
    conditions,
    dated,
    deciders,
    fallen,
    inferences,
    laying,
    owners,
    rejections,
    remarks,
    reports,
    setting,
    shows,
    sources,
    strays,
    tags,
    topics,
    victims,
)
from monitor.extraction.whole.reports import Source
from monitor.extraction.words import dictionary, vocabulary
from monitor.extraction.words.dictionary import Dictionary
from monitor.extraction.words.vocabulary import Mark, Vocabulary
from monitor.extraction.world import gazetteer, homonyms
from monitor.extraction.world.cities import Cities
from monitor.extraction.world.gazetteer import Gazetteer
from monitor.model.items import Item
from monitor.model.outlets import UNKNOWN_OUTLET, Outlet
from monitor.model.reports import Correction, Field, LeftOut, Mention, Mode, Reading, Rejected, Report
from monitor.model.rulebook import Rulebook
from monitor.text import fold, language
from monitor.text.fold import Folded

_LEAD_CHARACTERS = 700
"""What is read of a summary or body: headline and lead. Deeper paragraphs retell the past."""
_TITLE_CHARACTERS = 1_000
"""What is read of a title: as much as a feed may bring of one, and ten times what a headline has."""

_IN_TITLE = 2
"""From this weight on an item's other news stands in its headline."""

_OTHER_MODES: Mapping[Mode, LeftOut] = {
    Mode.HISTORICAL: LeftOut.HISTORICAL,
    Mode.FUTURE: LeftOut.FUTURE,
    Mode.HYPOTHETICAL: LeftOut.HYPOTHETICAL,
    Mode.NEGATED: LeftOut.NEGATED,
    Mode.OPINION: LeftOut.OPINION,
}
_BESIDE: frozenset[str | tuple[str, str]] = frozenset(
    {
        "means",
        ("object", "hostage"),
        ("object", "airspace"),
        ("object", "waters"),
        ("object", "redress"),
        ("object", "charge"),
        ("object", "craft"),
        ("object", "slur"),
        ("object", "fence"),
        ("object", "deadline"),
        ("object", "vessel"),
        ("party", "state_forces"),
        ("party", "nonstate_group"),
        ("party", "unknown"),
    }
)
"""What makes the words tell something that are too common to do so alone; an actor's name does, too."""


@dataclass(slots=True, kw_only=True)
class _Weighed:
    """What an item's sentences came to, before anything is reported: the drafts that stand, and the others with why they don't. Never changed."""

    passages: Sequence[Passage]
    read: Sequence[Act]
    whole: Frame
    about: Setting
    kept: Sequence[Draft]
    dropped: Sequence[tuple[Draft, LeftOut]]
    source: Source


class Reader:
    """Compiled once from the rulebook; :meth:`read` is pure. ``dictionary``: what :func:`dictionary_of` made of the same rulebook, if it was kept."""

    def __init__(self, rulebook: Rulebook, outlets: Mapping[str, Outlet], dictionary: Dictionary | None = None) -> None:
        self._vocabulary = Vocabulary(rulebook.lexicon, dictionary or dictionary_of(rulebook))
        self._languages = language.Languages(rulebook.languages)
        self._gazetteer = Gazetteer(rulebook)
        self._cities = Cities(rulebook.place_by_id(), self._vocabulary)
        self._types = {event.id: event for event in rulebook.events}
        self._outlets = dict(outlets)
        self._zones = {zone: ZoneInfo(zone) for zone in {"UTC", *(outlet.zone for outlet in outlets.values())}}

    def read(self, item: Item) -> Reading:
        """What the item says happened, with its mentions; the same item always reads the same."""
        texts = _texts(item)
        code = self._languages.detect(" ".join(text for _, text in texts), declared=item.language)
        passages = self._passages(texts, code, _day(item))
        mentions = tuple(self._mentions(passages))
        if not self._vocabulary.covers(code):
            return Reading(
                item=item.id, mode=Mode.FACTUAL, language=code, left_out=LeftOut.NOT_COVERED, mentions=mentions
            )
        if not _tells(passages):
            return self._nothing(item, code, passages, mentions)
        return self._judge(self._weighed(item, code, passages), mentions)

    def rejected(self, item: Item) -> tuple[Rejected, ...]:
        """What the item was almost read as, and why it wasn't."""
        texts = _texts(item)
        code = self._languages.detect(" ".join(text for _, text in texts), declared=item.language)
        passages = self._passages(texts, code, _day(item))
        if not self._vocabulary.covers(code) or not _tells(passages):
            return ()
        seen = self._weighed(item, code, passages)
        without_border = reports.unfit(seen.kept, seen.source, gazetteer=self._gazetteer, setting=seen.about)
        return (*rejections.unmet(seen.read), *rejections.sifted(seen.dropped, passages), *without_border)

    def _passages(self, texts: Sequence[tuple[Field, str]], code: str, day: date) -> list[Passage]:
        grammar = self._vocabulary.of(code).grammar
        folded = [(field, fold.fold(text, apart=grammar.apart, elided=grammar.elided)) for field, text in texts]
        marked = [(field, text, self._marks(text, code)) for field, text in folded]
        naming = [mark for _, _, marks in marked for mark in marks if mark.names]
        states = self._gazetteer.states(naming)
        if [name for mark in naming for name in mark.names if name.beside]:
            marked = [(field, text, self._gazetteer.held(marks, states=states)) for field, text, marks in marked]
        spoken = self._gazetteer.spoken(naming)
        return [self._passage(*each, states=states, spoken=spoken, day=day) for each in marked]

    def _marks(self, text: Folded, code: str) -> list[Mark]:
        grammar = self._vocabulary.of(code).grammar
        marks = self._cities.add(self._vocabulary.marks(text, code), text, grammar)
        if proper_names.MISS in text.tokens:
            marks = proper_names.without_queens(marks, text)
        return proper_names.without_persons(marks) if grammar.post else marks

    def _passage(
        self, field: Field, text: Folded, marks: list[Mark], *, states: set[str], spoken: set[str], day: date
    ) -> Passage:
        named = [self._gazetteer.resolve(mark, states=states) if mark.names else None for mark in marks]
        if day < self._gazetteer.settled:
            named = [self._gazetteer.as_of(one, day) if one is not None else None for one in named]
        named = homonyms.without(named, marks, text, self._gazetteer, spoken=spoken)
        return Passage(
            field=field,
            folded=text,
            marks=tuple(marks),
            named=tuple(named),
            names=tuple([one for one in named if one is not None]),
            senses=vocabulary.union(marks),
        )

    def _scenes(self, passage: Passage, code: str) -> list[Scene]:
        language = self._vocabulary.of(code)
        return captions.without(layout.lay_out(passage, language.grammar, language.numbers))

    def _mentions(self, passages: Iterable[Passage]) -> Iterable[Mention]:
        for passage in passages:
            for named in passage.names:
                if not (named.actor and named.actor.ignore):
                    yield self._gazetteer.mention(named, passage.folded, passage.field)

    def _weighed(self, item: Item, code: str, passages: Sequence[Passage]) -> _Weighed:
        outlet = self._outlets.get(item.outlet, UNKNOWN_OUTLET)
        scenes = [one for passage in passages for one in self._scenes(passage, code)]
        read = [acts.perceive(one, self._gazetteer) for one in scenes]
        whole = modes.frame(scenes, [act.triggers for act in read], day=_day(item), analysis=outlet.analysis)
        about = setting.of(passages, self._vocabulary.of(code).grammar)
        somewhere = bool(about.states or outlet.country)
        kept, dropped = _sift(
            self._drafts(read, whole, about, passages),
            passages,
            about.states,
            somewhere=somewhere,
            gazetteer=self._gazetteer,
        )
        if whole.forced is None and kept and not any(made.title and made.main for made in kept):
            kept += remarks.leading(read, kept, about.states, self._gazetteer) or topics.shown(
                read, kept, passages, about, self._gazetteer
            )
        source = self._source(item, outlet, code, passages=passages, scenes=scenes)
        return _Weighed(
            passages=passages, read=read, whole=whole, about=about, kept=kept, dropped=dropped, source=source
        )

    def _judge(self, seen: _Weighed, mentions: tuple[Mention, ...]) -> Reading:
        source, about, whole, passages = seen.source, seen.about, seen.whole, seen.passages
        item, code, dropped, found = source.item, source.language, seen.dropped, bool(seen.kept or seen.dropped)
        made = reports.assemble(seen.kept, source, gazetteer=self._gazetteer, types=self._types, setting=about)
        if not made and whole.forced is None and not any(why != LeftOut.NO_EVENT for _, why in dropped):
            made = self._by_topic(seen)
        if not made and source.correction == Correction.WITHDRAWN:
            made = reports.withdrawal(source, self._gazetteer, about)
        if not made:
            first = next((why for _, why in dropped), None)
            reason = _reason(first or (None if found else _other_news(passages)), whole)
            return Reading(
                item=item.id, mode=whole.forced or Mode.FACTUAL, language=code, left_out=reason, mentions=mentions
            )
        mode = next((report.mode for report in made if report.mode == Mode.FACTUAL), made[0].mode)
        return Reading(
            item=item.id, mode=mode, language=code, left_out=_OTHER_MODES.get(mode), mentions=mentions, reports=made
        )

    def _by_topic(self, seen: _Weighed) -> tuple[Report, ...]:
        """What the headline's nouns are about, where nothing that its words or the lead's tell stands by itself."""
        told = topics.told(seen.read, seen.passages, seen.about, self._gazetteer, anew=True)
        if told is None or filters.verdict(sounds.weigh(seen.passages), told) is not None:
            return ()
        told.traits |= inferences.fitting(told, inferences.traits(seen.read))
        return reports.assemble([told], seen.source, gazetteer=self._gazetteer, types=self._types, setting=seen.about)

    def _nothing(self, item: Item, code: str, passages: Sequence[Passage], mentions: tuple[Mention, ...]) -> Reading:
        """An item without a word of what we watch: most are, so only its headline's manner and its kind of news are looked at."""
        titled = passages and passages[0].field == Field.TITLE
        titles = self._scenes(passages[0], code) if titled else []
        whole = modes.frame(titles, [[] for _ in titles], day=_day(item), analysis=False)
        reason = _reason(_other_news(passages), whole)
        return Reading(
            item=item.id, mode=whole.forced or Mode.FACTUAL, language=code, left_out=reason, mentions=mentions
        )

    def _drafts(self, read: Sequence[Act], whole: Frame, about: Setting, passages: Sequence[Passage]) -> list[Draft]:
        for act in read:
            acts.draft(act, whole, self._gazetteer)
        told = [made for act in read for made in act.drafts]
        comers.cast(told, self._gazetteer)
        beginning.by_whom_it_began(told, self._gazetteer)
        beginning.direct(told)
        joined = accounts.join(told)
        extra = self._untold(read, joined, about, passages) if whole.forced is None else None
        if extra is not None:
            joined.append(extra)
        traits = inferences.traits(read)
        forces = [made for made in joined if made.kinetic and made.mode == Mode.FACTUAL]
        for act in read:
            claims.tell(act, joined)
            if forces and extra is None and act.tolls:
                fallen.add_loose(act, forces[0], only=len(forces) == 1)
        victims.of_shots(read, forces)
        shows.fired(read, joined)
        inferences.one_seizure(joined)
        inferences.only_called_violation(joined)
        strays.taken(joined)
        if not about.gunmen:
            strays.came(joined)
        strays.entered(read, joined, about.states, self._gazetteer)
        sources.tell(read, joined)
        inferences.undone_breaks(joined)
        inferences.agreed_truce(joined)
        inferences.attribute(read, forces, joined)
        inferences.name_groups(read, joined)
        belated.tell(read, joined, self._gazetteer)
        dated.tell(read, joined)
        owners.tell(read, joined, self._gazetteer)
        laying.tell(read, joined, about, self._gazetteer)
        deciders.name(read, joined)
        threats.announced(joined)
        conditions.tell(read, joined)
        inferences.blame(joined, about.states, self._gazetteer)
        topics.take_sides(joined, about, self._gazetteer)
        for made in joined:
            made.traits |= inferences.fitting(made, traits)
        return joined

    def _untold(
        self, read: Sequence[Act], joined: Sequence[Draft], about: Setting, passages: Sequence[Passage]
    ) -> Draft | None:
        """An act that no word for one tells of, by what the item counts, is about or says of it."""
        found = inferences.follow_up(read, joined, about.states, self._gazetteer)
        if found is not None or joined:
            return found or fallen.of_accused(read, joined, self._gazetteer)
        found = inferences.standing_toll(read) or topics.told(read, passages, about, self._gazetteer)
        return found or remarks.made(read, passages, self._gazetteer)

    def _source(
        self, item: Item, outlet: Outlet, code: str, *, passages: Sequence[Passage], scenes: Sequence[Scene]
    ) -> Source:
        return Source(
            item=item,
            outlet=outlet,
            zone=self._zones[outlet.zone],
            language=code,
            passages=passages,
            scenes=scenes,
            agency=next((credit for passage in passages if (credit := tags.credit(passage))), None),
            correction=tags.correction(scenes),
        )


def dictionary_of(rulebook: Rulebook) -> Dictionary:
    """All words and names of a rulebook, ready to be looked up: the slow part of making a reader."""
    return dictionary.compile_dictionary(rulebook.lexicon, gazetteer.names(rulebook), rulebook.towns)


def _tells(passages: Sequence[Passage]) -> bool:
    """Whether a word can make a report, by itself or a common one beside what it needs: most items have none and cost no more than their words."""
    if any(vocabulary.TELLS in passage.senses for passage in passages) or remarks.may_be(passages):
        return True
    if topics.may_be(passages):
        return True
    if not any(vocabulary.MAY_TELL in passage.senses for passage in passages):
        return False
    acts = any(named.actor is not None for passage in passages for named in passage.names)
    return acts or not all(_BESIDE.isdisjoint(passage.senses) for passage in passages)


def _texts(item: Item) -> list[tuple[Field, str]]:
    lead = item.summary[:_LEAD_CHARACTERS]
    texts = [(Field.TITLE, tags.set_off(item.title[:_TITLE_CHARACTERS])), (Field.SUMMARY, lead)]
    if not lead.strip():
        texts.append((Field.CONTENT, item.content[:_LEAD_CHARACTERS]))
    return [(field, text) for field, text in texts if text.strip()]


def _day(item: Item) -> date:
    return (item.published_at or item.seen_at).date()


def _other_news(passages: Sequence[Passage]) -> LeftOut | None:
    """Which kind of other news an item without an act is, when its headline or several words of its lead say so."""
    weights = sounds.weigh(passages).weights
    kind = max(weights, key=weights.__getitem__, default=None)
    return kind if kind is not None and weights[kind] >= _IN_TITLE else None


def _reason(dropped: LeftOut | None, whole: Frame) -> LeftOut:
    """Why nothing stands: other news first, then how the headline speaks."""
    if dropped not in {None, LeftOut.NO_EVENT}:
        return dropped or LeftOut.NO_EVENT
    return LeftOut.NO_EVENT if whole.forced is None else _OTHER_MODES[whole.forced]


def _sift(
    found: Sequence[Draft],
    passages: Sequence[Passage],
    states: Sequence[str],
    *,
    somewhere: bool,
    gazetteer: Gazetteer,
) -> tuple[list[Draft], list[tuple[Draft, LeftOut]]]:
    """The drafts that stand, and the others with why they don't. ``somewhere``: the text or its outlet has to do with a state."""
    sound = sounds.weigh(passages)
    wanting = [made for made in found if witness.is_wanted(made, states, sound, gazetteer)]
    alone = wanting if wanting and not witness.stands_by(passages, found, sound) else []
    if alone and any(map(witness.is_between_names, alone)):
        alone += [made for made in found if witness.is_of_match(made)]
    harmless = [made for made in found if witness.is_of_itself(made) or witness.is_nobodys_deed(made)]
    if harmless and not witness.is_meant(passages, found, gazetteer.tense):
        alone += harmless
    nobodys = [made for made in found if not (made.initiator or made.target) and witness.is_nobodys_anywhere(made)]
    if nobodys and not witness.speaks_of_line(passages, states):
        alone += nobodys
    alone += [made for made in found if witness.is_said(made) or witness.is_of_war(made)]
    kept: list[Draft] = []
    dropped: list[tuple[Draft, LeftOut]] = []
    for made in found:
        other = filters.verdict(sound, made)
        if other is None and made.kinetic and not (grounds.grounded(made) and (somewhere or grounds.is_placed(made))):
            fought = grounds.is_fight_of_neighbours(made, states, passages)
            fought = fought or grounds.is_on_anothers_border(made, states, passages)
            other = None if fought and witness.stands_by(passages, found, sound) else LeftOut.NO_EVENT
        if other is None and alone and any(made is one for one in alone):
            other = LeftOut.NO_EVENT
        if other is None:
            kept.append(made)
        else:
            dropped.append((made, other))
    return kept, dropped
