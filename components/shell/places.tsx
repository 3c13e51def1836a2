import {
  Boxes,
  Code,
  FolderGit2,
  Hammer,
  Layers,
  type LucideIcon,
  ScrollText,
  Server,
  SlidersHorizontal,
  Users,
} from "lucide-react";

export interface Place {
  href: string;
  label: string;
  /** Pressed after g. */
  key: string;
  Icon: LucideIcon;
  /** Shows the chosen team's things. */
  byTeam?: boolean;
  /** Offered to maintainers and owners of a team, and to administrators. */
  forMaintainers?: boolean;
  /** Offered to administrators. */
  forAdministrators?: boolean;
}

/** Where one can go from everywhere. */
export const PLACES: readonly Place[] = [
  { href: "/images", label: "Images", key: "i", Icon: Boxes, byTeam: true },
  { href: "/builds", label: "Builds", key: "b", Icon: Hammer, byTeam: true },
  { href: "/projects", label: "Projects", key: "p", Icon: FolderGit2, byTeam: true },
  { href: "/base-images", label: "Base images", key: "a", Icon: Layers },
  { href: "/workers", label: "Workers", key: "w", Icon: Server },
  { href: "/teams", label: "Teams", key: "t", Icon: Users },
  { href: "/audit", label: "Audit log", key: "l", Icon: ScrollText, forMaintainers: true },
  {
    href: "/settings/limits",
    label: "Limits",
    key: "s",
    Icon: SlidersHorizontal,
    forAdministrators: true,
  },
  { href: "/api", label: "API", key: "r", Icon: Code },
];
