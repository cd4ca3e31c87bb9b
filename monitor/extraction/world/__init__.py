"""The world: who and what can be named, the towns, the land borders and how far from them a point lies."""
