"""Parsing hostile documents in a child process that can be killed: a thread can't be, and the parser has quadratic corners.

Imports nothing, so that the child starts with the parser alone; see ``process`` for the owner and ``child`` for the owned.
"""
