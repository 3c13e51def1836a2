"use client";
import { Link2, X } from "lucide-react";
import { plainText } from "#components/builds/ansi-segments";
import { formatLogAddress, type LogAddress } from "#components/builds/log-address";
import { Button } from "#components/ui/button";
import { copyText } from "#components/ui/copy-text";
import { IconButton } from "#components/ui/icon-button";
import { toast } from "#components/ui/toast";
import { problemOf } from "#lib/api/client";
import { api } from "#lib/api/query";

export interface LogSelectionProps {
  buildId: string;
  address: LogAddress;
  onClose: () => void;
}

/** As many as the API gives at once. */
const MAX_LINES = 2000;

/** What can be done with the lines that the address names. */
export function LogSelection({ buildId, address, onClose }: LogSelectionProps) {
  const { step, from = 1, to = from } = address;
  const count = to - from + 1;
  const url =
    typeof window === "undefined"
      ? ""
      : `${window.location.origin}/builds/${buildId}${formatLogAddress(address)}`;

  async function copyLines() {
    try {
      const input = { id: buildId, step, from, limit: Math.min(count, MAX_LINES) };
      const { items } = await api.builds.lines(input);
      const text = items
        .filter((line) => !line.overwritten)
        .map((line) => plainText(line.text) + (line.continued ? "" : "\n"))
        .join("");
      if (!(await copyText(text))) throw new Error();
      toast({
        title: count === 1 ? "Copied the line" : `Copied ${items.length.toLocaleString("en-US")} lines`,
      });
    } catch (error) {
      toast({ tone: "danger", title: "Not copied", description: problemOf(error).detail });
    }
  }

  return (
    <div className="flex flex-wrap items-center gap-x-1 gap-y-0.5 border-b border-line bg-warning-soft px-3 py-1 text-sm">
      <span className="mr-1 tabular-nums">
        {count === 1 ? `Line ${from}` : `Lines ${from}–${to}`}
        {count === 1 ? (
          <span className="text-muted max-sm:hidden"> · Shift-click another for a range</span>
        ) : null}
      </span>
      <Button size="sm" variant="ghost" onClick={copyLines}>
        Copy text
      </Button>
      <CopyLink url={url} />
      <span className="ml-auto">
        <IconButton label="Clear the selection" size="sm" icon={<X />} onClick={onClose} />
      </span>
    </div>
  );
}

function CopyLink({ url }: { url: string }) {
  return (
    <Button
      size="sm"
      variant="ghost"
      icon={<Link2 />}
      onClick={async () => {
        const isCopied = await copyText(url);
        toast(
          isCopied ? { title: "Copied the link" } : { tone: "danger", title: "Not copied", description: url },
        );
      }}
    >
      Copy link
    </Button>
  );
}
