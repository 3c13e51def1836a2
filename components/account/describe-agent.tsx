const BROWSERS: readonly [RegExp, string][] = [
  [/Edg(?:A|iOS)?\//, "Edge"],
  [/OPR\//, "Opera"],
  [/(?:Firefox|FxiOS)\//, "Firefox"],
  [/(?:Chrome|Chromium|CriOS)\//, "Chrome"],
  [/Version\/\S+.* Safari\//, "Safari"],
];

const SYSTEMS: readonly [RegExp, string][] = [
  [/iPhone|iPad|iPod/, "iOS"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux|X11/, "Linux"],
];

/**
 * A session's browser from its User-Agent: "Firefox on Linux". Each browser also names those it descends from,
 * so the order decides. What names none is a program, by its own first word: "curl".
 */
export function describeAgent(agent: string | null | undefined): string {
  const browser = BROWSERS.find(([pattern]) => pattern.test(agent ?? ""))?.[1];
  if (!browser) return /^[\w.-]+(?=\/)/.exec(agent ?? "")?.[0] ?? "Unknown program";
  const system = SYSTEMS.find(([pattern]) => pattern.test(agent ?? ""))?.[1];
  return system ? `${browser} on ${system}` : browser;
}
