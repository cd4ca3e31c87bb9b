"""Where a daemon keeps its things: the database, and beside it the lock and what the daemon says of itself."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from monitor.model.secret import Secret

_FILES = ("", "-wal")
"""Endings of what SQLite keeps the database in; the third file holds no data."""
_STATE = "var"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Of one daemon. It can be found though its configuration is broken."""

    database: Secret
    state_dir: Path

    @property
    def shown_database(self) -> str:
        """The database's address without what may be a password."""
        address = self.database.reveal()
        return address if "@" not in address else address.partition("://")[0] + "://***@" + address.rpartition("@")[2]

    @property
    def database_file(self) -> Path | None:
        """The SQLite file; None for another database."""
        scheme, _, file = self.database.reveal().partition("sqlite:///")
        return Path(file) if file and not scheme else None

    def database_bytes(self) -> int | None:
        """How large the SQLite database is on the disk; None for another database."""
        file = self.database_file
        if file is None:
            return None
        return sum(part.stat().st_size for end in _FILES if (part := file.with_name(file.name + end)).exists())

    def newest_backup(self) -> datetime | None:
        """When the last of the dated backups was made; None when there is none, or they aren't ours to make."""
        from monitor.adapters import store

        return store.newest_backup(self.database.reveal(), self.state_dir / "backups")

    @property
    def lock_file(self) -> Path:
        """Held by the one daemon of this database."""
        return self.state_dir / "border-monitor.lock"


def state_dir(database: Secret, base: Path) -> Path:
    """Beside the SQLite file, else where that would be as shipped: never beside the settings, which a service can only read."""
    scheme, _, file = database.reveal().partition("sqlite:///")
    return Path(file).parent if not scheme and file else base / _STATE
