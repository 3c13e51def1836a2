/** What the texts take: "" for the newest build by digest, "channel:stable", "version:3", "build:3.2". */
export type Choice = string;

/** The question that a choice, as it stands in the address, puts to the API. */
export function toQuestion(choice: Choice): { channel?: string; version?: number; build?: string } {
  const [, kind, name = ""] = /^(channel|version|build):(.+)$/.exec(choice) ?? [];
  if (kind === "channel") return { channel: name };
  if (kind === "version" && /^[1-9]\d{0,8}$/.test(name)) return { version: Number(name) };
  return kind === "build" ? { build: name } : {};
}
