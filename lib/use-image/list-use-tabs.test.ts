import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readShellCommands } from "#lib/dockerfile/read-shell-commands";
import { listUseTabs } from "#lib/use-image/list-use-tabs";
import { parseHcl } from "#lib/use-image/testing-hcl";
import { makeBusyInput, makeUseInput } from "#lib/use-image/testing-use-input";

const plain = makeUseInput();
const busy = makeBusyInput();

function textOf(id: string, input = plain, file = 0): string {
  const tab = listUseTabs(input).find((tab) => tab.id === id)!;
  return tab.files[file]!.text;
}
const notesOf = (id: string, input = plain) =>
  listUseTabs(input)
    .find((tab) => tab.id === id)!
    .notes.join("\n");

test("every tab has files that end with a line end, a title of its own, and notes that are sentences", () => {
  for (const input of [plain, busy]) {
    const tabs = listUseTabs(input);
    expect(tabs.map(({ id }) => id)).toEqual([
      "docker",
      "compose",
      "dev-container",
      "github-actions",
      "gitlab-ci",
      "kubernetes",
      "terraform",
      "shell",
      "codex-cloud",
      "agents",
    ]);
    expect(new Set(tabs.map(({ title }) => title)).size).toBe(tabs.length);
    for (const { id, files, notes } of tabs) {
      for (const { path, text } of files) {
        expect(path, id).not.toBe("");
        expect(text, id).toMatch(/[^\n]\n$/);
        expect(text, id).not.toMatch(/[ \t]$/m);
      }
      expect(notes.length, id).toBeGreaterThan(0);
    }
  }
});

describe("Docker", () => {
  const words = (text: string) =>
    readShellCommands(text).map((command) => command.words.map(({ raw }) => raw));

  test("names the image by digest, with the directory inside", () => {
    expect(words(textOf("docker"))).toEqual([
      [
        "docker",
        "run",
        "--rm",
        "--interactive",
        "--tty",
        "--mount",
        '"type=bind,source=$PWD,target=/workspace"',
        "--workdir",
        "/workspace",
        plain.pinned,
      ],
    ]);
  });

  test("pulls what moves, publishes TCP ports to this machine alone, and asks for a shell where there is no command", () => {
    const text = words(textOf("docker", busy))[0]!.join(" ");
    expect(text).toContain(
      "--pull always --publish 127.0.0.1:8080:8080 127.0.0.1:5000/media/9_ffmpeg.tools:stable",
    );
    expect(text).not.toContain("5353");
    const silent = makeUseInput({ config: { ...plain.config!, cmd: null } });
    expect(words(textOf("docker", silent))[0]!.slice(-2)).toEqual([plain.pinned, "sh"]);
    expect(notesOf("docker", busy)).toMatch(/follows channel stable, which is build 3\.2 now/);
    expect(notesOf("docker", busy)).toMatch(/registry 127\.0\.0\.1:5000 is reached from its own machine/);
    expect(notesOf("docker")).not.toMatch(/reached from its own machine/);
  });
});

test("Compose", () => {
  expect(parse(textOf("compose"))).toEqual({
    services: {
      sandbox: {
        image: plain.pinned,
        working_dir: "/workspace",
        volumes: [".:/workspace"],
        init: true,
        stdin_open: true,
        tty: true,
      },
    },
  });
  expect(parse(textOf("compose", busy), { version: "1.1" }).services.sandbox).toMatchObject({
    image: busy.reference,
    pull_policy: "always",
    ports: ["127.0.0.1:8080:8080"],
  });
  const silent = makeUseInput({ config: { ...plain.config!, cmd: [] } });
  expect(parse(textOf("compose", silent)).services.sandbox.command).toBe("sh");
});

test("Dev Container", () => {
  expect(JSON.parse(textOf("dev-container"))).toEqual({
    name: "media/ffmpeg",
    image: plain.pinned,
    remoteUser: "root",
  });
  expect(JSON.parse(textOf("dev-container", busy))).toMatchObject({
    image: busy.reference,
    remoteUser: "1001",
    forwardPorts: [8080],
  });
});

test("GitHub Actions", () => {
  const workflow = parse(textOf("github-actions"));
  expect(Object.keys(workflow)).toEqual(["name", "on", "permissions", "jobs"]);
  expect(Object.keys(workflow.on)).toEqual(["push", "pull_request"]);
  expect(workflow.jobs.test).toEqual({
    "runs-on": "ubuntu-latest",
    container: { image: plain.pinned },
    steps: [{ uses: "actions/checkout@v4" }, { name: "Test", run: "make test" }],
  });
  expect(parse(textOf("github-actions", busy)).jobs.test.container).toEqual({
    image: busy.reference,
    options: "--user root",
  });
});

test("GitLab CI", () => {
  expect(parse(textOf("gitlab-ci"))).toEqual({
    test: { image: { name: plain.pinned, pull_policy: "if-not-present" }, script: ["make test"] },
  });
  expect(parse(textOf("gitlab-ci", busy)).test.image).toEqual({
    name: busy.reference,
    entrypoint: [""],
    pull_policy: "always",
  });
});

test("Kubernetes", () => {
  const pod = parse(textOf("kubernetes"));
  expect(pod).toMatchObject({ apiVersion: "v1", kind: "Pod", metadata: { name: "ffmpeg" } });
  expect(pod.spec.securityContext).toBeUndefined();
  const [container] = pod.spec.containers;
  expect(container).toEqual({
    name: "sandbox",
    image: plain.pinned,
    imagePullPolicy: "IfNotPresent",
    stdin: true,
    tty: true,
    workingDir: "/workspace",
    securityContext: { allowPrivilegeEscalation: false, seccompProfile: { type: "RuntimeDefault" } },
    volumeMounts: [{ name: "workspace", mountPath: "/workspace" }],
  });
  expect(pod.spec.volumes).toEqual([{ name: "workspace", emptyDir: {} }]);

  const other = parse(textOf("kubernetes", busy));
  expect(other.metadata.name).toBe("9-ffmpeg-tools");
  expect(other.spec.securityContext).toEqual({ runAsNonRoot: true, fsGroup: 1001 });
  expect(other.spec.containers[0]).toMatchObject({
    imagePullPolicy: "Always",
    ports: [{ containerPort: 8080 }],
  });
  const odd = makeUseInput({ image: `12${".".repeat(61)}34` });
  expect(parse(textOf("kubernetes", odd)).metadata.name).toBe("12-34");
  expect(parse(textOf("kubernetes", makeUseInput({ image: "1.0" })), { version: "1.1" }).metadata.name).toBe(
    "1-0",
  );
  const number = makeUseInput({ image: "007" });
  expect(parse(textOf("kubernetes", number), { version: "1.1" }).metadata.name).toBe("007");
});

test("Terraform", () => {
  const { blocks } = parseHcl(textOf("terraform"));
  expect(Object.keys(blocks)).toEqual([
    "terraform",
    "provider docker",
    "resource docker_image sandbox",
    "resource docker_container sandbox",
  ]);
  expect(blocks.terraform![0]!.blocks.required_providers![0]!.attributes).toEqual({
    docker: { source: "kreuzwerker/docker", version: ">= 3.0, < 5.0" },
  });
  expect(blocks["resource docker_image sandbox"]![0]!.attributes).toEqual({
    name: plain.pinned,
    pull_triggers: [plain.digest],
    keep_locally: true,
  });
  const container = blocks["resource docker_container sandbox"]![0]!;
  expect(container.attributes).toMatchObject({
    name: "ffmpeg",
    image: { name: "docker_image.sandbox.image_id" },
    working_dir: "/workspace",
  });
  expect(container.blocks.mounts![0]!.attributes).toMatchObject({ type: "bind", target: "/workspace" });

  const following = parseHcl(textOf("terraform", busy)).blocks;
  expect(following["data docker_registry_image sandbox"]![0]!.attributes).toEqual({ name: busy.reference });
  expect(following["resource docker_image sandbox"]![0]!.attributes).toMatchObject({
    pull_triggers: [{ name: "data.docker_registry_image.sandbox.sha256_digest" }],
  });
  expect(following["resource docker_container sandbox"]![0]!.blocks.ports![0]!.attributes).toEqual({
    internal: 8080,
    external: 8080,
    ip: "127.0.0.1",
  });
});

test("the HCL reader of these tests refuses what is none", () => {
  for (const text of ['a = "b', "a {", "a = ", "a = [1 2]", "a = ?", "a = 1\na = 2", "}"])
    expect(() => parseHcl(text), text).toThrow();
});

test("Shell and Codex Cloud are valid Bash", () => {
  for (const input of [plain, busy])
    for (const [id, file] of [
      ["shell", 0],
      ["codex-cloud", 0],
      ["codex-cloud", 1],
    ] as const)
      execFileSync("bash", ["-n"], { input: textOf(id, input, file) });
  expect(() => execFileSync("bash", ["-n"], { input: "if", stdio: "pipe" })).toThrow();
});

test("Codex Cloud's notes list what is left out, with its line", () => {
  const input = makeUseInput({ dockerfile: 'FROM codex-base:latest\nUSER node\nENTRYPOINT ["/init"]\n' });
  expect(notesOf("codex-cloud", input)).toMatch(/line 2, USER node: .*\n.*line 3, ENTRYPOINT \["\/init"\]: /);
});
