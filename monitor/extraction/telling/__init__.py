"""What is told: the words that say that something happened, how they stand, and when and in which mode it is said."""
