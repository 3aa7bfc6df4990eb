import type { SenderField } from "./judged-senders.js";

/** The fields of the most recent block that say who passes a message on; values as the MTA sent them. */
export interface ResentBlock {
  /** A header field of the message, in the order in which they stand. */
  note(name: string, value: string): void;
  readonly fields: readonly SenderField[];
}

const SENDERS = new Map([
  ["resent-from", "Resent-From"],
  ["resent-sender", "Resent-Sender"],
]);
/** Each stands once in a block; more names than these are not kept in mind. */
const ONCE = new Set(["date", "from", "sender", "to", "cc", "bcc", "message-id"].map((name) => `resent-${name}`));
const NONE: readonly SenderField[] = [];

/**
 * Each time a message is resent a block of Resent fields is put before those that are there (RFC 5322 3.6.6), so the
 * first is the most recent: it ends at the first other field, or where one of its own fields comes again. A first block
 * that names nobody would hide who is named further down, so that one counts then.
 */
export function openResentBlock(): ResentBlock {
  const names = new Set<string>();
  let fields: SenderField[] = [];
  let hasBegun = false;
  let hasEnded = false;

  return {
    note(name, value) {
      const lowerCaseName = name.trim().toLowerCase();
      if (!lowerCaseName.startsWith("resent-")) {
        hasEnded ||= hasBegun;
        return;
      }
      hasBegun = true;
      hasEnded ||= names.has(lowerCaseName);
      if (hasEnded && fields.length > 0) return;
      if (ONCE.has(lowerCaseName)) names.add(lowerCaseName);
      const shown = SENDERS.get(lowerCaseName);
      if (shown !== undefined) fields = [...fields, { name: shown, value }];
    },
    get fields() {
      return fields.length === 0 ? NONE : fields;
    },
  };
}
