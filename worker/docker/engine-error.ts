import { classifyMessage } from "#worker/docker/classify-message";

/**
 * - unreachable: the engine does not answer, or its answer was cut off
 * - too-old: the engine cannot do what we need
 * - timeout: the engine did not answer in time
 * - canceled: somebody else ended this build in the engine
 * - not-found: no such image, tag or digest
 * - unauthorized: the registry refused the credentials, or wants some
 * - denied: the registry knows us and says no
 * - quota: the registry has no room for us
 * - no-space: the engine's disk is full
 * - registry-unreachable: the registry does not answer, or cannot serve now (5xx, rate limit)
 * - digest-mismatch: the registry gave out other bytes than the digest asked for
 * - registry-invalid: what answers there is no registry, or speaks TLS that the engine does not trust
 * - invalid: the engine does not accept the request as it is (a malformed reference)
 */
export type EngineErrorCode =
  | "unreachable"
  | "too-old"
  | "timeout"
  | "canceled"
  | "not-found"
  | "unauthorized"
  | "denied"
  | "quota"
  | "no-space"
  | "registry-unreachable"
  | "registry-invalid"
  | "digest-mismatch"
  | "invalid"
  | "unknown";

const transient: ReadonlySet<EngineErrorCode> = new Set([
  "unreachable",
  "timeout",
  "canceled",
  "registry-unreachable",
]);

/** A fault of the engine or of a registry, never of a Dockerfile: a build that fails is a result. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  /** Whether the same call may well succeed a while later with nobody having changed anything. */
  get transient(): boolean {
    return transient.has(this.code);
  }

  /** From text that the engine or a registry wrote; `doing` opens the sentence: "Cannot push a/b:1". */
  static fromMessage(doing: string, message: string, statusCode?: number): EngineError {
    const text = message.trim() || `HTTP status ${statusCode}`;
    return new EngineError(classifyMessage(text, statusCode), `${doing}: ${text}`);
  }
}
