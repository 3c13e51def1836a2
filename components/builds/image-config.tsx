import type { ReactNode } from "react";
import { Facts } from "#components/builds/facts";
import type { ImageConfig as Config } from "#lib/builds/schemas";

/** What a built image brings: how it starts, as whom, where, and with which environment. */
export function ImageConfig({ config }: { config: Config }) {
  const variables = config.env.map((entry) => {
    const at = entry.indexOf("=");
    return at === -1 ? { name: entry, value: "" } : { name: entry.slice(0, at), value: entry.slice(at + 1) };
  });
  const labels = Object.entries(config.labels);
  return (
    <Facts
      facts={[
        ["Platform", <code key="value">{config.platform}</code>],
        ["Entrypoint", command(config.entrypoint)],
        ["Command", command(config.cmd)],
        ["User", <code key="value">{config.user || "root"}</code>],
        ["Working directory", <code key="value">{config.workdir || "/"}</code>],
        ["Exposed ports", config.exposedPorts.length > 0 ? config.exposedPorts.join(", ") : null],
        [
          "Environment",
          variables.length > 0 ? (
            <Pairs key="value" pairs={variables.map(({ name, value }) => [name, value])} />
          ) : null,
        ],
        ["Labels", labels.length > 0 ? <Pairs key="value" pairs={labels} /> : null],
      ]}
    />
  );
}

function command(words: readonly string[] | null): ReactNode {
  return words && words.length > 0 ? <code className="wrap-anywhere">{JSON.stringify(words)}</code> : null;
}

function Pairs({ pairs }: { pairs: readonly (readonly [string, string])[] }) {
  return (
    <ul className="flex flex-col gap-0.5 font-mono text-sm">
      {pairs.map(([name, value]) => (
        <li key={name} className="wrap-anywhere">
          <span className="text-muted">{name}=</span>
          {value}
        </li>
      ))}
    </ul>
  );
}
