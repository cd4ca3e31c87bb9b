"""How many: numbers, ages and single people, as the casualties of a sentence."""
