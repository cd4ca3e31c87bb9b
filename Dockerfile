# Two stages: the first builds the environment from the lock file, the second holds only what runs, as a user without rights.
#
#   docker build --tag border-monitor .
#   docker run --read-only --tmpfs /tmp --volume border-monitor:/data border-monitor
#
# A desk's own monitor.yaml, outlets.yaml and rules go to /etc/border-monitor; config/compose shows that, PostgreSQL and mail. Any
# other image that has Python 3.11 or newer with pip, time zones and certificates will do as well: --build-arg BASE=...
ARG BASE=python:3.13-slim

FROM ${BASE} AS build
WORKDIR /src
# Everything that is locked is fetched and held to its hash; what comes after this line has no network to take anything else from.
COPY requirements.lock ./
RUN ["python", "-m", "pip", "download", "--quiet", "--no-cache-dir", "--only-binary", ":all:", "--require-hashes", "--requirement", "requirements.lock", "--dest", "/wheels"]
COPY pyproject.toml README.md LICENSE ./
COPY monitor monitor
COPY rules rules
COPY config config
RUN ["python", "-m", "pip", "wheel", "--quiet", "--no-index", "--find-links", "/wheels", "--no-deps", "--wheel-dir", "/wheels", "."]
# The environment has what the program needs to run and no more: no pip, none of the tools that the lock file is also for.
RUN ["python", "-m", "venv", "--without-pip", "/opt/border-monitor"]
RUN ["python", "-m", "pip", "--python", "/opt/border-monitor/bin/python", "install", "--quiet", "--no-index", "--find-links", "/wheels", "border-monitor[fast,metrics,postgres]"]

FROM ${BASE}
LABEL org.opencontainers.image.title="border-monitor" \
      org.opencontainers.image.description="Reads the news about borders and says, once and with its reasons, when one is getting hotter or cooler." \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.documentation="file:///opt/border-monitor/share/man/man1/border-monitor.1"
# Nor is the installer of the base image left.
RUN ["python", "-c", "import ensurepip, pathlib, pip, shutil; [shutil.rmtree(pathlib.Path(tool.__file__).parent) for tool in (pip, ensurepip)]"]
# By number, so that a volume's owner and a rule that forbids root can be held against it.
RUN ["groupadd", "--gid", "10001", "border-monitor"]
RUN ["useradd", "--uid", "10001", "--gid", "10001", "--no-log-init", "--no-create-home", "--home-dir", "/data", "--shell", "/usr/sbin/nologin", "border-monitor"]
RUN ["install", "--directory", "--owner=10001", "--group=10001", "--mode=0700", "/data"]
COPY --from=build /opt/border-monitor /opt/border-monitor
COPY config/monitor.yaml config/outlets.yaml /etc/border-monitor/
# The root may be read-only: database, backups and what rules compile to go to /data, and nothing anywhere else.
ENV PATH=/opt/border-monitor/bin:/usr/local/bin:/usr/bin:/bin \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    STATE_DIRECTORY=/data \
    CACHE_DIRECTORY=/data/cache
USER 10001:10001
WORKDIR /data
VOLUME ["/data"]
STOPSIGNAL SIGTERM
# The first start compiles the rules; after that the daemon answers for every cycle, its database and its outbox.
HEALTHCHECK --interval=60s --timeout=20s --start-period=120s --retries=3 CMD ["border-monitor", "health"]
ENTRYPOINT ["border-monitor"]
CMD ["run"]
