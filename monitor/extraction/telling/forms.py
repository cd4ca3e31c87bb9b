"""The forms of the lexicon by what they make of a verb: which want another word beside them, and in which voice their words may be. Decides nothing."""

NEEDS = frozenset(
    {"envoy", "with_means", "with_people", "with_forces", "with_trade", "with_land", "with_town", "with_target", "with_doer", "owned", "with_ties",
     "with_airspace", "with_truce", "with_blame", "with_captives", "with_visitor", "with_force", "of_force", "with_space", "with_ground",
     "with_hostage", "with_vessel", "with_quarrel", "with_war", "with_soldiers", "with_rounds", "with_arms", "after_ground", "after_means",
     "abroad", "with_foe", "by_armed", "with_host", "from_ground", "with_answer", "told_of", "with_protest", "with_official", "with_envoy",
     "with_passage", "with_treaty", "own_envoy", "with_embassy", "deadly", "on_target", "used_on", "of_anothers", "with_charge", "with_link",
     "with_redress", "told_to", "from_capital", "at_line", "with_closure", "with_slur", "no_way", "with_plane", "with_loudspeakers", "in_sky",
     "arms_foe", "with_deadline", "envoy_deadline", "with_person", "craft_abroad", "with_fence", "with_liner", "held_abroad", "of_charge",
     "turned_back", "of_captors", "with_fallen", "with_goods", "to_fire", "with_national", "in_custody", "out_of_custody", "out_of",
     "with_intruder", "after_truce", "over_force", "or_else", "with_peace", "loses_to", "takes_people", "of_both", "of_two", "to_another",
     "taken_back", "gone_home", "repelled", "with_other", "home_from", "once_more", "or_told", "with_attire", "camp_at_line", "no_force",
     "for_talks", "with_talks", "with_proposal", "seen_there", "with_migrants", "by_migrants", "near_line", "ground_gone"}
)  # fmt: skip
"""Forms of the lexicon whose words say something only beside a word of another sort."""
ACTIVE = frozenset(
    {"with_doer", "after_means", "abroad", "with_space", "with_soldiers", "with_host", "from_ground", "with_answer", "told_of", "on_target",
     "used_on", "with_redress", "told_to", "at_line", "with_slur", "arms_foe", "with_deadline", "envoy_deadline", "with_person", "of_charge", "to_fire",
     "after_truce", "or_else", "loses_to", "of_both", "with_other", "home_from", "camp_at_line", "taken_back", "gone_home", "with_proposal",
     "by_migrants", "near_line"}
)  # fmt: skip
"""Forms whose words take no subject that suffers it."""
OUT_OF = "out_of"
"""The form of participles that end in a preposition, of whatever voice they seem: "barred from B"."""
STATED = frozenset(
    {"for_talks", "no_way", "once_more", "or_told", OUT_OF, "in_custody", "out_of_custody", "of_captors", "of_two", "to_another"}
)  # fmt: skip
"""Forms whose words are no verbs: they say how it stands."""
BEND = NEEDS - ACTIVE - STATED - {
    "owned",
    "deadly",
    "repelled",
    "with_force",
    "with_fallen",
    "of_force",
    "in_sky",
} | {"ed"}
"""Forms whose words may be active or passive."""
