const SENTENCES: Record<string, string> = {
  ECONNREFUSED: "Nothing listens there: the connection was refused.",
  ECONNRESET: "The connection was cut before an answer came.",
  EPIPE: "The connection was cut before an answer came.",
  ETIMEDOUT: "No connection could be made: nobody answered.",
  EHOSTUNREACH: "There is no way to that host.",
  ENETUNREACH: "There is no way to that network.",
  DEPTH_ZERO_SELF_SIGNED_CERT: "The certificate is self-signed, and so not trusted.",
  SELF_SIGNED_CERT_IN_CHAIN: "The certificate's authority is not trusted.",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "The certificate's authority is not trusted, or not sent along.",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "The certificate's authority is not trusted.",
  CERT_HAS_EXPIRED: "The certificate has expired.",
  ERR_TLS_CERT_ALTNAME_INVALID: "The certificate is for another name.",
  EPROTO: "What listens there does not speak TLS: is the address http://, not https://?",
  HPE_HEADER_OVERFLOW: "The answer's headers are too long.",
};

/** Why a request had no answer, in a sentence for people. */
export function describeFault(error: unknown): string {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const known = typeof code === "string" ? SENTENCES[code] : undefined;
  if (known) return known;
  if (typeof code === "string" && code.startsWith("HPE_")) return "What came back is no HTTP.";
  return `The request failed: ${typeof message === "string" && message ? message : String(error)}.`;
}
