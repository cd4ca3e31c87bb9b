"""What we talk about: frozen values that the stages hand to one another. Standard library only; no behaviour beyond invariants.

Glossary (one word, one meaning)
--------------------------------
outlet       a publisher, with owner, side, and two grades (events / own side's statements)
feed         one polled address of an outlet
entry        what a feed document holds, as parsed
item         one normalized entry, stored
line         (of reporting) a set of reports that are not independent of each other
mention      a name standing in a text; its span is where
report       one item's account of one occurrence
incident     the occurrence itself, in the world
actor, place, initiator, target, means, casualties   as in ACLED and PLOVER
border       a pair of states that we watch, ``IR-PK``: ISO 3166-1 alpha-2 codes in alphabetical order
indicator    a computed sign of escalation or of its opposite; a firing is its occurrence
assessment   the state of a border at a time; a transition is its change
way          (out of a state) a step to another one with the conditions that it asks for
ruling       what the desk decides about an incident by hand; it holds until it is lifted
alert        what people are told; its level is how loud
channel, route, group, silence, acknowledge          who is told, and when
conversation what people are told of one border, or by one rule, in order; where a channel can, it is a thread there
reminder     one more delivery of an alert whose state still stands
delivery     one message to one channel; it waits in the outbox, is claimed under a lease, and every try is an attempt
dead letter  a delivery that will not be tried again by itself
pack         a folder of YAML that teaches one border
tuning       numbers of its own by which one border is judged instead of those that hold everywhere
count        how often a side says that it counted something in a period: a claim

Times end in ``_at`` (aware UTC), ``_on`` (date), ``_every``/``_after``/``_for`` (timedelta).
"""
