import type { StartingPoint } from "#lib/dockerfile/starting-points/starting-point";

export const headlessBrowser: StartingPoint = {
  id: "headless-browser",
  title: "Headless browser",
  summary: "Chromium with fonts for Playwright and Puppeteer, and a browser server for agents (MCP).",
  suggestedName: "browser",
  teaches: [
    "The browser is baked, the test library is not: projects pin their own Playwright and use this Chromium.",
    "Fonts are part of the result: without them screenshots show empty boxes.",
    "Settings in ENV tell every tool where the browser is, so no test downloads one.",
  ],
  dockerfile: String.raw`FROM codex-base:latest

ARG DEBIAN_FRONTEND=noninteractive

# A browser wants its security fixes, so it is the last package to pin. Build again to get a newer one; the
# images you have keep theirs.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
      chromium \
      fonts-liberation \
      fonts-noto-cjk \
      fonts-noto-color-emoji \
    && rm -rf /var/lib/apt/lists/*

# Playwright: chromium.launch({ executablePath: process.env.CHROME_PATH })
ENV CHROME_PATH=/usr/bin/chromium \
    PLAYWRIGHT_MCP_EXECUTABLE_PATH=/usr/bin/chromium \
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 \
    PUPPETEER_EXECUTABLE_PATH=/usr/bin/chromium \
    PUPPETEER_SKIP_DOWNLOAD=true

# A browser that agents can drive: playwright-mcp --headless --no-sandbox
RUN npm install --global @playwright/mcp@0.0.83 \
    && npm cache clean --force

# A page is really drawn. As root Chromium needs --no-sandbox; the container is the sandbox.
RUN chromium --headless --no-sandbox --disable-gpu --dump-dom 'data:text/html,<p>ready</p>' | grep ready
`,
};
