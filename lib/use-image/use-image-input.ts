import type { ImageConfig } from "#lib/builds/schemas";
import type { UseTab } from "#lib/use-image/schemas";

/** What the texts of the tabs are made of. */
export interface UseImageInput {
  team: string;
  image: string;
  /** The build it is now: "3.2". */
  tag: string;
  version: number;
  /** What the texts name: by tag where it follows a channel or a version, else by digest. */
  reference: string;
  /** What the reference follows, as a sentence goes on: "channel stable", "version 3"; null for a digest. */
  follows: string | null;
  /** The registry's tag does not name that build yet. */
  isPending: boolean;
  /** The same image by digest: registry/team/image@sha256:… */
  pinned: string;
  digest: string;
  /** Where Bakehouse is: https://bakehouse.example */
  origin: string;
  dockerfile: string;
  /** null where the build recorded none. */
  config: ImageConfig | null;
  /** The last stage's base as the Dockerfile names it, null for scratch. */
  base: string | null;
  /** Runtimes that the base brings, with their versions, where that is known. */
  runtimes: Record<string, string>;
}

/** Makes one tab. */
export type MakeTab = (input: UseImageInput) => UseTab;
