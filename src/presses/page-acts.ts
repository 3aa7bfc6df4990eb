import type { AutomationSignal } from "./automation.js";

/** What a press behind the link of a question, or of the owner's page, can change. */
export type PageAct =
  | "ALLOW"
  | "ALLOW_WITHOUT_NUMBER"
  | "DENY"
  | "BLOCK"
  | "UNBLOCK"
  | "WITHDRAW"
  | "TAKE_BACK"
  | "END_LINKS"
  | "MAIL_LINK"
  | "ASK_AGAIN"
  | "CONFIRM_MAILBOX"
  | "REFUSE_MAILBOX"
  | "UNSUBSCRIBE"
  | "SUBSCRIBE"
  | "OPEN_LINK"
  | "CONFIRM_SENDERS";

/**
 * What a program that presses every button of every page does not bring along.
 * `NUMBER`: digits from another screen, the asker's or the one where the link was asked for.
 * `TYPED`: digits that stand on the page itself, to be typed into it.
 * `PRESS`: nothing; good enough where a program does no harm that stays.
 */
export type PressProof = "NUMBER" | "TYPED" | "PRESS";

interface ActRule {
  readonly proof: PressProof;
  /** `HOUR`: the same link turns it round within the hour. `ALWAYS`: the page offers the opposite for good. `NONE`: nothing is lost by it. */
  readonly turnsRound: "HOUR" | "ALWAYS" | "NONE";
  /** Whether the mailbox concerned is told of it by mail. */
  readonly isTold: boolean;
}

/** The one table of what each press takes to count, and how it is undone. */
export const PAGE_ACTS: Readonly<Record<PageAct, ActRule>> = {
  // An answer is kept with its question, and told by a mail of its own (`tellAnswer`).
  ALLOW: { proof: "NUMBER", turnsRound: "HOUR", isTold: false },
  ALLOW_WITHOUT_NUMBER: { proof: "TYPED", turnsRound: "HOUR", isTold: false },
  // A question that nobody answered allows nothing either, and a no can be turned round, or asked about anew.
  DENY: { proof: "PRESS", turnsRound: "HOUR", isTold: false },
  BLOCK: { proof: "NUMBER", turnsRound: "HOUR", isTold: true },
  UNBLOCK: { proof: "NUMBER", turnsRound: "ALWAYS", isTold: true },
  WITHDRAW: { proof: "NUMBER", turnsRound: "HOUR", isTold: true },
  TAKE_BACK: { proof: "NUMBER", turnsRound: "NONE", isTold: true },
  // Any link that ended still mails a new one to the address.
  END_LINKS: { proof: "NUMBER", turnsRound: "NONE", isTold: false },
  MAIL_LINK: { proof: "PRESS", turnsRound: "NONE", isTold: false },
  // It gives nothing new, and what it confirms is withdrawn at any time.
  CONFIRM_SENDERS: { proof: "TYPED", turnsRound: "NONE", isTold: false },
  // A link of the hour was opened with its number: it changes nothing, and shows that mail arrives there.
  OPEN_LINK: { proof: "NUMBER", turnsRound: "NONE", isTold: false },
  ASK_AGAIN: { proof: "PRESS", turnsRound: "NONE", isTold: false },
  CONFIRM_MAILBOX: { proof: "TYPED", turnsRound: "HOUR", isTold: false },
  REFUSE_MAILBOX: { proof: "PRESS", turnsRound: "HOUR", isTold: false },
  UNSUBSCRIBE: { proof: "PRESS", turnsRound: "ALWAYS", isTold: false },
  SUBSCRIBE: { proof: "PRESS", turnsRound: "ALWAYS", isTold: false },
};

/** For as long the same link turns round what was done by it. */
export const TURN_ROUND_MS = 60 * 60 * 1_000;

export function mayStillTurnRound(act: PageAct, at: Date, now: Date): boolean {
  switch (PAGE_ACTS[act].turnsRound) {
    case "HOUR":
      return now.getTime() - at.getTime() < TURN_ROUND_MS;
    case "ALWAYS":
      return true;
    case "NONE":
      return false;
  }
}

/**
 * Whether the press must be repeated before it counts. What it takes has been shown already; this asks about the rest.
 * A program that names itself is held whatever it brings. An API call for an ALLOW without the number brings nothing at
 * all, and is held once. How soon after the mail a press comes decides nothing.
 */
export function mustBeRepeated(act: PageAct, signals: readonly AutomationSignal[], shown: PressProof): boolean {
  if (signals.includes("SCANNER")) return true;
  return PAGE_ACTS[act].proof !== "PRESS" && shown === "PRESS";
}

/** Whether repeating it makes a held press count: not for a program that names itself, unless it knows the number. */
export function countsRepeated(signals: readonly AutomationSignal[], shown: PressProof): boolean {
  return shown === "NUMBER" || !signals.includes("SCANNER");
}
