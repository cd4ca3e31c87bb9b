# Two stages: the first builds the environment from the lock file, the second holds only what runs, as a user without rights.
FROM python:3.13-slim AS build
WORKDIR /src
COPY requirements.lock pyproject.toml README.md ./
RUN python -m venv /opt/border-monitor \
 && /opt/border-monitor/bin/pip install --no-cache-dir --only-binary :all: --require-hashes -r requirements.lock
COPY monitor monitor
COPY rules rules
COPY config config
RUN /opt/border-monitor/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim
RUN useradd --system --create-home --home-dir /var/lib/border-monitor border-monitor
COPY --from=build /opt/border-monitor /opt/border-monitor
USER border-monitor
WORKDIR /var/lib/border-monitor
VOLUME /var/lib/border-monitor
ENV PATH=/opt/border-monitor/bin:$PATH PYTHONUNBUFFERED=1
HEALTHCHECK --interval=60s --timeout=20s CMD ["border-monitor", "health"]
ENTRYPOINT ["border-monitor"]
CMD ["run"]
