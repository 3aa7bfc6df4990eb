import type { Moment } from "../story/moments.js";

/** What the owner of an address does with the question. */
export interface OwnersAnswer {
  readonly when: Moment;
  readonly decision: "ALLOW" | "DENY" | "BLOCK";
  /** Of a permission with an end: days after today, or before it. */
  readonly untilInDays?: number;
  /** A number that is not the asker's. */
  readonly isWrongNumber?: boolean;
  /** A program that opens every link of a mail, under its own name. */
  readonly byProgram?: string;
}

/** What an administrator, or the account itself, does with it later. */
export interface LaterAct {
  readonly when: Moment;
  readonly what: "revoke" | "pause";
  readonly by: string;
  readonly reason: string;
}

export interface SampleIdentity {
  readonly account: string;
  readonly address: string;
  readonly displayName: string;
  readonly organization?: string;
  readonly signature?: string;
  readonly isDefault?: boolean;
  readonly asked: Moment;
  readonly answers?: readonly OwnersAnswer[];
  /** The question came back: nobody has this address. */
  readonly cameBack?: Moment;
  readonly later?: LaterAct;
}
