import type { StartingPoint } from "#lib/dockerfile/starting-points/starting-point";

export const blank: StartingPoint = {
  id: "blank",
  title: "Blank",
  summary: "The base image and commented lines to fill in: packages, tools, settings.",
  suggestedName: "sandbox",
  teaches: [
    "Bake what is slow to install and rarely changes; leave a project's own dependencies to its set-up script.",
    "Update, install and clean up in one RUN: files deleted in a later one still take their space.",
    "Put what changes often last, so that everything above it comes from the cache.",
  ],
  dockerfile: String.raw`# The base brings Debian with Node.js and npm, Python 3 with pip and venv, Go, git, make, gcc and curl.
# A build takes it by its exact digest, so building this version again starts from where you say it does.
FROM codex-base:latest

# 1. System packages. One RUN: a package list left in a layer of its own grows old and takes space.
#
# ARG DEBIAN_FRONTEND=noninteractive
# RUN apt-get update \
#     && apt-get install --yes --no-install-recommends \
#       jq \
#       ripgrep \
#     && rm -rf /var/lib/apt/lists/*

# 2. Command-line tools, each at an exact version: the same Dockerfile gives the same tools next month.
#
# RUN npm install --global pnpm@12.21.0 \
#     && npm cache clean --force

# 3. Settings that every process in the sandbox sees. No secrets: whoever has the image can read them.
#
# ENV TZ=UTC

# 4. Where commands start. A project's npm ci or pip install runs there, not here: its lock file changes
#    more often than this image should.
#
# WORKDIR /workspace
`,
};
