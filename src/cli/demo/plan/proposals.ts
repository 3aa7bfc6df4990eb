import type { Moment } from "../story/moments.js";

/** What becomes of an address that an account was seen to use, and that was proposed for it. */
export interface DecidedProposal {
  readonly account: string;
  readonly address: string;
  readonly when: Moment;
  /** Its owner allows it, or an administrator accepts or dismisses it. */
  readonly what: "ownerAllows" | "accept" | "dismiss";
  readonly by?: string;
  readonly reason?: string;
}

/** When the background work looks for such addresses. */
export const PROPOSED_DAYS_AGO = [20, 13, 6, 1];

export const DECIDED_PROPOSALS: readonly DecidedProposal[] = [
  {
    account: "klara@bakery.example",
    address: "klara@pastry-fair.test",
    when: { daysAgo: 19, at: "18:20" },
    what: "ownerAllows",
  },
  {
    account: "ben@boatyard.example",
    address: "ben@sailing-club.test",
    when: { daysAgo: 18, at: "19:45" },
    what: "ownerAllows",
  },
  {
    account: "hugo@fishmarket.example",
    address: "wholesale@catch.test",
    when: { daysAgo: 17, at: "10:10" },
    what: "accept",
    by: "admin",
    reason: "the fish market’s own trade name",
  },
  {
    account: "clara@saltworks.example",
    address: "clara.dumont@inbox.test",
    when: { daysAgo: 16, at: "09:25" },
    what: "dismiss",
    by: "north",
    reason: "private mail belongs into her private mailbox",
  },
  {
    account: "clara@film-lab.example",
    address: "casting@scenes.test",
    when: { daysAgo: 12, at: "14:00" },
    what: "dismiss",
    by: "fjord",
    reason: "the studio has given up this name",
  },
  // She may not give it: its owner is asked as soon as the mailbox may ask again.
  {
    account: "crew@ferry-line.example",
    address: "radio@ship-mail.test",
    when: { minutesAgo: 2 },
    what: "accept",
    by: "north",
  },
];
