"""What ``make bench`` runs: every figure is a ratio against a floor measured in the same run."""
