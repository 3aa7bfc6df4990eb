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

/** The way out. `send` fulfils once somebody else has taken the responsibility for the mail (RFC 5321 6.1). */
export interface MailTransport {
  /** Domain of the platform's sender, the right side of every Message-ID. */
  readonly domain: string;
  /** Throws PermanentRefusalError when repeating is useless; any other error means that it may be tried again. */
  send(mail: OutgoingMail): Promise<void>;
  close(): Promise<void>;
}

/** The far side refused this mail for good (a 5xx reply to its recipient or its content). */
export class PermanentRefusalError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "PermanentRefusalError";
  }
}

/** `example.org` of `mayfrom@example.org` and of `mayfrom <mayfrom@example.org>`. */
export function domainOf(mailFrom: string): string {
  return addressIn(mailFrom).replace(/^.*@/, "");
}

export function addressIn(mailFrom: string): string {
  return (/<([^<>]*)>\s*$/.exec(mailFrom)?.[1] ?? mailFrom).trim();
}
