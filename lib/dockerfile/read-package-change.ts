import { type Ecosystem, parsePackageSpec } from "#lib/dockerfile/parse-package-spec";
import { type Argument, type SplitArguments, splitOptions } from "#lib/dockerfile/split-options";

export interface PackageChange {
  kind: "install" | "remove";
  ecosystem: Ecosystem;
  name: string;
  version: string | null;
  line: number;
  /** The name under which `apk add --virtual` puts it, by which `apk del` takes it away. */
  group: string | null;
}

interface Manager {
  ecosystem: Ecosystem;
  /** What must stand before the packages: "install", "global add". */
  installs: readonly string[];
  removes: readonly string[];
  valued: ReadonlySet<string>;
  /** Options with which nothing is installed, or not for the whole image. */
  without?: readonly string[];
  isGlobal?: (options: SplitArguments["options"]) => boolean;
  hasClusters?: false;
  /** The option that gives the version. */
  version?: readonly string[];
  group?: readonly string[];
}

const set = (text: string) => new Set(text.split(" "));

const apt: Manager = {
  ecosystem: "apt",
  installs: ["install", "reinstall"],
  removes: ["remove", "purge", "autoremove", "autopurge"],
  valued: set(
    "-t -o -c -a -P --target-release --default-release --option --config-file --host-architecture --build-profiles --solver",
  ),
  without: ["-d", "-s", "--download-only", "--simulate", "--dry-run", "--just-print", "--no-act", "--recon"],
};
const apk: Manager = {
  ecosystem: "apk",
  installs: ["add"],
  removes: ["del"],
  valued: set(
    "-t -X -p --virtual --repository --root --keys-dir --repositories-file --arch --wait --cache-dir --cache-max-age --progress-fd --timeout",
  ),
  without: ["-s", "--simulate"],
  group: ["-t", "--virtual"],
};
const npm: Manager = {
  ecosystem: "npm",
  installs: ["install", "i", "in", "add"],
  removes: ["uninstall", "un", "remove", "rm", "r"],
  valued: set(
    "-C -w --prefix --registry --location --cache --userconfig --loglevel --tag --omit --include --install-strategy --dir --global-dir --global-bin-dir --store-dir --workspace --fetch-retries --fetch-timeout",
  ),
  without: ["--dry-run"],
  isGlobal: (options) =>
    options.has("-g") || options.has("--global") || options.get("--location") === "global",
};
const yarn: Manager = {
  ...npm,
  installs: ["global add"],
  removes: ["global remove"],
  valued: set("--prefix --registry --global-folder --cache-folder --cwd --modules-folder"),
  isGlobal: () => true,
};
const corepack: Manager = {
  ...npm,
  installs: ["prepare", "install"],
  removes: [],
  valued: set("-o --output"),
  isGlobal: () => true,
};
const pip: Manager = {
  ecosystem: "pip",
  installs: ["install"],
  removes: ["uninstall"],
  valued: set(
    "-r -c -i -f -t -e -C --requirement --constraint --index-url --extra-index-url --find-links --target --editable --prefix --root --src --trusted-host --platform --python-version --implementation --abi --only-binary --no-binary --cache-dir --proxy --timeout --retries --upgrade-strategy --progress-bar --log --exists-action --cert --client-cert --global-option --config-settings --build-option --report --use-feature --use-deprecated --python --keyring-provider --root-user-action --group --build-constraint",
  ),
  without: ["--dry-run"],
};
const uv: Manager = {
  ...pip,
  installs: ["pip install", "tool install"],
  removes: ["pip uninstall", "tool uninstall"],
  valued: new Set([
    ...pip.valued,
    ...set(
      "-p -P -b --index --default-index --extra --override --overrides --constraints --build-constraints --with --with-requirements --with-editable --from --upgrade-package --reinstall-package --refresh-package --no-build-isolation-package --index-strategy --resolution --prerelease --exclude-newer --link-mode --python-platform --torch-backend --directory --project --config-file --allow-insecure-host --color --config-setting --no-build-package --no-binary-package",
    ),
  ]),
};
const pipx: Manager = {
  ...pip,
  valued: set("-i --python --suffix --index-url --pip-args --spec --preinstall --backend"),
};
const go: Manager = {
  ecosystem: "go",
  installs: ["install"],
  removes: [],
  valued: set(
    "-C -p -tags -ldflags -gcflags -asmflags -mod -modfile -overlay -pkgdir -toolexec -exec -buildmode -compiler -installsuffix -covermode -coverpkg -pgo",
  ),
  without: ["-n"],
  hasClusters: false,
};
const cargo: Manager = {
  ecosystem: "cargo",
  installs: ["install", "binstall"],
  removes: ["uninstall"],
  valued: set(
    "-F -j -Z --version --vers --git --branch --tag --rev --path --root --index --registry --features --bin --example --target --target-dir --profile --jobs --config --color --message-format --strategies --manifest-path",
  ),
  without: ["--git", "--path", "--dry-run", "--list"],
  version: ["--version", "--vers"],
};
const gem: Manager = {
  ecosystem: "gem",
  installs: ["install", "i"],
  removes: ["uninstall"],
  valued: set(
    "-v -i -n -s -P -p -g -B --version --install-dir --bindir --source --trust-policy --http-proxy --platform --build-root --file --document",
  ),
  without: ["--explain"],
  version: ["-v", "--version"],
};

const MANAGERS = new Map(Object.entries({ apk, yarn, corepack, uv, pipx, go, cargo }));

function findManager(command: string): Manager | undefined {
  if (/^(?:apt|apt-get|aptitude)$/.test(command)) return apt;
  if (/^(?:npm|pnpm|bun)$/.test(command)) return npm;
  if (/^pip(?:\d+(?:\.\d+)*)?$/.test(command)) return pip;
  if (/^gem(?:\d+(?:\.\d+)*)?$/.test(command)) return gem;
  return MANAGERS.get(command);
}

/** `python3 -m pip …` is pip. */
function readCommand(words: readonly Argument[]): { command: string; rest: readonly Argument[] } {
  const command = words[0]?.text?.replace(/^.*\//s, "") ?? "";
  const rest = words.slice(1);
  if (!/^python(?:\d+(?:\.\d+)*)?$/.test(command)) return { command, rest };
  const at = rest.findIndex(({ text }) => text === null || text === "-m" || !text.startsWith("-"));
  if (rest[at]?.text !== "-m") return { command: "", rest: [] };
  return { command: rest[at + 1]?.text ?? "", rest: rest.slice(at + 2) };
}

/**
 * Returns what a command (its prefixes such as sudo taken off) installs for the whole image, or takes away.
 * Packages of a project (npm install without -g, -r requirements.txt) and those from files are not its business.
 */
export function readPackageChange(words: readonly Argument[]): PackageChange[] {
  const { command, rest } = readCommand(words);
  const manager = findManager(command);
  if (!manager) return [];
  const toolchain = command === "cargo" && rest[0]?.text?.startsWith("+") ? 1 : 0;
  const { options, operands } = splitOptions(
    rest.slice(toolchain),
    manager.valued,
    manager.hasClusters ?? true,
  );
  if (manager.without?.some((name) => options.has(name)) || manager.isGlobal?.(options) === false) return [];

  const startsWith = (verb: string) => verb.split(" ").every((word, index) => operands[index]?.text === word);
  const verb = [...manager.installs, ...manager.removes].find(startsWith);
  if (verb === undefined) return [];
  const kind = manager.installs.includes(verb) ? "install" : "remove";
  const given = manager.version?.map((name) => options.get(name)).find((value) => value);
  const group = manager.group?.map((name) => options.get(name)).find((value) => value) ?? null;
  return operands.slice(verb.split(" ").length).flatMap(({ text, line }) => {
    const isGroup = kind === "remove" && manager.group !== undefined && /^\.[\w.-]+$/.test(text);
    const spec = isGroup ? { name: text, version: null } : parsePackageSpec(manager.ecosystem, text);
    if (!spec) return [];
    const version = spec.version ?? given ?? null;
    return [{ kind, ecosystem: manager.ecosystem, name: spec.name, version, line, group }];
  });
}
