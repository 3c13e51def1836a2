/** As much of a browser as signing in takes: cookies by origin, redirects, forms. */
export interface Browser {
  cookies: Map<string, Map<string, string>>;
  visit: (url: string, form?: Record<string, string>) => Promise<Page>;
  post: (url: string, body: unknown) => Promise<Response>;
}

export interface Page {
  url: URL;
  status: number;
  text: string;
}

let machines = 0;

/** On a machine of its own. @param onRedirect may lead elsewhere than the site that redirects wanted */
export function openBrowser(onRedirect: (url: URL) => URL = (url) => url): Browser {
  const cookies: Browser["cookies"] = new Map();
  const address = `192.0.2.${++machines}`;

  async function send(url: URL, init: RequestInit): Promise<Response> {
    const jar = cookies.get(url.origin) ?? new Map<string, string>();
    cookies.set(url.origin, jar);
    const headers = new Headers({ ...init.headers, "x-forwarded-for": address });
    if (jar.size > 0) headers.set("cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      const name = pair.slice(0, pair.indexOf("="));
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(cookie)) jar.delete(name);
      else jar.set(name, pair.slice(name.length + 1));
    }
    return response;
  }

  async function visit(start: string, form?: Record<string, string>): Promise<Page> {
    let url = new URL(start);
    let init: RequestInit = form ? { method: "POST", body: new URLSearchParams(form) } : {};
    for (let hop = 0; hop < 20; hop++) {
      const response = await send(url, init);
      const location = response.headers.get("location");
      if (!location) return { url, status: response.status, text: await response.text() };
      url = onRedirect(new URL(location, url));
      init = {};
    }
    throw new Error(`too many redirects at ${url}`);
  }

  return {
    cookies,
    visit,
    post: (target, body) => {
      const url = new URL(target);
      return send(url, {
        method: "POST",
        headers: { "content-type": "application/json", origin: url.origin },
        body: JSON.stringify(body),
      });
    },
  };
}

/** The address that a page's form is sent to. */
export function formAction({ text, url }: Page): string {
  const action = /<form[^>]* action="([^"]+)"/.exec(text)?.[1];
  if (!action) throw new Error(`no form at ${url}: ${text.slice(0, 500)}`);
  return new URL(action.replaceAll("&amp;", "&"), url).href;
}
