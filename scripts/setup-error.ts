/** What went wrong while setting up, as one line that says what to do; shown without a stack trace. */
export class SetupError extends Error {
  override name = "SetupError";
}
