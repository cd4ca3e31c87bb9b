"""The command line: one module per group, each command a few lines over ``bootstrap``. No decision and no query is made here."""
