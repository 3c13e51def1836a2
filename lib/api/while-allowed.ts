import { toOrpcError } from "#lib/api/to-orpc-error";
import { AppError } from "#lib/errors";

/** How long a stream goes on at most after whoever reads it has lost the right to. */
const CHECK_MS = 15_000;

/**
 * Events for as long as `check` does not refuse them: a session can end, a token be revoked and someone leave a team
 * while they read. The stream then ends with that refusal.
 */
export async function* whileAllowed<T>(
  events: (signal: AbortSignal) => AsyncGenerator<T>,
  check: () => Promise<unknown>,
  { signal, checkMs = CHECK_MS }: { signal?: AbortSignal; checkMs?: number },
): AsyncGenerator<T> {
  const refused = new AbortController();
  const timer = setInterval(() => {
    check().catch((error: unknown) => {
      // A database that does not answer takes nobody's right away.
      if (error instanceof AppError) refused.abort(error);
    });
  }, checkMs);
  try {
    yield* events(signal ? AbortSignal.any([signal, refused.signal]) : refused.signal);
  } finally {
    clearInterval(timer);
  }
  if (refused.signal.aborted) throw toOrpcError(refused.signal.reason);
}
