import { type BrowserContext, chromium } from "@playwright/test";
import type { SignedIn } from "./sign-in.ts";

/** Chromium with someone signed in at the site, and nothing in its cache. Close its browser in the end. */
export async function openBrowser(siteUrl: string, { cookie }: SignedIn): Promise<BrowserContext> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH || undefined,
    args: ["--no-sandbox", "--disable-gpu"],
  });
  const context = await browser.newContext({ baseURL: siteUrl, viewport: { width: 1280, height: 800 } });
  await context.addCookies(
    cookie.split("; ").map((pair) => {
      const at = pair.indexOf("=");
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url: siteUrl };
    }),
  );
  return context;
}
