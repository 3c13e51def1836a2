// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Dockerfiles have variables of their own.
import { expect, test } from "vitest";
import { replaceBases } from "#lib/dockerfile/replace-bases";

const digest = `sha256:${"ab".repeat(32)}`;
const references = new Map([
  ["codex-base:latest", `127.0.0.1:5000/base@${digest}`],
  ["tools", `r.example/tools@${digest}`],
]);

test("replaces only the names, and keeps every other byte", () => {
  const text =
    "\ufeff# codex-base:latest\r\nARG B=codex-base:latest\r\nfrom  --platform=$BUILDPLATFORM\tcodex-base:latest  as  a\r\n" +
    'RUN --mount=type=bind,"from=tools",target=/t \\\r\n  echo codex-base:latest # tools\r\n' +
    "FROM ${B}\r\nCOPY --from='tools' a b\r\nCOPY --from=a tools /\r\nFROM unknown";
  expect(replaceBases(text, references)).toBe(
    `\ufeff# codex-base:latest\r\nARG B=codex-base:latest\r\nfrom  --platform=$BUILDPLATFORM\t127.0.0.1:5000/base@${digest}  as  a\r\n` +
      `RUN --mount=type=bind,"from=r.example/tools@${digest}",target=/t \\\r\n  echo codex-base:latest # tools\r\n` +
      `FROM 127.0.0.1:5000/base@${digest}\r\nCOPY --from=r.example/tools@${digest} a b\r\nCOPY --from=a tools /\r\nFROM unknown`,
  );
});

test("replaces a name that stands on a continued line, and one in quotes", () => {
  expect(replaceBases('FROM \\\n  "tools" \\\n  AS x', references)).toBe(
    `FROM \\\n  r.example/tools@${digest} \\\n  AS x`,
  );
});

test("leaves a Dockerfile without known bases as it is", () => {
  const text = "FROM a\n\nRUN b\n";
  expect(replaceBases(text, references)).toBe(text);
});
