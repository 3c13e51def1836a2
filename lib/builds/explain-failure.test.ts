import { describe, expect, test } from "vitest";
import { explainFailure, type Failure } from "#lib/builds/explain-failure";

// What real builds said on engines 20.10 and 26; only the names of hosts and images are changed.
const old = (command: string, code: number) =>
  `executor failed running [/bin/sh -c ${command}]: exit code: ${code}`;
const recent = (command: string, code: number) =>
  `process "/bin/sh -c ${command}" did not complete successfully: exit code: ${code}`;
const frontend = (text: string) =>
  `failed to solve with frontend dockerfile.v0: failed to create LLB definition: ${text}`;

function explainRun(command: string, exitCode: number, tail: string[]) {
  const [first, second] = [old, recent].map((message) =>
    explainFailure({ message: message(command, exitCode), step: `RUN ${command}`, line: 4, tail }),
  );
  expect(second).toEqual(first);
  expect(first).toMatchObject({ exitCode, line: 4 });
  return first!;
}

describe("packages", () => {
  const lists = ["Reading package lists...", "Building dependency tree...", "Reading state information..."];

  test("apt: unknown package", () => {
    const explained = explainRun("apt-get update && apt-get install -y libvip", 100, [
      "Get:1 http://packages.example/debian bookworm InRelease [151 kB]",
      ...lists,
      "E: Unable to locate package libvip",
    ]);
    expect(explained).toEqual({
      code: "apt-package-not-found",
      message:
        "RUN apt-get update && apt-get install -y libvip failed in line 4 with exit code 100: Unable to locate package libvip.",
      cause: "Unable to locate package libvip",
      hint: "Check the name libvip for a typing error, and whether the base image's release of the distribution has it.",
      exitCode: 100,
      line: 4,
      tailIndex: 4,
    });
  });

  test("apt: no package lists", () => {
    const explained = explainRun("apt-get install -y curl", 100, [
      ...lists,
      "E: Unable to locate package curl",
    ]);
    expect(explained.hint).toMatch(/run apt-get update in the same RUN/);
  });

  test.each<[string, string, number, string[], string, RegExp]>([
    [
      "apt-package-not-found",
      "apt-get update -q && apt-get install -yq mysql-server",
      100,
      [
        "is only available from another source",
        "",
        "E: Package 'mysql-server' has no installation candidate",
      ],
      "Package 'mysql-server' has no installation candidate",
      /Check the name mysql-server/,
    ],
    [
      "apt-version-not-found",
      "apt-get update && apt-get install -y curl=99.1",
      100,
      ["is only available from another source", "", "E: Version '99.1' for 'curl' was not found"],
      "Version '99.1' for 'curl' was not found",
      /apt-cache policy curl/,
    ],
    [
      "apt-not-confirmed",
      "apt-get update -q && apt-get install curl",
      1,
      [
        "After this operation, 4546 kB of additional disk space will be used.",
        "Do you want to continue? [Y/n] Abort.",
      ],
      "apt asked for confirmation and there is nobody to answer",
      /-y/,
    ],
    [
      "pip-package-not-found",
      "pip install nosuchpackage",
      1,
      [
        "ERROR: Could not find a version that satisfies the requirement nosuchpackage (from versions: none)",
        "ERROR: No matching distribution found for nosuchpackage",
      ],
      "No matching distribution found for nosuchpackage",
      /typing error/,
    ],
    [
      "pip-version-not-found",
      "pip install requests==99.9.9",
      1,
      [
        "ERROR: Could not find a version that satisfies the requirement requests==99.9.9 (from versions: 2.34.0, 2.34.1)",
        "ERROR: No matching distribution found for requests==99.9.9",
      ],
      "No matching distribution found for requests==99.9.9",
      /versions that the log lists/,
    ],
    [
      "pip-externally-managed",
      "pip install requests",
      1,
      [
        "error: externally-managed-environment",
        "note: If you believe this is a mistake, please contact your Python installation or OS distribution provider. You can override this, at the risk of breaking your Python installation or OS, by passing --break-system-packages.",
        "hint: See PEP 668 for the detailed specification.",
      ],
      "this Python is managed by the distribution, and pip does not install into it",
      /venv/,
    ],
    [
      "npm-package-not-found",
      "npm install -g @none/such",
      1,
      [
        "npm error code E404",
        "npm error 404 Not Found - GET https://npm.example/@none%2fsuch",
        "npm error 404",
        "npm error 404  The requested resource '@none/such@*' could not be found or you do not have permission to access it.",
        "npm error 404",
        "npm notice",
        "npm error A complete log of this run can be found in: /root/.npm/_logs/2026-11-22T19_32_35_266Z-debug-0.log",
      ],
      "npm found no package @none/such",
      /private/,
    ],
    [
      "npm-version-not-found",
      "npm install -g semver@99.9.9",
      1,
      [
        "npm error code ETARGET",
        "npm error notarget No matching version found for semver@99.9.9.",
        "npm error notarget In most cases you or one of your dependencies are requesting a package version that doesn't exist.",
      ],
      "No matching version found for semver@99.9.9",
      /npm view/,
    ],
  ])("%s", (code, command, exitCode, tail, cause, hint) => {
    const explained = explainRun(command, exitCode, tail);
    expect(explained).toMatchObject({ code, cause, hint: expect.stringMatching(hint) });
    expect(explained.message).toBe(`RUN ${command} failed in line 4 with exit code ${exitCode}: ${cause}.`);
  });
});

describe("the network comes before what fails for want of it", () => {
  test.each<[string, string, string[]]>([
    [
      "name-not-resolved",
      "the host name packages.example could not be resolved",
      [
        "W: Failed to fetch http://packages.example/debian/dists/bookworm/InRelease  Temporary failure resolving 'packages.example'",
        "E: Unable to locate package curl",
      ],
    ],
    [
      "name-not-resolved",
      "the host name nope.invalid could not be resolved",
      [
        "E: Failed to fetch http://nope.invalid/debian/dists/bookworm/InRelease  Could not resolve 'nope.invalid'",
      ],
    ],
    [
      "name-not-resolved",
      "the host name nope.invalid could not be resolved",
      [
        "npm error errno ENOTFOUND",
        "npm error network request to http://nope.invalid/semver failed, reason: getaddrinfo ENOTFOUND nope.invalid",
      ],
    ],
    [
      "name-not-resolved",
      "a host name could not be resolved",
      ["urllib.error.URLError: <urlopen error [Errno -2] Name or service not known>"],
    ],
    [
      "network",
      "connect ECONNREFUSED 127.0.0.1:1",
      [
        "npm error FetchError: request to http://127.0.0.1:1/semver failed, reason: connect ECONNREFUSED 127.0.0.1:1",
        "npm error   errno: 'ECONNREFUSED',",
      ],
    ],
    [
      "tls",
      "a server's TLS certificate is not trusted inside the image",
      [
        "Could not fetch URL https://pip.example/simple/requests/: There was a problem confirming the ssl certificate: (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate in certificate chain (_ssl.c:992)'))) - skipping",
        "ERROR: Could not find a version that satisfies the requirement requests (from versions: none)",
      ],
    ],
    [
      "tls",
      "a server's TLS certificate is not trusted inside the image",
      [
        "npm error request to https://npm.example/semver failed, reason: self-signed certificate in certificate chain",
      ],
    ],
  ])("%s: %s", (code, cause, tail) => {
    expect(explainRun("install something", 1, tail)).toMatchObject({ code, cause, hint: expect.any(String) });
  });
});

describe("the machine and the shell", () => {
  test.each<[string, string, number, string[], string, RegExp]>([
    [
      "no-space",
      "head -c 600000000 /dev/zero > /big",
      1,
      ["head: error writing 'standard output': No space left on device"],
      "no space left on the engine's disk",
      /make room/,
    ],
    [
      "killed",
      "sh -c 'kill -9 $$'",
      137,
      ["Killed"],
      "a process was killed, most likely because memory ran out",
      /memory/,
    ],
    [
      "command-not-found",
      "nosuchcmd --x",
      127,
      ["/bin/sh: 1: nosuchcmd: not found"],
      "nosuchcmd was not found",
      /Install what brings/,
    ],
    [
      "command-not-found",
      "bash -c nosuch",
      127,
      ["bash: line 1: nosuch: command not found"],
      "nosuch was not found",
      /PATH/,
    ],
    [
      "command-not-found",
      "./entrypoint.sh",
      127,
      ["/bin/sh: 1: ./entrypoint.sh: not found"],
      "./entrypoint.sh was not found",
      /line ends/,
    ],
    [
      "command-not-found",
      "true",
      1,
      [
        'runc run failed: unable to start container process: exec: "/bin/bash2": stat /bin/bash2: no such file or directory',
      ],
      "/bin/bash2 was not found",
      /does not exist in the image/,
    ],
    [
      "permission-denied",
      "/x.sh",
      126,
      ["/bin/sh: 1: /x.sh: Permission denied"],
      "/x.sh: Permission denied",
      /chmod \+x/,
    ],
    [
      "permission-denied",
      "touch /etc/x",
      1,
      ["touch: cannot touch '/etc/x': Permission denied"],
      "touch: cannot touch '/etc/x': Permission denied",
      /USER root/,
    ],
    [
      "permission-denied",
      "apt-get update",
      100,
      [
        "E: Could not open lock file /var/lib/apt/lists/lock - open (13: Permission denied)",
        "E: Unable to lock directory /var/lib/apt/lists/",
      ],
      "Could not open lock file /var/lib/apt/lists/lock - open (13: Permission denied)",
      /USER root/,
    ],
    [
      "secret-unavailable",
      "cat /run/secrets/npm",
      1,
      ["cat: /run/secrets/npm: No such file or directory"],
      "builds have no secrets here",
      /--mount/,
    ],
  ])("%s: %s", (code, command, exitCode, tail, cause, hint) => {
    expect(explainRun(command, exitCode, tail)).toMatchObject({
      code,
      cause,
      hint: expect.stringMatching(hint),
    });
  });
});

describe("what the engine says itself", () => {
  const missing = '"/package.json"';

  test.each<[string, Failure, string]>([
    [
      "copy-source-missing",
      {
        message: `failed to compute cache key: ${missing} not found: not found`,
        step: "[2/2] COPY package.json .",
        line: 2,
      },
      "COPY package.json . failed in line 2: /package.json does not exist.",
    ],
    [
      "copy-source-missing",
      {
        message: `failed to compute cache key: failed to calculate checksum of ref 5f5e3776-1285-45fb-bb2e-a7be8b71e95b::n3arxuks8uq5fkj7as6cs3f4n: ${missing}: not found`,
        step: "COPY package.json .",
        line: 2,
      },
      "COPY package.json . failed in line 2: /package.json does not exist.",
    ],
    [
      "base-not-found",
      {
        message: frontend("registry.example/none/base:1: not found"),
        step: "[internal] load metadata for registry.example/none/base:1",
      },
      "The build failed: the registry has no image registry.example/none/base:1.",
    ],
    [
      "base-not-found",
      {
        message:
          "registry.example/none/x:1: failed to resolve source metadata for registry.example/none/x:1: registry.example/none/x:1: not found",
        line: 1,
      },
      "The build failed in line 1: the registry has no image registry.example/none/x:1.",
    ],
    [
      "base-denied",
      {
        message: frontend(
          "pulling from host registry.example failed with status code [manifests 1]: 403 Forbidden",
        ),
      },
      "The build failed: the registry does not let us have the base image.",
    ],
    [
      "network",
      {
        message:
          'a.example/b:1: failed to resolve source metadata for a.example/b:1: failed to do request: Head "https://a.example/v2/b/manifests/1": dial tcp 10.0.0.1:443: connect: connection refused',
      },
      "The build failed: dial tcp 10.0.0.1:443: connect: connection refused.",
    ],
    [
      "name-not-resolved",
      {
        message:
          'failed to load cache key: Get "https://nope.invalid/x": dial tcp: lookup nope.invalid on 10.0.0.1:53: no such host',
        step: "ADD https://nope.invalid/x /y",
        line: 2,
      },
      "ADD https://nope.invalid/x /y failed in line 2: the host name nope.invalid could not be resolved.",
    ],
    [
      "syntax-image-unavailable",
      {
        message:
          'failed to solve with frontend dockerfile.v0: failed to solve with frontend gateway.v0: failed to do request: Head "https://hub.example/v2/docker/dockerfile/manifests/1": dial tcp: lookup hub.example on 10.0.0.1:53: no such host',
        step: "resolve image config for docker.io/docker/dockerfile:1",
      },
      "The build failed: the Dockerfile syntax that its first line asks for could not be fetched.",
    ],
    [
      "user-not-found",
      {
        message:
          "executor failed running [/bin/sh -c true]: unable to find user noone: no matching entries in passwd file",
        step: "RUN true",
        line: 3,
      },
      "RUN true failed in line 3: the image has no user noone.",
    ],
    [
      "secret-unavailable",
      {
        message: "secret x not found: not found",
        step: "RUN --mount=type=secret,id=x,required cat /run/secrets/x",
        line: 2,
      },
      "RUN --mount=type=secret,id=x,required cat /run/secrets/x failed in line 2: builds have no secrets and no SSH agent here.",
    ],
    [
      "dockerfile-invalid",
      { message: frontend("dockerfile parse error line 2: WORKDIR requires exactly one argument") },
      "The Dockerfile is not valid in line 2: WORKDIR requires exactly one argument.",
    ],
    [
      "dockerfile-invalid",
      { message: "dockerfile parse error on line 1: unknown instruction: FRO (did you mean FROM?)" },
      "The Dockerfile is not valid in line 1: unknown instruction: FRO (did you mean FROM?).",
    ],
    [
      "dockerfile-invalid",
      { message: frontend("file with no instructions") },
      "The Dockerfile is not valid: file with no instructions.",
    ],
    [
      "no-space",
      {
        message: "failed to copy: write /var/lib/docker/tmp/x: no space left on device",
        step: "RUN make",
        line: 3,
      },
      "RUN make failed in line 3: no space left on the engine's disk.",
    ],
  ])("%s", (code, failure, message) => {
    expect(explainFailure(failure)).toMatchObject({ code, message });
  });

  test("a missing file is not to be had beside the Dockerfile, but from another stage", () => {
    const message = `failed to compute cache key: ${missing} not found: not found`;
    expect(explainFailure({ message, step: "COPY package.json ." }).hint).toMatch(
      /no files beside its Dockerfile/,
    );
    expect(explainFailure({ message, step: "COPY --from=build /package.json ." }).hint).toMatch(/--from/);
  });
});

describe("what is no common failure", () => {
  test("names the last line that tells something", () => {
    const explained = explainRun("make all", 2, [
      "cc -c main.c",
      "\x1b[31mmain.c:3:1: error: unknown type name 'foo'\x1b[0m",
      "make: *** [Makefile:2: all] Error 1",
      "",
    ]);
    expect(explained).toMatchObject({
      code: "step-failed",
      cause: "make: *** [Makefile:2: all] Error 1",
      tailIndex: 2,
    });
    expect(explained.hint).toBeUndefined();
  });

  test("claims no cause when nothing was said", () => {
    expect(explainRun("exit 3", 3, [])).toEqual({
      code: "step-failed",
      message: "RUN exit 3 failed in line 4 with exit code 3.",
      exitCode: 3,
      line: 4,
    });
    expect(explainRun("echo ok; exit 3", 3, ["ok"])).toMatchObject({
      message: "RUN echo ok; exit 3 failed in line 4 with exit code 3.",
      tailIndex: 0,
    });
  });

  test("is not led astray by what the command itself says", () => {
    const explained = explainRun("echo 'x]: exit code: 137'; exit 5", 5, []);
    expect(explained).toMatchObject({ code: "step-failed", exitCode: 5 });
  });

  test("keeps it to one sentence of bearable length, without the engine's own paths", () => {
    const long = `RUN ${"do-something && ".repeat(50)}false`;
    const { message } = explainFailure({
      message: old("false", 1),
      step: long,
      line: 2,
      tail: ["error: ".repeat(200)],
    });
    expect(message.length).toBeLessThan(400);
    expect(
      explainFailure({
        message:
          "mkdir /var/lib/docker/overlay2/h4paiznguhdrj6ft8tdmmm01z/merged/etc/passwd: not a directory",
        step: "WORKDIR /etc/passwd",
        line: 2,
      }).message,
    ).toBe("WORKDIR /etc/passwd failed in line 2: mkdir /etc/passwd: not a directory.");
  });
});
