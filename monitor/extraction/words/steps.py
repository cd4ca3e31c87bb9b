"""The steps of the taxonomy that more than one room asks for, by their ids or how these begin. Decides nothing."""

ACCUSED, CONDEMNED = "diplo_hostile.accuse", "diplo_hostile.condemn"
SUMMONED, WARNED = "diplo_hostile.envoy_summoned", "diplo_hostile.threat_warning"
AGREED, TRUCE = "diplo_coop.agreement_joint_statement", "material_deesc.ceasefire"
DETAINED, RELEASED = "coercion.detention_of_foreign_nationals", "material_deesc.release"
SHOWN, VIOLATED = "posture.exercise_or_show", "posture.violation_no_fire"
