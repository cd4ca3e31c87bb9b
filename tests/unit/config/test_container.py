"""The image and the compose file that are shipped, held to one another, to the configuration and to the lock file."""

import json
import re
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import monitor
from monitor.adapters.delivery.sender import check_url
from monitor.bootstrap.place import state_dir
from monitor.config import folders, settings
from monitor.model.secret import Secret
from tests.support.program import ROOT

COMPOSE = ROOT / "config" / "compose" / "compose.yaml"
SETTINGS = COMPOSE.with_name("monitor.yaml")
EXEC = {"RUN", "CMD", "ENTRYPOINT", "VOLUME"}


@dataclass(frozen=True)
class Step:
    """One instruction of a Dockerfile."""

    word: str
    rest: str

    @property
    def arguments(self) -> list[str]:
        """Of an instruction in exec form: no shell reads it."""
        found = json.loads(self.rest[self.rest.index("[") :])
        assert all(isinstance(part, str) for part in found)
        return list(found)

    @property
    def pairs(self) -> dict[str, str]:
        """Of ENV and LABEL."""
        return {name: quoted or bare for name, quoted, bare in re.findall(r'([\w.]+)=(?:"([^"]*)"|(\S+))', self.rest)}


def stages() -> list[list[Step]]:
    """The instructions of each stage, from its FROM on."""
    text = re.sub(r"(?m)^#.*\n", "", (ROOT / "Dockerfile").read_text(encoding="utf-8")).replace("\\\n", " ")
    steps = [Step(*line.split(maxsplit=1)) for line in text.splitlines() if line.strip()]
    starts = [at for at, step in enumerate(steps) if step.word == "FROM"]
    return [steps[at:end] for at, end in zip(starts, [*starts[1:], len(steps)], strict=True)]


def only(steps: list[Step], word: str) -> Step:
    (step,) = (step for step in steps if step.word == word)
    return step


BUILD, FINAL = stages()


def compose() -> dict[str, Any]:
    """The compose file, its merges done."""
    found = YAML(typ="safe").load(COMPOSE.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def test_no_shell_comes_between() -> None:
    """Every command is in exec form: a signal reaches the program, and nothing is split or expanded."""
    for step in (*BUILD, *FINAL):
        if step.word in EXEC:
            assert step.arguments, step
    assert only(FINAL, "HEALTHCHECK").arguments == ["border-monitor", "health"]
    assert only(FINAL, "ENTRYPOINT").arguments + only(FINAL, "CMD").arguments == ["border-monitor", "run"]


def test_only_what_is_locked_gets_in() -> None:
    """The network is asked once, for what the lock file names by hash; later steps can take nothing from elsewhere."""
    pip = [step.arguments for step in BUILD if step.word == "RUN" and "pip" in step.arguments]
    assert [("--require-hashes" in call, "--no-index" in call) for call in pip] == [
        (True, False),
        (False, True),
        (False, True),
    ]
    assert not any(step.word == "ADD" for step in (*BUILD, *FINAL))


def test_it_has_the_extras_of_a_service_and_no_tools() -> None:
    """What is installed are extras that there are; neither they nor the environment bring an installer or a test tool along."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    installed = BUILD[-1].arguments[-1]
    extras = set(installed.partition("[")[2].rstrip("]").split(","))
    assert extras == {"fast", "metrics", "postgres"}
    assert extras <= set(project["project"]["optional-dependencies"])
    assert any("--without-pip" in step.arguments for step in BUILD if step.word == "RUN")
    assert [step.rest for step in FINAL if step.rest.startswith("--from=build")] == [
        "--from=build /opt/border-monitor /opt/border-monitor"
    ]


def test_what_is_copied_is_there() -> None:
    """Also for the builder, which sees no more than .dockerignore lets through."""
    seen = {
        line.removeprefix("!")
        for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
        if line.startswith("!")
    }
    copied = [
        name
        for step in (*BUILD, *FINAL)
        if step.word == "COPY" and "--from" not in step.rest
        for name in step.rest.split()[:-1]
    ]
    assert [name for name in copied if not (ROOT / name).exists()] == []
    assert {name.partition("/")[0] for name in copied} == seen


def test_the_label_is_of_this_version() -> None:
    """So is the name of the image."""
    labels = only(FINAL, "LABEL").pairs
    assert labels["org.opencontainers.image.version"] == monitor.__version__
    assert compose()["services"]["monitor"]["image"] == f"border-monitor:{monitor.__version__}"
    assert all(labels[f"org.opencontainers.image.{name}"] for name in ("title", "description", "documentation"))


def test_nothing_is_written_but_to_the_data(tmp_path: Path) -> None:
    """Settings come from the system's folder; database, state and cache go to the one folder that the image makes for its user."""
    env, volume = only(FINAL, "ENV").pairs, only(FINAL, "VOLUME").arguments
    assert volume == [only(FINAL, "WORKDIR").rest] == ["/data"]
    etc = tmp_path / "etc"
    for step in FINAL:
        if step.word == "COPY" and step.rest.endswith(f"{folders.SYSTEM}/"):
            etc.mkdir()
            for name in step.rest.split()[:-1]:
                (etc / Path(name).name).write_bytes((ROOT / name).read_bytes())
    home = folders.find(env, tmp_path, system=etc)
    assert (home.settings.parent, home.outlets.parent, home.base) == (etc, etc, Path("/data"))
    assert home.cache is not None
    assert home.cache.is_relative_to("/data")
    database = settings.load_database(home.settings, env, base=home.base)
    assert state_dir(database, home.base) == Path("/data/var")
    elsewhere = Secret("postgresql+psycopg://border-monitor@postgresql/border-monitor")
    assert state_dir(elsewhere, home.base) == Path("/data/var")


def test_its_user_has_one_number_and_no_rights() -> None:
    """In the image, over its folder, and in the compose file."""
    numbers = {number for step in FINAL if step.word == "RUN" for number in re.findall(r"\b1\d{4}\b", step.rest)}
    assert numbers == {"10001"}
    assert only(FINAL, "USER").rest == "10001:10001"
    for name in ("monitor", "upgrade", "mail"):
        service = compose()["services"][name]
        assert (service["user"], service["read_only"], service["cap_drop"]) == ("10001:10001", True, ["ALL"])
        assert all(folder.startswith("/tmp:") for folder in service["tmpfs"])
    assert all("no-new-privileges:true" in service["security_opt"] for service in compose()["services"].values())


def test_it_is_what_the_compose_specification_describes(tmp_path: Path) -> None:
    """By the specification's own schema, which finds a mistake where there is one."""
    broken = tmp_path / "compose.yaml"
    broken.write_text(
        COMPOSE.read_text(encoding="utf-8").replace("pids_limit: 128", "pid_limit: 128"), encoding="utf-8"
    )
    checking = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    checked = subprocess.run([*checking, COMPOSE, broken], capture_output=True, text=True, check=False)
    complaints = [line.strip() for line in checked.stdout.splitlines() if "::" in line]
    assert [line.partition(": ")[0] for line in complaints] == [
        f"{broken}::$.services.{service}" for service in ("monitor", "upgrade")
    ]


def test_compose_mounts_what_there_is_where_it_is_looked_for() -> None:
    """The settings as the system's, the volume over the data."""
    mounts = dict(mount.split(":")[:2] for mount in compose()["services"]["monitor"]["volumes"])
    assert mounts == {"state": "/data", "./monitor.yaml": str(folders.SYSTEM / folders.SETTINGS_FILE)}
    assert SETTINGS.is_file()
    assert (COMPOSE.parent / compose()["services"]["monitor"]["build"]["context"]).resolve() == ROOT
    named = {mount.partition(":")[0] for s in compose()["services"].values() for mount in s.get("volumes", ())}
    assert named - {"./monitor.yaml"} == set(compose()["volumes"])


def test_its_settings_lead_to_its_services() -> None:
    """They are valid; database, mail and metrics are where the compose file has them, with the names that it gives."""
    services = compose()["services"]
    given = dict.fromkeys(services["monitor"]["environment"], "s3cret")
    found = settings.load_settings(SETTINGS, given, base=Path("/data"))
    store = services["postgresql"]["environment"]
    assert found.warnings == ()
    assert found.database.reveal() == (
        f"postgresql+psycopg://{store['POSTGRES_USER']}:s3cret@postgresql/{store['POSTGRES_DB']}"
    )
    assert store["POSTGRES_PASSWORD"] == services["monitor"]["environment"]["DATABASE_PASSWORD"]
    mail = found.addresses["desk-mail"]
    assert check_url(mail) is None
    assert mail.reveal().startswith("mailto://mail:1025?")
    assert found.metrics is not None
    assert services["monitor"]["ports"] == [f"127.0.0.1:{found.metrics.port}:{found.metrics.port}"]


def test_only_this_machine_reaches_its_ports() -> None:
    """What is published is published on loopback; the database isn't at all, and has no way out."""
    services = compose()["services"]
    assert all(port.startswith("127.0.0.1:") for s in services.values() for port in s.get("ports", ()))
    assert "ports" not in services["postgresql"]
    assert services["postgresql"]["networks"] == ["inside"]
    assert compose()["networks"]["inside"] == {"internal": True}


@pytest.mark.parametrize("name", sorted(compose()["services"]))
def test_a_service_starts_after_what_it_needs(name: str) -> None:
    """The daemon after the upgrade of the tables, which waits for a database that answers."""
    services = compose()["services"]
    for needed, how in services[name].get("depends_on", {}).items():
        assert needed in services
        assert how["condition"] != "service_healthy" or services[needed]["healthcheck"]["test"]
    assert services["monitor"]["depends_on"]["upgrade"]["condition"] == "service_completed_successfully"
    assert services["upgrade"]["command"] == ["db", "upgrade"]
