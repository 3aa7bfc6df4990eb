/** A mail as words: what the template made of a row. */
export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Headers beyond the usual ones. */
  readonly headers: Readonly<Record<string, string>>;
  /** Display name beside the platform's sender address. */
  readonly fromName?: string;
}

export interface OutgoingMail extends RenderedMail {
  /** With its angle brackets, the same at every attempt. */
  readonly messageId: string;
  readonly to: string;
  /** RFC 5321 reverse-path; null for the platform's sender. */
  readonly returnPath: string | null;
}

/**
 * The way out. `send` fulfils once somebody else has taken the responsibility for the mail (RFC 5321 6.1), with what it
 * replied; null where nobody did.
 */
export interface MailTransport {
  /** Domain of the platform's sender, the right side of every Message-ID. */
  readonly domain: string;
  /**
   * Throws MailRefusedError when the next server refused this mail, SenderRefusedError when it refused us; any other error
   * may be about either.
   */
  send(mail: OutgoingMail): Promise<string | null>;
  /** Whether the next server would take a mail at this moment: it can be reached, and lets us in. */
  isOpen(): Promise<boolean>;
  close(): Promise<void>;
}

/** The next server refused this mail's recipient or content, for now (4xx) or for good (5xx): its reply, in its words. */
export class MailRefusedError extends Error {
  constructor(reply: string, options?: { cause?: unknown }) {
    super(reply, options);
    this.name = "MailRefusedError";
  }
}

/** The next server refused MAIL: our reverse-path, or us, whatever mail we bring. */
export class SenderRefusedError extends Error {
  constructor(reply: string, options?: { cause?: unknown }) {
    super(reply, options);
    this.name = "SenderRefusedError";
  }
}

/** `example.org` of `mayfrom@example.org` and of `mayfrom <mayfrom@example.org>`. */
export function domainOf(mailFrom: string): string {
  return addressIn(mailFrom).replace(/^.*@/, "");
}

export function addressIn(mailFrom: string): string {
  return (/<([^<>]*)>\s*$/.exec(mailFrom)?.[1] ?? mailFrom).trim();
}
