"""Who did it to whom: direction from voice, order, prepositions, possessives, compounds, and the words that need none of these."""
