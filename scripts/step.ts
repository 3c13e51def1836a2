import type { Context } from "./context.ts";

const WONDER_MS = 1500;

/**
 * Runs one step and says so with its seconds. `work` may return the text to show when it is done;
 * null says nothing, for a step that had nothing to do.
 */
export async function step<T>(
  ctx: Context,
  label: string,
  work: () => Promise<T>,
  summarize: (result: T) => string | null = () => label,
): Promise<T> {
  const since = Date.now();
  const wonder = setTimeout(() => ctx.printer.busy(label), WONDER_MS);
  try {
    const result = await work();
    const text = summarize(result);
    if (text !== null) ctx.printer.done(text, since);
    return result;
  } catch (error) {
    // After the first failure the others are only broken off.
    if (!ctx.signal.aborted) ctx.printer.failed(label, since);
    throw error;
  } finally {
    clearTimeout(wonder);
  }
}
