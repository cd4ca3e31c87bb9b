"""Whether a file lies on this machine. SQLite's write-ahead log needs shared memory and locks, which network filesystems only pretend to."""

from pathlib import Path

from monitor.errors import StoreError

_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "afs", "ceph", "fuse.glusterfs", "lustre", "beegfs"}
)
MOUNTS = Path("/proc/mounts")


def refuse_network(file: Path, *, mounts: Path = MOUNTS) -> None:
    """Raises StoreError when the file would lie on a network filesystem; where the system doesn't tell, nothing is refused."""
    kind = _kind_of(file.absolute(), mounts)
    if kind in _NETWORK:
        raise StoreError(
            f"{file} lies on a network filesystem ({kind}), where SQLite loses data; use a local disk, or PostgreSQL"
        )


def _kind_of(file: Path, mounts: Path) -> str:
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    # Fields: device, mount point (a blank is written \040), kind, options. The longest mount point that holds the file wins, the last of equals.
    entries = [
        (Path(point.replace("\\040", " ")), kind)
        for _, point, kind, *_ in (line.split() for line in lines if line.count(" ") >= 2)
    ]
    holding = [(len(point.parts), kind) for point, kind in entries if file.is_relative_to(point)]
    return max(reversed(holding), key=lambda entry: entry[0], default=(0, ""))[1]
