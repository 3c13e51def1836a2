import {
  Ban,
  Box,
  CircleDot,
  FolderGit2,
  GitBranch,
  GitFork,
  Hammer,
  type LucideIcon,
  Pencil,
  Share2,
  ShieldAlert,
  Trash2,
  Users,
} from "lucide-react";
import { StatusMark } from "#components/ui/status-mark";

const ACTIONS: Record<string, LucideIcon> = {
  "image.fork": GitFork,
  "image.share": Share2,
  "image.unshare": Share2,
  "image.setVisibility": Share2,
  "image.deprecate": ShieldAlert,
  "build.revoke": ShieldAlert,
  "build.cancel": Ban,
};

const NOUNS: Record<string, LucideIcon> = {
  image: Box,
  version: Pencil,
  build: Hammer,
  channel: GitBranch,
  project: FolderGit2,
  use: FolderGit2,
  team: Users,
};

/** What kind of thing happened, at a glance; the words beside it say it too. */
export function ActivityMark({ action }: { action: string }) {
  if (action === "build.succeed") return <StatusMark status="succeeded" className="mt-0.5" />;
  if (action === "build.fail") return <StatusMark status="failed" className="mt-0.5" />;
  const [noun = "", verb = ""] = action.split(".");
  const Icon = ACTIONS[action] ?? (verb === "delete" ? Trash2 : (NOUNS[noun] ?? CircleDot));
  return <Icon className="mt-0.5 size-4 shrink-0 text-subtle" aria-hidden="true" />;
}
