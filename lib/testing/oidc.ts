import { createSign, generateKeyPairSync, randomUUID } from "node:crypto";
import Provider from "oidc-provider";

export interface Claims {
  email: string;
  email_verified?: boolean;
  name?: string;
}

export type Token = Record<string, unknown>;

export interface TestProvider {
  listener: ReturnType<Provider["callback"]>;
  /** Who has an account there, by login name; any password will do. */
  people: Map<string, Claims>;
  /** Changes each id_token on its way to us, until it is undefined again. */
  tamper: { with?: (idToken: string) => string };
  /** Signs an id_token as the provider does. */
  sign: (claims: Token) => string;
}

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

/** A real OpenID Connect provider with one client. PKCE is demanded. */
export function makeProvider(
  issuer: string,
  client: { id: string; secret: string; redirectUri: string },
): TestProvider {
  const people: TestProvider["people"] = new Map();
  const tamper: TestProvider["tamper"] = {};
  const kid = randomUUID();
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [client.redirectUri] }],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kid, alg: "RS256", use: "sig" }] },
    cookies: { keys: [randomUUID()] },
    pkce: { required: () => true },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    findAccount: (_: unknown, id: string) => {
      const claims = people.get(id);
      return claims && { accountId: id, claims: () => ({ sub: id, ...claims }) };
    },
  });
  provider.use(async (ctx, next) => {
    await next();
    if (ctx.path === "/token" && tamper.with && typeof ctx.body.id_token === "string") {
      ctx.body = { ...ctx.body, id_token: tamper.with(ctx.body.id_token) };
    }
  });
  return {
    listener: provider.callback(),
    people,
    tamper,
    sign: (claims) => signToken({ alg: "RS256", kid }, claims),
  };
}

/** A JSON Web Token, signed with RS256 unless the header says alg none. */
export function signToken(header: Token, claims: Token, key = privateKey): string {
  const part = (value: Token) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part(header)}.${part(claims)}`;
  if (header.alg === "none") return `${text}.`;
  return `${text}.${createSign("RSA-SHA256").update(text).sign(key, "base64url")}`;
}

export function readToken(token: string): Token {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
}
