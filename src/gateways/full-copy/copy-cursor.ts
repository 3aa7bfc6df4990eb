import { badInput } from "../../kernel/index.js";

/** How far a full copy has come: the domains are complete, and the accounts up to `key` (of one domain, where named). */
export interface ReplicaCursor {
  /** Null while all accounts are walked by identifier. */
  readonly domainId: string | null;
  /** The account's identifier, or inside a domain its address key. */
  readonly key: string;
}

export function formatCursor({ domainId, key }: ReplicaCursor): string {
  return Buffer.from(JSON.stringify([domainId, key])).toString("base64url");
}

export function parseCursor(text: string): ReplicaCursor {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    if (Array.isArray(value) && value.length === 2) {
      const [domainId, key] = value as unknown[];
      if ((domainId === null || typeof domainId === "string") && typeof key === "string") return { domainId, key };
    }
  } catch {
    // Refused below, like every other text.
  }
  throw badInput("CURSOR_UNKNOWN", "after", "This is no cursor of a full copy", "the cursor of a C record");
}
