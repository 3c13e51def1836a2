const LINES = [
  { name: "FROM codex-base:latest", start: 0, width: 2, cached: true },
  { name: "RUN apt-get install libvips ffmpeg", start: 2, width: 44 },
  { name: "RUN pip install numpy pandas", start: 46, width: 24 },
  { name: "RUN npm install --global pnpm", start: 70, width: 8 },
  { name: "Push media/tools:1.1", start: 78, width: 20 },
];

const RULES = [
  [
    "Bake what is slow to install",
    "and rarely changes. Sandboxes then start in seconds, all from the same digest.",
  ],
  ["Share one image", "between every project with the same needs, instead of keeping one for each."],
  ["Rebuild when upstream patches", "One press, and the good build stays until the new one is better."],
] as const;

/** What Bakehouse is for, at a glance: a build on its time axis, and the rules of the house. */
export function BakeryPanel() {
  return (
    <aside className="hidden flex-col justify-center gap-10 border-l border-line bg-sunken px-12 lg:flex xl:px-20">
      <figure className="rounded-lg border border-line bg-raised p-5 shadow-pop">
        <ol className="flex flex-col gap-2.5">
          {LINES.map(({ name, start, width, cached }) => (
            <li key={name} className="grid grid-cols-[minmax(0,1fr)_40%] items-center gap-4">
              <code className="truncate text-log">{name}</code>
              <span className="relative h-2 rounded-sm bg-hover" aria-hidden="true">
                <span
                  className={`absolute inset-y-0 rounded-sm ${cached ? "my-0.5 bg-success" : "bg-accent"}`}
                  style={{ left: `${start}%`, width: `${width}%` }}
                />
              </span>
            </li>
          ))}
        </ol>
        <figcaption className="mt-4 flex items-baseline justify-between gap-4 border-t border-line pt-3 text-sm text-subtle">
          <span>A Dockerfile becomes an image</span>
          <code className="text-log">sha256:4f0c…e21b</code>
        </figcaption>
      </figure>
      <dl className="flex flex-col gap-4">
        {RULES.map(([rule, why]) => (
          <div key={rule}>
            <dt className="font-medium">{rule}</dt>
            <dd className="text-muted">{why}</dd>
          </div>
        ))}
      </dl>
    </aside>
  );
}
