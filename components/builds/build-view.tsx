"use client";
import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { BuildBanner } from "#components/builds/build-banner";
import { BuildDetails } from "#components/builds/build-details";
import { BuildDockerfile } from "#components/builds/build-dockerfile";
import { BuildHeader } from "#components/builds/build-header";
import { BuildTimings } from "#components/builds/build-timings";
import { BuildWorkbench } from "#components/builds/build-workbench";
import { toDisplayAttempts } from "#components/builds/display-steps";
import { RevokedBanner } from "#components/builds/revoked-banner";
import { useBuildStream } from "#components/builds/use-build-stream";
import { useTabTitle } from "#components/builds/use-tab-title";
import { STATUS_WORD } from "#components/ui/status-badge";
import { TabLinks } from "#components/ui/tab-links";
import type { Build } from "#lib/builds/schemas";

const TABS = [
  { id: "log", label: "Log" },
  { id: "dockerfile", label: "Dockerfile" },
  { id: "timings", label: "Timings" },
  { id: "details", label: "Details" },
] as const;

/** One build, as it is and as it becomes. */
export function BuildView({ initial }: { initial: Build }) {
  const stream = useBuildStream(initial);
  const { build, steps, log } = stream;
  useTabTitle(build);
  const attempts = useMemo(() => toDisplayAttempts(build, steps), [build, steps]);
  const asked = useSearchParams().get("tab");
  const tab = TABS.find(({ id }) => id === asked)?.id ?? "log";
  const path = `/builds/${build.id}`;
  return (
    <div data-wide="" className="flex flex-col lg:min-h-[calc(100dvh-2.5rem)]">
      <BuildHeader build={build} />
      <RevokedBanner build={build} />
      <BuildBanner {...stream} />
      <p role="status" className="sr-only">
        {`Build ${build.tag}: ${STATUS_WORD[build.phase ?? build.status]}`}
      </p>
      <TabLinks
        label="Parts of the build"
        current={tab}
        tabs={TABS.map(({ id, label }) => ({ id, label, href: id === "log" ? path : `${path}?tab=${id}` }))}
      />
      <div className="flex flex-1 flex-col pt-4">
        {tab === "log" ? (
          <BuildWorkbench build={build} attempts={attempts} log={log} />
        ) : tab === "dockerfile" ? (
          <BuildDockerfile build={build} />
        ) : tab === "timings" ? (
          <BuildTimings build={build} attempts={attempts} hrefOf={(step) => `${path}#step-${step}`} />
        ) : (
          <BuildDetails build={build} />
        )}
      </div>
    </div>
  );
}
