"use client";
import { Clock, Download, Ellipsis, FileText, FoldVertical, UnfoldVertical, WrapText } from "lucide-react";
import type { ReactNode } from "react";
import { logTextUrl } from "#components/builds/log-text";
import { IconButton } from "#components/ui/icon-button";
import { Menu, MenuChoices, MenuItem, MenuSeparator } from "#components/ui/menu";

export const TIMES = ["off", "build", "step"] as const;
export type Times = (typeof TIMES)[number];

export interface LogToolbarProps {
  buildId: string;
  /** The field that searches. */
  search: ReactNode;
  isWrapped: boolean;
  onWrap: () => void;
  times: Times;
  onTimes: (times: Times) => void;
  onFoldAll: (folded: boolean) => void;
}

/** What can be done with the log: search, wrap, times, fold, take it away. */
export function LogToolbar(props: LogToolbarProps) {
  const { buildId, search, isWrapped, onWrap, times, onTimes, onFoldAll } = props;
  return (
    <div className="flex items-center gap-1 border-b border-line bg-raised p-1.5">
      {search}
      <span className="ml-auto" />
      <IconButton
        label="Wrap long lines"
        keys="w"
        size="sm"
        aria-pressed={isWrapped}
        icon={<WrapText />}
        onClick={onWrap}
        className="aria-pressed:bg-accent-soft aria-pressed:text-accent"
      />
      <Menu
        trigger={
          <IconButton
            label="Times"
            size="sm"
            icon={<Clock />}
            className={times === "off" ? undefined : "bg-accent-soft text-accent"}
          />
        }
      >
        <MenuChoices
          label="Times beside the lines"
          value={times}
          onValueChange={onTimes}
          options={[
            { value: "off", label: "None" },
            { value: "build", label: "Since the build began" },
            { value: "step", label: "Since the step began" },
          ]}
        />
      </Menu>
      <Menu trigger={<IconButton label="More" size="sm" icon={<Ellipsis />} />}>
        <MenuItem icon={<FoldVertical />} onClick={() => onFoldAll(true)}>
          Fold all steps
        </MenuItem>
        <MenuItem icon={<UnfoldVertical />} onClick={() => onFoldAll(false)}>
          Unfold all steps
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Download />} onClick={() => download(buildId)}>
          Download the log
        </MenuItem>
        <MenuItem icon={<FileText />} onClick={() => open(buildId, { raw: true })}>
          Raw, with colours and progress
        </MenuItem>
      </Menu>
    </div>
  );
}

function download(buildId: string): void {
  const link = document.createElement("a");
  link.href = logTextUrl(buildId);
  link.download = `build-${buildId}.log`;
  link.click();
}

function open(buildId: string, options: { raw?: boolean }): void {
  window.open(logTextUrl(buildId, options), "_blank", "noreferrer");
}
