"""Sentences laid out for reading: names, words, clauses, and what two copies of a text have in common."""
