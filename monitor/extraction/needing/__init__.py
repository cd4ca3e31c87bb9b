"""What some words need beside them before they say anything."""
