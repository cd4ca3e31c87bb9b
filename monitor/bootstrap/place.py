"""Where a daemon keeps its things: the database, and beside it the lock and what the daemon says of itself."""

from dataclasses import dataclass
from pathlib import Path

from monitor.model.secret import Secret


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
    def lock_file(self) -> Path:
        """Held by the one daemon of this database."""
        return self.state_dir / "border-monitor.lock"


def state_dir(database: Secret, settings: Path) -> Path:
    """Beside the SQLite file, else beside the settings."""
    scheme, _, file = database.reveal().partition("sqlite:///")
    return Path(file).parent if not scheme and file else settings.parent
