"""The words: lexicons compiled to a dictionary, and what the words of a text are signs of."""
