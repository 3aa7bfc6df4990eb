/**
 * Whom a mail goes to, as far as we know, and so what bounds it.
 * `STRANGER`: nobody at the mailbox has said yes to mail from us; the mailbox's budget bounds it.
 * `KNOWN`: whoever reads it has confirmed it, or it is a mailbox of a proven domain; an allowance of notices bounds it.
 * `ASKED_FOR`: whoever reads it has just pressed for this very mail, within a bound of its own.
 * `TURN_TAKEN`: a question whose turn has come, or word of its answer; the budgets have been spent for it.
 * All of them count against the mailbox's budget.
 */
export type Standing = "STRANGER" | "KNOWN" | "ASKED_FOR" | "TURN_TAKEN";

declare const isRecipient: unique symbol;

/** Made only by the functions below, whose callers `npm run check` knows by name: no sender can promise more than it knows. */
export interface Recipient {
  readonly [isRecipient]: true;
  readonly address: string;
  readonly standing: Standing;
  /** On whose behalf a stranger is written to: the path of a reseller at the top, or "" for the platform. */
  readonly party: string;
}

export function strangerAt(address: string, party: string): Recipient {
  return recipient(address, "STRANGER", party);
}

export function knownPerson(address: string): Recipient {
  return recipient(address, "KNOWN");
}

export function whoAskedForIt(address: string): Recipient {
  return recipient(address, "ASKED_FOR");
}

export function whoseTurnItIs(address: string): Recipient {
  return recipient(address, "TURN_TAKEN");
}

function recipient(address: string, standing: Standing, party = ""): Recipient {
  return { address, standing, party } as Recipient;
}
