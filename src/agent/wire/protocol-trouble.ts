export type TroubleKind =
  /** The bytes are not what the protocol allows. */
  | "MALFORMED"
  /** A request, packet or field is larger than its bound. */
  | "OVERSIZED"
  /** Half a request, then silence; or a peer that does not read its answers. */
  | "TIMEOUT"
  /** The decision source gave no answer, or none in time. */
  | "NO_DECISION"
  /** More connections than the bound. */
  | "TOO_MANY_CONNECTIONS"
  /** A defect of ours. */
  | "INTERNAL";

/**
 * What a peer did wrong, or why it gets no answer. It ends the connection without a reply, so that the MTA takes its
 * own way for an unavailable service (README_FILES/SMTPD_POLICY_README: log, disconnect, do not reply).
 */
export class ProtocolTrouble extends Error {
  readonly kind: TroubleKind;

  constructor(kind: TroubleKind, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "ProtocolTrouble";
    this.kind = kind;
  }
}

export function malformed(message: string): ProtocolTrouble {
  return new ProtocolTrouble("MALFORMED", message);
}

export function oversized(message: string): ProtocolTrouble {
  return new ProtocolTrouble("OVERSIZED", message);
}

export function noDecision(cause: unknown): ProtocolTrouble {
  return new ProtocolTrouble("NO_DECISION", "the decision source gave no answer", cause);
}

export function toTrouble(error: unknown): ProtocolTrouble {
  return error instanceof ProtocolTrouble ? error : new ProtocolTrouble("INTERNAL", "unexpected error", error);
}
