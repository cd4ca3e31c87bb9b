"""A key that is made once and stays on this machine: what must be signed or told apart is derived from it, so that no secret is stored."""

import os
import secrets
from pathlib import Path

from monitor.errors import UnavailableError

_BYTES = 32
_OWNER_ONLY = 0o600
_OTHERS = 0o077


def load_or_make(path: Path) -> bytes:
    """The key in this file, which is made where there is none, for its owner alone.

    Raises UnavailableError, with what to do, for a file that others may read, that is no key, or that can't be read or made.
    """
    try:
        if not path.exists():
            _make(path)
        key, mode = bytes.fromhex(path.read_text(encoding="ascii")), path.stat().st_mode
    except ValueError:
        key, mode = b"", 0
    except OSError as error:
        raise UnavailableError(f"{path}: {error.strerror or error}") from error
    if mode & _OTHERS:
        raise UnavailableError(f"{path} can be read by others: chmod 600 it, or remove it, and another one is made")
    if len(key) != _BYTES:
        raise UnavailableError(f"{path} holds no key: remove it, and another one is made")
    return key


def _make(path: Path) -> None:
    """Whole or not at all: written beside, then given its name, unless somebody was faster."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with os.fdopen(
            os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "w", encoding="ascii"
        ) as file:
            file.write(secrets.token_hex(_BYTES))
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink(missing_ok=True)
