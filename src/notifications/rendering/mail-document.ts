/** A mail before it is text or HTML: both are made from the same blocks, so neither says more than the other. */
export interface MailDocument {
  readonly subject: string;
  /** What mail programs show beside the subject. */
  readonly preview: string;
  readonly heading: string;
  readonly blocks: readonly Block[];
  readonly footer: readonly string[];
  /** For mails that come again and again: the address that ends them (RFC 8058). */
  readonly unsubscribe?: Link;
  /** For answers to what somebody wrote (RFC 3834): the Message-ID of that, with its angle brackets; null without one. */
  readonly answers?: string | null;
}

export interface Link {
  readonly label: string;
  readonly url: string;
}

export interface Fact {
  readonly label: string;
  readonly value: string;
  /** It is for a program, and copied whole. */
  readonly isCode?: boolean;
  readonly note?: string;
}

/** All words are plain text; nothing in them is markup. */
export type Block =
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "facts"; readonly rows: readonly Fact[] }
  | { readonly kind: "button"; readonly label: string; readonly url: string; readonly fallback: string }
  | { readonly kind: "choices"; readonly rows: readonly { readonly term: string; readonly text: string }[] }
  | { readonly kind: "figures"; readonly rows: readonly { readonly figure: string; readonly label: string }[] }
  | {
      readonly kind: "list";
      readonly rows: readonly { readonly text: string; readonly detail: string }[];
      /** Where the detail is a sentence of its own. */
      readonly isDetailBelow?: boolean;
    }
  | { readonly kind: "links"; readonly rows: readonly (Link & { readonly text: string; readonly note?: string })[] }
  | ({ readonly kind: "note"; readonly text: string } & Partial<Link>);
