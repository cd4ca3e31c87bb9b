"""The kinds of indicators: one module for each family. Which indicators there are, and their numbers, is data."""
