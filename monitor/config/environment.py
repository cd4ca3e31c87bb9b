"""The process environment, read here and nowhere else."""

import os
from collections.abc import Mapping


def snapshot() -> Mapping[str, str]:
    """All variables as they are now."""
    return dict(os.environ)
