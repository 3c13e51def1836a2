import { z } from "zod";
import { parseImageReference } from "#lib/dockerfile/image-reference";
import { parseNetworks } from "#lib/networks/parse-networks";
import { parseAllowList } from "#lib/webhooks/parse-allow-list";

const port = z.coerce
  .number("is no number")
  .int()
  .min(1, "is no port (1–65535)")
  .max(65535, "is no port (1–65535)");
const minutes = z.coerce
  .number("is no number of minutes")
  .positive("must be more than 0 minutes")
  .max(24 * 60);
const gigabytes = z.coerce.number("is no number of gigabytes").min(0, "must be 0 or more").max(1_000_000);

/** host[:port][/prefix] of a registry, as `docker tag` wants it: no scheme, no tag, no trailing slash. */
const registry = z
  .string()
  .regex(
    /^(localhost|[a-z0-9]([a-z0-9.-]*[a-z0-9])?)(:\d{1,5})?(\/[a-z0-9]+([._-][a-z0-9]+)*)*$/i,
    "must be host[:port][/prefix], without https:// and without a tag",
  );

const schema = z.object({
  PORT: port.default(3000),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/.+/, "must start with postgresql://")
    .optional(),
  DOCKER_HOST: z
    .string()
    .regex(/^(unix:\/\/\/|tcp:\/\/|http:\/\/).+/, "must start with unix:/// or tcp://")
    .optional(),
  DOCKER_TLS_VERIFY: z.string().optional(),
  DOCKER_CERT_PATH: z.string().optional(),
  BAKEHOUSE_REGISTRY: registry.optional(),
  BAKEHOUSE_REGISTRY_VIA: z
    .url({ protocol: /^https?$/, error: "is no URL, such as http://registry:5000" })
    .optional(),
  BAKEHOUSE_REGISTRY_USERNAME: z.string().optional(),
  BAKEHOUSE_REGISTRY_PASSWORD: z.string().optional(),
  BAKEHOUSE_BASE_IMAGE: z
    .string()
    .refine((text) => parseImageReference(text) !== null, "is no image reference, such as registry/base:1")
    .optional(),
  BAKEHOUSE_DATA_DIR: z.string().min(1).default(".bakehouse"),
  BAKEHOUSE_ADMIN_EMAIL: z.email("is no e-mail address").optional(),
  BAKEHOUSE_ADMIN_PASSWORD: z.string().min(10, "must have at least 10 characters").optional(),
  BAKEHOUSE_BUILD_CONCURRENCY: z.coerce.number("is no number").int().min(1).max(64).default(2),
  BAKEHOUSE_WORKER_NAME: z
    .string()
    .regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,62}$/, "must be letters, digits, dots, dashes and underscores")
    .optional(),
  BAKEHOUSE_WORKER_LABELS: z
    .string()
    .default("")
    .transform((text) =>
      text
        .split(",")
        .map((label) => label.trim())
        .filter(Boolean),
    )
    .refine(
      (labels) => labels.every((label) => /^[a-z0-9][a-z0-9._-]{0,62}$/.test(label)),
      "must list labels with commas: small letters, digits, dots, dashes and underscores",
    ),
  BAKEHOUSE_DRAIN_MINUTES: minutes.default(10),
  BAKEHOUSE_GRACE_SECONDS: z.coerce.number("is no number of seconds").min(0).max(86_400).default(20),
  BAKEHOUSE_CACHE_GB: gigabytes.default(30),
  BAKEHOUSE_MIN_FREE_GB: gigabytes.default(2),
  BAKEHOUSE_BUILD_CGROUP: z
    .string()
    .regex(/^[\w.-]+(\/[\w.-]+)*$/, "must be a path of control groups, such as docker/buildkit")
    .refine((path) => !path.split("/").includes(".."), "must lead nowhere up")
    .default("docker/buildkit"),
  BAKEHOUSE_BUILD_DENY: z
    .string()
    .refine(
      (text) => parseNetworks(text) !== null,
      "must list networks and addresses, such as 10.0.0.0/8, with commas",
    )
    .optional(),
  BAKEHOUSE_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  BAKEHOUSE_SETUP_CODE: z.string().optional(),
  BAKEHOUSE_URL: z
    .url({ protocol: /^https?$/, error: "is no URL, such as https://bakehouse.example.com" })
    .optional(),
  BAKEHOUSE_PROXIES: z.coerce
    .number("is no number")
    .int("is no whole number")
    .min(0, "must be 0 or more")
    .max(10, "must be 10 or less")
    .default(0),
  BAKEHOUSE_OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: "is no URL, such as https://login.example.com" })
    .optional(),
  BAKEHOUSE_OIDC_CLIENT_ID: z.string().optional(),
  BAKEHOUSE_OIDC_CLIENT_SECRET: z.string().optional(),
  BAKEHOUSE_OIDC_CLIENT_AUTH: z.enum(["basic", "post"], "must be basic or post").default("basic"),
  BAKEHOUSE_OIDC_NAME: z.string().max(40, "must have at most 40 characters").default("single sign-on"),
  BAKEHOUSE_PASSWORD_SIGN_IN: z.enum(["on", "off"], "must be on or off").default("on"),
  BAKEHOUSE_SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: "is no URL, such as smtp://user:password@mail.example.com:587" })
    .optional(),
  BAKEHOUSE_MAIL_FROM: z
    .string()
    .regex(
      /^[^<>\r\n]*<[^<>\s@]+@[^<>\s@]+>$|^[^<>\s@]+@[^<>\s@]+$/,
      "is no sender, such as Bakehouse <bakehouse@example.com>",
    )
    .optional(),
  BAKEHOUSE_WEBHOOK_ALLOW: z
    .string()
    .refine(
      (text) => parseAllowList(text) !== null,
      "must list networks, addresses or host names, with commas",
    )
    .optional(),
});

export type Environment = z.infer<typeof schema>;

/** What may be set; all other variables are left alone. */
export const VARIABLES: string[] = Object.keys(schema.shape);

/** Thrown for a wrong environment; the message has one line a variable, each naming it. */
export class EnvironmentError extends Error {
  override name = "EnvironmentError";
}

/** Variables of which none is of use without the others, and why one needs BAKEHOUSE_URL. */
const TOGETHER: { all: (keyof Environment)[]; needsUrl?: string }[] = [
  { all: ["BAKEHOUSE_ADMIN_EMAIL", "BAKEHOUSE_ADMIN_PASSWORD"] },
  {
    all: ["BAKEHOUSE_OIDC_ISSUER", "BAKEHOUSE_OIDC_CLIENT_ID", "BAKEHOUSE_OIDC_CLIENT_SECRET"],
    needsUrl: "the provider sends people back there",
  },
  { all: ["BAKEHOUSE_SMTP_URL", "BAKEHOUSE_MAIL_FROM"], needsUrl: "links in e-mails lead there" },
];

function requireTogether(environment: Environment, { all, needsUrl }: (typeof TOGETHER)[number]): void {
  const set = all.filter((name) => environment[name]);
  if (set.length === 0) return;
  const missing = all.find((name) => !environment[name]);
  if (missing) {
    throw new EnvironmentError(`${missing} is missing: set ${all.join(", ")} together, or none of them`);
  }
  if (needsUrl && !environment.BAKEHOUSE_URL) {
    throw new EnvironmentError(`BAKEHOUSE_URL is missing, and ${set[0]} needs it: ${needsUrl}`);
  }
}

/**
 * The environment, checked. An empty value counts as not set, as Compose writes it.
 * @throws EnvironmentError naming each wrong variable and what it should be.
 */
export function parseEnvironment(source: Record<string, string | undefined>): Environment {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    throw new EnvironmentError(
      parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`).join("\n"),
    );
  }
  for (const rule of TOGETHER) requireTogether(parsed.data, rule);
  if (parsed.data.BAKEHOUSE_PASSWORD_SIGN_IN === "off" && !parsed.data.BAKEHOUSE_OIDC_ISSUER) {
    throw new EnvironmentError(
      "BAKEHOUSE_PASSWORD_SIGN_IN is off and BAKEHOUSE_OIDC_ISSUER is missing: nobody could sign in",
    );
  }
  return parsed.data;
}

/** Variables that were read once, and what is used in their place. */
const GONE = {
  BAKEHOUSE_BUILD_TIMEOUT: "administrators set how long a build may take under Settings, Limits",
};

/** Says of each variable that is set and not read any more what to do instead, a line each. */
export function listGoneVariables(source: Record<string, string | undefined>): string[] {
  return Object.entries(GONE)
    .filter(([name]) => source[name])
    .map(([name, instead]) => `${name} is not read any more: ${instead}.`);
}

let cached: Environment | undefined;

/** This process' environment, checked once. */
export function env(): Environment {
  if (!cached) {
    cached = parseEnvironment(process.env);
    for (const line of listGoneVariables(process.env)) console.warn(line);
  }
  return cached;
}
