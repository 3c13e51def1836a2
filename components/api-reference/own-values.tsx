/** What of the viewer's own stands in examples. */
export interface OwnValues {
  origin: string;
  team: string;
  otherTeam: string;
  image: string;
  version: number;
  /** Of a build of theirs. */
  build: string;
  tag: string;
  project: string;
  use: string;
  user: string;
}
