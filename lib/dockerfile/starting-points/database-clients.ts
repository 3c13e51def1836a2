import type { StartingPoint } from "#lib/dockerfile/starting-points/starting-point";

export const databaseClients: StartingPoint = {
  id: "database-clients",
  title: "PostgreSQL and Redis clients",
  summary: "psql, redis-cli and sqlite3 with the Python drivers, for services and migrations.",
  suggestedName: "database-clients",
  teaches: [
    "Clients belong in the image, servers do not: a sandbox connects to one or starts its own.",
    "Passwords never stand in a Dockerfile: psql and redis-cli read them from the environment at run time.",
    "Drivers come as wheels at exact versions, so nothing is compiled.",
  ],
  dockerfile: String.raw`FROM codex-base:latest

ARG DEBIAN_FRONTEND=noninteractive

# postgresql-client is the release's own major version; name it (postgresql-client-15) where scripts rely
# on it. Exact builds (15.14-0+deb12u1) leave the mirror with the next fix.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
      jq \
      postgresql-client \
      redis-tools \
      sqlite3 \
    && rm -rf /var/lib/apt/lists/*

ENV VIRTUAL_ENV=/opt/venv
ENV PATH=/opt/venv/bin:$PATH
RUN python3 -m venv "$VIRTUAL_ENV" \
    && pip install --no-cache-dir \
      "psycopg[binary]==3.3.9" \
      redis==8.1.0 \
      sqlalchemy==2.1.9

# No password here: PGPASSWORD, PGSERVICEFILE and REDISCLI_AUTH are set where the sandbox runs.
ENV PAGER=cat \
    PSQL_HISTORY=/dev/null

RUN psql --version && redis-cli --version && sqlite3 --version \
    && python -c "import psycopg, redis, sqlalchemy; print(psycopg.pq.version())"
`,
};
