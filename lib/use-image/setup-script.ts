/** Something of a Dockerfile that a setup script cannot bring. */
export interface LeftOut {
  /** Of the Dockerfile, from 1. */
  line: number;
  /** The beginning of the instruction. */
  instruction: string;
  /** Why, and what to do instead where there is something; a sentence. */
  why: string;
}

export interface SetupScript {
  /** A Bash script for the environment's setup. */
  setup: string;
  /** A Bash script for when a cached container is resumed. */
  maintenance: string;
  leftOut: LeftOut[];
}
