declare const forPeople: unique symbol;

/**
 * Words that say to people why something is in its state. No rule may act on them, so the type compares with no string:
 * what rules need to know is the basis.
 */
export interface ReasonText {
  readonly [forPeople]: true;
}

export function reasonText(words: string): ReasonText;
export function reasonText(words: string | null): ReasonText | null;
export function reasonText(words: string | null): ReasonText | null {
  return words as unknown as ReasonText | null;
}

/** The words themselves, for the trail and for whoever shows them. */
export function wordsOfReason(reason: ReasonText | null): string | null {
  return reason as unknown as string | null;
}
