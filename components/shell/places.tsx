import { Boxes, Hammer, Layers, type LucideIcon, Users } from "lucide-react";

export interface Place {
  href: string;
  label: string;
  /** Pressed after g. */
  key: string;
  Icon: LucideIcon;
}

/** Where one can go from everywhere. */
export const PLACES: readonly Place[] = [
  { href: "/images", label: "Images", key: "i", Icon: Boxes },
  { href: "/builds", label: "Builds", key: "b", Icon: Hammer },
  { href: "/base-images", label: "Base images", key: "a", Icon: Layers },
  { href: "/teams", label: "Teams", key: "t", Icon: Users },
];
