"""Reports into incidents: directed identity, lines of reporting, tolls, confidence, corrections and withdrawals. Pure.

``join.join`` is the way in. Nothing here reads text, and no text's likeness ever joins two reports into one incident.
"""
