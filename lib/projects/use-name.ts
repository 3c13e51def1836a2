/** What a use's name looks like, and what to say where it does not. */
export const USE_NAME = {
  pattern: /^[a-z0-9][a-z0-9._-]{0,62}$/,
  problem: "Use lower-case letters, digits, dots, dashes and underscores, as in gpu",
};
