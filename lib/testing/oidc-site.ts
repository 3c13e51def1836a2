import { Readable } from "node:stream";
import { handleAuthRequest } from "#lib/auth/handle-auth-request";
import { type Browser, formAction, type Page } from "#lib/testing/browser";
import { makeProvider, type TestProvider } from "#lib/testing/oidc";
import { startServer } from "#lib/testing/start-server";

export const CLIENT = { id: "bakehouse", secret: "a-client-secret" };

export interface OidcSite {
  origin: string;
  provider: TestProvider;
  close: () => Promise<void>;
}

/**
 * A site with our sign-in, a real provider, and the environment that ties them together; before anything reads it.
 * @param providerAnswers false for one that is down; `open` brings it up
 */
export async function startOidcSite(
  environment: Record<string, string> = {},
  providerAnswers = true,
): Promise<OidcSite & { open: () => void }> {
  const [site, idp] = await Promise.all([startServer(), startServer()]);
  Object.assign(process.env, {
    BAKEHOUSE_URL: site.origin,
    BAKEHOUSE_OIDC_ISSUER: idp.origin,
    BAKEHOUSE_OIDC_CLIENT_ID: CLIENT.id,
    BAKEHOUSE_OIDC_CLIENT_SECRET: CLIENT.secret,
    BAKEHOUSE_OIDC_NAME: "Example Inc.",
    ...environment,
  });
  const redirectUri = `${site.origin}/api/auth/callback/oidc`;
  const provider = makeProvider(idp.origin, { ...CLIENT, redirectUri });
  const open = () => idp.listen(provider.listener);
  if (providerAnswers) open();
  site.listen(async (request, response) => {
    const url = new URL(request.url ?? "/", site.origin);
    if (!url.pathname.startsWith("/api/auth/")) return response.end(`page ${url.pathname}`);
    const body = request.method === "POST" ? Readable.toWeb(request) : undefined;
    const answer = await handleAuthRequest(
      new Request(url, {
        method: request.method,
        headers: request.headers as Record<string, string>,
        body: body as ReadableStream | undefined,
        duplex: "half",
      } as RequestInit),
    );
    response.writeHead(answer.status, [...answer.headers].flat());
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  const close = async () => {
    await Promise.all([site.close(), idp.close()]);
  };
  return { origin: site.origin, provider, open, close };
}

/** Presses the provider's button and signs in there as this login; the page where that leads. */
export async function signInWithProvider(
  { origin }: OidcSite,
  browser: Browser,
  login: string,
  { path = "/sign-in/social", errorPage = "/sign-in" } = {},
): Promise<Page> {
  const started = await browser.post(`${origin}/api/auth${path}`, {
    provider: "oidc",
    callbackURL: "/images",
    errorCallbackURL: errorPage,
  });
  const { url } = (await started.json()) as { url?: string };
  if (!url) throw new Error(`not sent to the provider: ${started.status}`);
  let page = await browser.visit(url);
  while (page.url.pathname.startsWith("/interaction/")) {
    const fields: Record<string, string> = /name="login"/.test(page.text)
      ? { prompt: "login", login, password: "any" }
      : { prompt: "consent" };
    page = await browser.visit(formAction(page), fields);
  }
  return page;
}
