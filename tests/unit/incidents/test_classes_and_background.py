"""Reports that call one act by several names, misread a figure, or tell an old act again."""

from dataclasses import replace

import pytest

from monitor.incidents import join as joining
from monitor.incidents.partition import Partition
from monitor.model.reports import NOBODY, Field, Mode, Party, PartyKind, PlacePoint, Report, Span, TargetClass
from monitor.model.times import Precision
from tests.support.incidents import EVENTS, GUNMEN, IR_PK, at, dead, group, join, later, people, report, strike

NOON = at("2030-01-18T12:00")
BELOW = (Span(field=Field.SUMMARY, start=0, end=5),)
IN_TITLE = (Span(field=Field.TITLE, start=10, end=15),)


def sizes(*reports: Report) -> list[int]:
    """How many reports each incident has, the largest first."""
    return sorted((len(incident.reports) for incident in join(reports)), reverse=True)


def aside(item: str, known=NOON, **fields: object) -> Report:
    """A strike of the first state that news about something else mentions."""
    usual = {"evidence": BELOW, "target": None, "target_class": TargetClass.UNKNOWN, "places": ()}
    return strike(item, known, **(usual | fields))


def attack(item: str, known=NOON, **fields: object) -> Report:
    usual = {"initiator": GUNMEN, "places": (IR_PK.place("b-village"),), "target": people("PK")}
    return report(item, "force_nonstate.attack_on_civilians", known, **(usual | fields))


class TestClasses:
    """A strike to one reporter is shelling to another."""

    def test_the_same_dead_of_the_same_state_are_one_act(self) -> None:
        """Shelling and a missile strike by one state at one place with the same dead are one incident, named as most name it."""
        shelled = strike("s", NOON, event="force_state.shelling", killed=dead(7))
        (incident,) = join([strike("x", NOON, killed=dead(7)), strike("y", NOON, outlet="wire"), shelled])
        assert incident.event == "force_state.missile_strike"
        assert len(incident.reports) == 3

    def test_without_the_same_dead_they_are_two(self) -> None:
        """A state may shell and strike one place on one day; only the toll shows that an account means the same."""
        shelled = strike("s", NOON, event="force_state.shelling")
        assert sizes(strike("x", NOON, killed=dead(7)), shelled) == [1, 1]
        assert sizes(strike("x", NOON, killed=dead(7)), replace(shelled, killed=dead(2))) == [1, 1]

    def test_gunmen_are_not_the_striking_state(self) -> None:
        """As many dead in one village: what gunmen did and what a state did stay two."""
        assert sizes(strike("x", NOON, killed=dead(7)), attack("y", killed=dead(7))) == [1, 1]

    def test_two_strikes_are_not_united_by_an_attack(self) -> None:
        """What fits each of two strikes joins one of them, and the two stay two."""
        first = strike("x", NOON, killed=dead(7), happened_at=NOON)
        second = strike("y", later(NOON, hours=20), killed=dead(7), happened_at=later(NOON, hours=20))
        shelled = strike("s", later(NOON, hours=11), event="force_state.shelling", killed=dead(7))
        assert sizes(first, second, shelled) == [2, 1]


class TestBackground:
    """What news about something else says of an earlier act."""

    @pytest.mark.parametrize(("days", "expected"), [(1, [2]), (13, [2]), (15, [1, 1])])
    def test_undated_background_means_the_strike_already_known(self, days: int, expected: list[int]) -> None:
        """For two weeks "after the strikes" below a title means those; later it stands for itself."""
        assert sizes(strike("x", NOON), aside("y", later(NOON, days=days))) == expected

    def test_fire_that_is_returned_is_of_the_day_when_it_is(self) -> None:
        """ "A shell from B hits a village; A returned fire", days after A's last strike: A struck again."""
        old, new = strike("x", NOON), later(NOON, hours=96)
        told = aside("y", new, places=strike("z", new).places, target=strike("z", new).target)
        assert sizes(old, told) == [2]
        assert sizes(old, replace(told, traits=("returned_fire",))) == [1, 1]

    def test_a_headline_is_news(self) -> None:
        """A strike that makes the title a week later is another strike."""
        assert sizes(strike("x", NOON), aside("y", later(NOON, days=7), evidence=IN_TITLE, primary=True)) == [1, 1]

    def test_a_bare_mention_in_a_title_means_a_recent_one(self) -> None:
        """ "Condemns strike" two days later means that strike; a week later it doesn't."""
        assert sizes(strike("x", NOON), aside("y", later(NOON, days=2), evidence=IN_TITLE)) == [2]
        assert sizes(strike("x", NOON), aside("y", later(NOON, days=7), evidence=IN_TITLE)) == [1, 1]

    def test_a_bare_word_in_a_title_means_what_is_known(self) -> None:
        """ "To patch up ties after airstrikes": nothing new is told of them, though they are in the headline."""
        bare = {"initiator": Party(name="IR", kind=PartyKind.UNKNOWN, state="IR"), "evidence": IN_TITLE}
        assert sizes(strike("x", NOON), aside("y", later(NOON, days=11), **bare)) == [2]
        assert sizes(strike("x", NOON), aside("y", later(NOON, days=11), **bare, killed=dead(3))) == [1, 1]

    @pytest.mark.parametrize(("told", "expected"), [({}, [2]), ({"killed": dead(4)}, [1, 1])])
    def test_background_of_fire_means_the_known_fire_unless_something_is_told_of_it(
        self, told: dict[str, object], expected: list[int]
    ) -> None:
        """ "Frees soldiers seized in a clash", two days later, is no other clash; with a toll it may be the next night's."""
        fought = report("x", "force_state.fire_exchange", NOON, initiator=IR_PK.state("IR"), target=IR_PK.state("PK"))
        mention = aside("y", later(NOON, days=2), event="force_state.fire_exchange", evidence=IN_TITLE, **told)
        assert sizes(fought, mention) == expected

    @pytest.mark.parametrize(
        ("killed", "days", "expected"), [(1, 3, [2]), (1, 5, [1, 1]), (20, 13, [2]), (20, 15, [1, 1])]
    )
    def test_the_dead_of_a_known_fire_are_not_killed_again(self, killed: int, days: int, expected: list[int]) -> None:
        """ "Ease tensions after a clash left one dead": who counts the same dead means the same fire, the longer the more of them there are."""
        fought = report("x", "force_state.fire_exchange", NOON, initiator=IR_PK.state("IR"), target=IR_PK.state("PK"))
        fought = replace(fought, killed=dead(killed))
        told = {"evidence": IN_TITLE, "killed": dead(killed)}
        mention = aside("y", later(NOON, days=days), event="force_state.fire_exchange", **told)
        assert sizes(fought, mention) == expected

    @pytest.mark.parametrize(
        ("traits", "days", "expected"), [(("buried",), 2, [2]), (("buried",), 5, [1, 1]), ((), 2, [1, 1])]
    )
    def test_those_who_are_buried_fell_before(self, traits: tuple[str, ...], days: int, expected: list[int]) -> None:
        """ "Three soldiers killed at the line buried in the capital": the same dead, and neither another kind of act nor another place."""
        fought = report("x", "force_state.fire_exchange", NOON, initiator=IR_PK.state("IR"), target=IR_PK.state("PK"))
        fought = replace(fought, killed=dead(3), places=(IR_PK.place("b-village"),), primary=True)
        funeral = report(
            "y", "force_nonstate.attack_on_forces", later(NOON, days=days), primary=True, evidence=IN_TITLE
        )
        funeral = replace(funeral, target=IR_PK.state("PK"), killed=dead(3), places=(IR_PK.place("b-far-town"),))
        assert sizes(fought, replace(funeral, traits=traits)) == expected
        first, *_ = join([fought, replace(funeral, traits=traits)])
        assert (first.event, first.places[0].entity) == ("force_state.fire_exchange", "b-village")

    def test_background_doesnt_time_what_it_retells(self) -> None:
        """However exactly the hour is known at which it was published."""
        news = replace(strike("x", NOON), precision=Precision.DAY)
        mention = replace(aside("y", later(NOON, days=1)), precision=Precision.PART_OF_DAY)
        (incident,) = join([news, mention])
        assert incident.started_at == NOON

    def test_background_of_the_other_side_means_the_other_strike(self) -> None:
        """Direction tells which of two strikes is meant, though the other is nearer in time."""
        first, answer = strike("x", NOON), strike("y", later(NOON, days=2), by="b")
        mention = aside("z", later(NOON, days=3))
        incidents = join([first, answer, mention])
        assert [incident.reports for incident in incidents] == [("x#0", "z#0"), ("y#0",)]

    def test_each_sides_blows_are_not_background_of_one_exchange(self) -> None:
        """Shelling by the one and a strike by the other, both told below news about the fighting: the fighting takes one of them, never both."""
        fought = report("x", "force_state.fire_exchange", NOON, initiator=IR_PK.state("IR"), killed=dead(24))
        ours = aside("y", later(NOON, hours=5), event="force_state.shelling", killed=dead(24))
        theirs = aside("z", later(NOON, hours=6), by="b", killed=dead(24))
        incidents = join([replace(fought, target=IR_PK.state("PK")), ours, theirs])
        assert not any({"y#0", "z#0"} <= set(incident.reports) for incident in incidents)

    def test_the_latest_of_two_is_meant(self) -> None:
        """Of two strikes in one direction background means the later."""
        first, second = strike("x", NOON), strike("y", later(NOON, days=6))
        incidents = join([first, second, aside("z", later(NOON, days=7))])
        assert [incident.reports for incident in incidents] == [("x#0",), ("y#0", "z#0")]

    def test_other_dead_are_another_strike(self) -> None:
        """Background with a toll that doesn't fit is not explained away."""
        assert sizes(strike("x", NOON, killed=dead(2)), aside("y", later(NOON, days=1), killed=dead(30))) == [1, 1]

    def test_background_alone_is_an_incident(self) -> None:
        """A strike that is only mentioned is better than none."""
        assert sizes(aside("y")) == [1]

    def test_background_brings_no_places(self) -> None:
        """Where the news about the act itself names a place, what other news mixes in is left out."""
        mention = aside("y", places=(IR_PK.place("b-province"), IR_PK.place("b-far-town")))
        (incident, *_) = join([strike("x", NOON, places=(IR_PK.place("b-province"),), primary=True), mention])
        assert [place.entity for place in incident.places] == ["b-province"]


class TestAims:
    """What a strike was aimed at, where accounts differ."""

    def test_where_a_group_was_meant_the_state_is_not_the_target(self) -> None:
        """ "Strikes Pakistan" says where; that fighters were hit says whom."""
        land = {"target": IR_PK.state("PK"), "target_class": TargetClass.UNKNOWN}
        fighters = Party(name="militants", kind=PartyKind.NONSTATE_GROUP)
        news = [
            strike("x", NOON, outlet="wire", **land),
            strike("y", NOON, outlet="evening", **land),
            strike("z", NOON, target=fighters),
        ]
        (incident,) = join(news)
        assert (incident.target_class, incident.target) == (TargetClass.NONSTATE_GROUP, fighters)
        (incident,) = join(news[:2])
        assert incident.target == IR_PK.state("PK")


class TestFigures:
    """Tolls that don't fit, and tolls that nobody vouches for."""

    def told(self, item: str, *, since: int, tolls: tuple[int, ...]) -> list[Report]:
        """Accounts from hour to hour."""
        return [strike(f"{item}{n}", later(NOON, hours=since + n), killed=dead(toll)) for n, toll in enumerate(tolls)]

    def test_one_misread_toll_does_not_split_a_strike(self) -> None:
        """Most accounts of the day before and the day after agree; the one that doesn't stays among them."""
        assert sizes(*self.told("x", since=0, tolls=(2, 2, 2)), *self.told("y", since=20, tolls=(2, 9, 2))) == [6]

    def test_as_many_other_tolls_do(self) -> None:
        """Where the tolls differ throughout, the next day's is another strike."""
        assert sizes(*self.told("x", since=0, tolls=(2, 2, 2)), *self.told("y", since=20, tolls=(9, 9, 9))) == [3, 3]

    def test_a_count_goes_before_a_word(self) -> None:
        """ "Several" is no figure once somebody has counted; "dozens" still is where few were counted."""
        word, count = dead(3, low=3, high=12), dead(7)
        (incident,) = join([strike("x", NOON, outlet="wire", killed=word), strike("y", NOON, killed=count)])
        assert incident.killed == dead(7)
        dozens = dead(24, low=24, high=99)
        (incident,) = join([strike("x", NOON, outlet="wire", killed=dozens), strike("y", NOON, killed=count)])
        assert incident.killed == dead(7, high=99)

    def test_a_denied_claim_is_an_upper_bound(self) -> None:
        """A group's fourteen dead, which the army denies, count for nothing until the army itself speaks of them."""
        claim = attack("x", initiator=group("liberation-front"), killed=dead(14), claimed_by=("liberation-front",))
        denial = attack(
            "y", later(NOON, hours=1), outlet="b-army-office", killed=dead(14), said_by=("PK",), denied_by=("PK",)
        )
        own = replace(denial, injured=dead(2))
        (incident,) = join([claim, own])
        assert incident.killed == dead(0, high=14)
        assert incident.injured == dead(2)
        funerals = attack("z", later(NOON, hours=9), outlet="b-army-office", killed=dead(14), said_by=("PK",))
        (incident,) = join([claim, own, funerals])
        assert incident.killed == dead(14)

    def test_an_inferred_day_does_not_split_one_calamity(self) -> None:
        """As many dead at one site "around midnight", told by papers of two days, are the same dead."""
        fields = {"initiator": group("justice-army"), "killed": dead(11), "precision": Precision.PART_OF_DAY}
        first = attack("x", later(NOON, hours=10), happened_at=NOON, **fields)
        second = attack("y", later(NOON, hours=50), happened_at=later(NOON, hours=43), **fields)
        assert sizes(first, second) == [2]
        assert sizes(first, replace(second, killed=dead(4))) == [1, 1]


class TestPlacesAndParties:
    """What one account leaves out and another tells."""

    def test_whose_people_and_whose_soil(self) -> None:
        """Workers of one state killed on the soil of the other: each account may tell but one of the two."""
        soil = attack("x", target=people(), places=(IR_PK.place("a-town"),))
        victims = attack("y", target=people("PK"), places=())
        assert sizes(replace(soil, killed=dead(9)), replace(victims, killed=dead(9))) == [2]

    def test_a_strike_by_nobody_knows_whom(self) -> None:
        """An air strike whose author was not read may be the one whose author was; a strike on the author's own soil is not."""
        unread = {"initiator": GUNMEN, "target": None, "target_class": TargetClass.UNKNOWN}
        assert sizes(strike("x", NOON), strike("y", NOON, **unread)) == [2]
        at_home = strike("y", NOON, **(unread | {"places": (IR_PK.place("a-town"),)}))
        assert sizes(strike("x", NOON), at_home) == [1, 1]

    def test_a_place_at_home_is_not_where_a_state_struck(self) -> None:
        """Of the places in news of a strike abroad only those abroad can be its own."""
        both = (IR_PK.place("b-village"), IR_PK.place("a-town"))
        assert sizes(strike("x", NOON), strike("y", NOON, places=both)) == [2]
        home = strike("z", NOON, places=(IR_PK.place("a-town"),), target=IR_PK.state("PK"))
        assert sizes(strike("x", NOON), home) == [2]

    def test_a_strike_at_home_is_no_act_between_states(self) -> None:
        """A state that bombs a group on its own soil crosses no line: it weighs no more than other violence with groups."""
        (at_home,) = join([strike("x", NOON, places=(IR_PK.place("a-town"),))])
        (abroad,) = join([strike("y", NOON)])
        assert (at_home.severity, abroad.severity) == (4, 5)

    def test_a_tract_and_a_town_of_one_district(self) -> None:
        """A town and a tract of land in its district are one site; two towns of one province are not."""
        district = {"country": "PK", "admin1": "B Province", "within": "B District"}
        town = PlacePoint(entity="t", name="T", precision=1, **district)
        tract = PlacePoint(entity="hills", name="Hills", precision=2, **district)
        whole = PlacePoint(
            entity="d", name="B District", precision=2, country="PK", admin1="B Province", within="B Province"
        )
        for one, other in ((town, tract), (tract, whole), (town, whole)):
            assert sizes(strike("x", NOON, places=(one,)), strike("y", NOON, places=(other,))) == [2]
        far = replace(town, entity="f", name="F", within="B Province")
        near = replace(town, entity="g", name="G", within="B Province")
        assert sizes(strike("x", NOON, places=(far,)), strike("y", NOON, places=(near,))) == [1, 1]


class TestNoBorder:
    """Reports that are at home at no border."""

    def found(self, *reports: Report) -> list[int]:
        """How many reports each incident of the lane without a border has."""
        homeless = [replace(one, border=None) for one in reports]
        incidents = joining.join(homeless, border=None, events=EVENTS, actors=IR_PK.actors)
        return sorted(len(incident.reports) for incident in incidents)

    def test_silence_agrees_with_nothing(self) -> None:
        """Two attacks by nobody knows whom, nobody knows where, are two, though they are of one hour; a copy is none."""
        unknown = attack("x", target=people(), places=())
        other = attack("y", target=people(), places=(), killed=dead(3))
        assert self.found(unknown, other) == [1, 1]
        assert self.found(unknown, replace(unknown, key="z#0", item="z")) == [2]

    def test_a_place_or_a_party_in_common_joins(self) -> None:
        """What names the same town, or the same acting state, may be one."""
        assert self.found(attack("x", target=people()), attack("y", target=people(), killed=dead(3))) == [2]
        words = {"initiator": IR_PK.state("PK"), "target": None}
        recalls = [report(item, "diplo_hostile.envoy_recalled_expelled", NOON, **words) for item in ("x", "y")]
        others = [
            report("z", "diplo_hostile.envoy_recalled_expelled", NOON, **(words | {"initiator": IR_PK.state("IR")}))
        ]
        assert self.found(*recalls, *others) == [1, 2]


def test_hypothetical_background_is_nothing() -> None:
    """Background in another mode than fact makes no incident and joins none."""
    assert sizes(strike("x", NOON), aside("y", mode=Mode.HYPOTHETICAL)) == [1]


class TestPartition:
    """Who may join whom."""

    def test_a_foe_of_one_keeps_all_apart(self) -> None:
        """Two friends of a third don't join over it when they are no friends."""
        partition = Partition(3)
        partition.befriend(0, 1, alike=False)
        partition.befriend(1, 2, alike=False)
        partition.join(0, 1)
        partition.join(1, 2)
        assert partition.listed() == [[0, 1], [2]]

    @pytest.mark.parametrize(("alike", "expected"), [(True, [[0, 1, 2]]), (False, [[0, 1], [2]])])
    def test_doubt_must_be_outvoted(self, alike: bool, expected: list[list[int]]) -> None:
        """A doubted pair is borne when two others agree in their tolls, and not on friendship alone."""
        partition = Partition(4)
        for a, b in ((0, 1), (0, 3), (1, 3), (1, 2), (3, 2)):
            partition.befriend(a, b, alike=alike)
        partition.tolerate(0, 2)
        for a, b in ((0, 1), (1, 3), (1, 2)):
            partition.join(a, b)
        listed = partition.listed()
        assert [[n for n in members if n != 3] for members in listed] == expected


class TestWhoActed:
    """Accounts of one act that differ in who acted: only the same dead, or as many wounded, show that it is one."""

    def shelling(self, item: str, *, by: str = "IR", **fields: object) -> Report:
        other = "PK" if by == "IR" else "IR"
        roles = {"initiator": IR_PK.force(by), "target": people(other), "killed": dead(24)}
        return report(item, "force_state.shelling", NOON, **(roles | fields))

    def exchange(self, item: str, **fields: object) -> Report:
        roles = {"initiator": IR_PK.force("PK"), "target": IR_PK.force("IR"), "killed": dead(24)}
        return report(item, "force_state.fire_exchange", NOON, **(roles | fields))

    def test_an_exchange_of_fire_has_no_direction(self) -> None:
        """What one calls an exchange, another lays at one side's door; the same dead show that it is one."""
        assert sizes(self.exchange("x"), self.shelling("y")) == [2]
        assert sizes(self.exchange("x", killed=None), self.shelling("y")) == [1, 1]
        assert sizes(self.exchange("x", killed=dead(16)), self.shelling("y")) == [1, 1]

    def test_an_exchange_does_not_weld_strike_and_answer(self) -> None:
        """It joins one of the two directions, and the two stay two, however alike their tolls."""
        assert sizes(self.exchange("x"), self.shelling("y"), self.shelling("z", by="PK")) == [2, 1]

    def test_the_state_behind_a_group(self) -> None:
        """Its victims name the state next door, others the group; with other dead, or other victims, they are two attacks."""
        place = {"places": (IR_PK.place("b-village"),), "target": people("PK"), "killed": dead(2)}
        named = report("x", "force_nonstate.attack_on_forces", NOON, initiator=group("justice-army"), **place)
        accused = report("y", "force_state.drone_strike", NOON, initiator=IR_PK.state("IR"), **place)
        assert sizes(named, accused) == [2]
        assert sizes(named, replace(accused, killed=dead(5))) == [1, 1]
        assert sizes(named, replace(accused, target=people("IR"), initiator=IR_PK.state("PK"), places=())) == [1, 1]

    def test_a_text_that_names_nobody_leaves_it_open(self) -> None:
        """ "Killed in an attack" may be the strike of a state; "killed by gunmen" is not."""
        nobody = Party(name=NOBODY, kind=PartyKind.UNKNOWN)
        struck = strike("x", NOON, killed=dead(7))
        assert sizes(struck, attack("y", killed=dead(7), initiator=nobody)) == [2]
        assert sizes(struck, attack("y", killed=dead(7))) == [1, 1]

    def test_as_many_wounded_tell_where_nobody_died(self) -> None:
        """Without a place and a day apart, six wounded here and six there are the same six; five are others."""
        unplaced = {"places": (), "injured": dead(6)}
        next_day = later(NOON, hours=24)
        assert sizes(attack("x", **unplaced), attack("y", next_day, **unplaced)) == [2]
        assert sizes(attack("x", **unplaced), attack("y", next_day, **(unplaced | {"injured": dead(5)}))) == [1, 1]

    def test_a_telling_toll_outlasts_a_night_on_a_line(self) -> None:
        """Fire comes back every night, twenty dead don't: the next days' undated news means the same night."""
        fire = self.exchange("x", killed=dead(20))
        assert sizes(
            fire, replace(fire, key="y#0", item="y", happened_at=None, published_at=later(NOON, hours=47))
        ) == [2]
        few = replace(fire, killed=dead(1))
        assert sizes(few, replace(few, key="y#0", item="y", happened_at=None, published_at=later(NOON, hours=47))) == [
            1,
            1,
        ]
