export interface StartingPoint {
  /** In URLs: /images/new?from=media-and-data */
  id: string;
  title: string;
  /** One sentence: what is in it and for whom. */
  summary: string;
  suggestedName: string;
  /** Why it is written so: short sentences, one rule each. */
  teaches: string[];
  dockerfile: string;
}
