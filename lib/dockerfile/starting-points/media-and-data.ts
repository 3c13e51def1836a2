import type { StartingPoint } from "#lib/dockerfile/starting-points/starting-point";

export const mediaAndData: StartingPoint = {
  id: "media-and-data",
  title: "Media and data",
  summary: "libvips, ffmpeg and ImageMagick, a Python data stack in a venv, and two npm command-line tools.",
  suggestedName: "media-data",
  teaches: [
    "apt-get update, install and clean-up stand in one RUN, without recommended extras.",
    "pip and npm packages are pinned to exact versions and leave no cache behind.",
    "Python packages live in a venv that comes first on PATH, so Debian's own Python stays untouched.",
    "The last line uses what was installed: a build that succeeds has working tools.",
  ],
  dockerfile: String.raw`FROM codex-base:latest

# Only for this build: no package stops to ask a question.
ARG DEBIAN_FRONTEND=noninteractive

# Not pinned, and why: Debian's mirror keeps only the newest build of a package, so ffmpeg=7:5.1.6-0+deb12u1
# stops building on the day a security fix replaces it. What you get stays within one Debian release, and a
# finished image never changes. To pin all the same: after apt-get update, apt-cache madison ffmpeg lists what
# there is.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
      ffmpeg \
      imagemagick \
      libvips-tools \
    && rm -rf /var/lib/apt/lists/*

# The slow, rarely changing part of a data project. What one project needs alone belongs to its own set-up.
ENV VIRTUAL_ENV=/opt/venv
ENV PATH=/opt/venv/bin:$PATH
RUN python3 -m venv "$VIRTUAL_ENV" \
    && pip install --no-cache-dir \
      matplotlib==3.11.2 \
      numpy==2.4.6 \
      pandas==3.1.1 \
      pillow==13.0.0 \
      pyarrow==26.0.1 \
      pyvips==3.2.0

RUN npm install --global \
      pnpm@12.21.0 \
      tsx@4.23.15 \
    && npm cache clean --force

# Fails the build, not the agent, when something does not load.
RUN vips --version && ffmpeg -version && pnpm --version && tsx --version \
    && python -c "import matplotlib, numpy, pandas, PIL, pyarrow, pyvips"
`,
};
