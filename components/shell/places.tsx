import { Boxes, Code, FolderGit2, Hammer, Layers, type LucideIcon, Users } from "lucide-react";

export interface Place {
  href: string;
  label: string;
  /** Pressed after g. */
  key: string;
  Icon: LucideIcon;
  /** Shows the chosen team's things. */
  byTeam?: boolean;
}

/** Where one can go from everywhere. */
export const PLACES: readonly Place[] = [
  { href: "/images", label: "Images", key: "i", Icon: Boxes, byTeam: true },
  { href: "/builds", label: "Builds", key: "b", Icon: Hammer, byTeam: true },
  { href: "/projects", label: "Projects", key: "p", Icon: FolderGit2, byTeam: true },
  { href: "/base-images", label: "Base images", key: "a", Icon: Layers },
  { href: "/teams", label: "Teams", key: "t", Icon: Users },
  { href: "/api", label: "API", key: "r", Icon: Code },
];
