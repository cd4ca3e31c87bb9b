"""Who is named: the parties of a sentence, whose they are, and what small words say of their part in it."""
