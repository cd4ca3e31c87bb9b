"""A party where it stands in a sentence, and what its words say of its part there. Decides nothing."""

from dataclasses import dataclass

from monitor.extraction.scenes.scene import LOCATIVE, Scene
from monitor.model.reports import Party, PartyKind

OF_STATES = frozenset({PartyKind.GOVERNMENT, PartyKind.STATE_FORCES})
"""Kinds of parties that act for a state."""
NOBODYS = frozenset({PartyKind.NONSTATE_GROUP, PartyKind.UNKNOWN})
"""Kinds of parties that bear arms for no state."""
FIGHTERS = frozenset({PartyKind.STATE_FORCES, PartyKind.NONSTATE_GROUP})
"""Kinds of parties that bear arms, for whomever."""
BEARERS = FIGHTERS | NOBODYS
"""The same, and gunmen of whom nothing is known."""
PEOPLE = frozenset({PartyKind.CIVILIANS, PartyKind.STATE_FORCES})
"""Kinds of parties that are a state's people, armed or not: who are held, lost and mourned."""
BORDER = "border"
"""The cue of a country that only names its border."""


@dataclass(slots=True, kw_only=True, eq=False)
class PartyAt:
    """A party where it stands. ``bare``: a country's name or adjective alone; ``capital``: named by its capital.

    ``topic``: the country that a headline sets off at its beginning: what it tells of happens there. ``beyond``: it only says whose border
    was meant ("on the border with B"). ``half``: half of a word ("a pro-A march"), and nobody in an act of force. ``own_deed``: a speaker who
    tells of what he did himself.
    """

    first: int
    last: int
    name: str
    kind: PartyKind
    state: str | None = None
    entity: str | None = None
    cue: str = ""
    bare: bool = False
    adjective: bool = False
    capital: bool = False
    speaker: bool = False
    person: bool = False
    topic: bool = False
    beyond: bool = False
    own_deed: bool = False
    half: bool = False
    common: str = ""

    @property
    def located(self) -> bool:
        """Whether it only says where."""
        return self.bare and self.cue in LOCATIVE

    def party(self, scene: Scene) -> Party:
        """The party as a report holds it."""
        return Party(
            name=self.name,
            kind=self.kind,
            state=self.state,
            entity=self.entity,
            spans=(scene.span(self.first, self.last),),
        )
