"""The rule language: what may stand in the YAML of ``rules/``, checked and compiled to values. Pure; files are read in ``monitor.config``."""
