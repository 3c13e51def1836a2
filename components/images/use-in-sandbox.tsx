"use client";
import { Popover } from "@base-ui/react/popover";
import { Box } from "lucide-react";
import { useState } from "react";
import { buttonClasses } from "#components/ui/button";
import { CopyField } from "#components/ui/copy-field";
import { POPUP } from "#components/ui/popup";
import { Segmented } from "#components/ui/segmented";

interface Snippet {
  label: string;
  /** Where it goes. */
  place: string;
  text: (reference: string, name: string) => string;
}

const SNIPPETS = {
  docker: {
    label: "Docker",
    place: "In a shell",
    text: (reference) => `docker run --rm -it ${reference}`,
  },
  devcontainer: {
    label: "Dev container",
    place: ".devcontainer/devcontainer.json",
    text: (reference, name) => JSON.stringify({ name, image: reference }, null, 2),
  },
  ci: {
    label: "CI job",
    place: ".github/workflows/ci.yml",
    text: (reference) =>
      `jobs:\n  test:\n    runs-on: ubuntu-latest\n    container:\n      image: ${reference}\n    steps:\n      - uses: actions/checkout@v4`,
  },
  agent: {
    label: "Agent",
    place: "The configuration of a self-hosted agent’s sandbox",
    text: (reference) => `sandbox:\n  image: ${reference}`,
  },
} satisfies Record<string, Snippet>;

type Kind = keyof typeof SNIPPETS;

const OPTIONS = (Object.keys(SNIPPETS) as Kind[]).map((value) => ({ value, label: SNIPPETS[value].label }));

/** Ready text for the places that start sandboxes, with the image by its digest. */
export function UseInSandbox({ reference, name }: { reference: string; name: string }) {
  const [kind, setKind] = useState<Kind>("docker");
  const { place, text } = SNIPPETS[kind];
  return (
    <Popover.Root>
      <Popover.Trigger className={buttonClasses("secondary", "md")}>
        <Box aria-hidden="true" />
        Use in a sandbox
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="start" sideOffset={6} collisionPadding={12}>
          <Popover.Popup className={`${POPUP} w-[min(34rem,calc(100vw-1.5rem))] p-4!`}>
            <Popover.Title className="text-base font-medium">Use in a sandbox</Popover.Title>
            <Popover.Description className="mt-0.5 mb-3 text-sm text-muted">
              By digest: it starts the same image today and in a year.
            </Popover.Description>
            <div className="mb-3 overflow-x-auto">
              <Segmented label="Where" options={OPTIONS} value={kind} onValueChange={setKind} />
            </div>
            <CopyField label={place} value={text(reference, name)} what="text" multiline />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
