import type { Moment } from "../story/moments.js";

/** A request for an address of a hosted domain, which that domain's administrators decide. */
export interface SampleApproval {
  readonly account: string;
  readonly address: string;
  readonly displayName: string;
  readonly asked: Moment;
  readonly decided?: {
    readonly when: Moment;
    readonly what: "approve" | "refuse";
    readonly by: string;
    readonly reason?: string;
  };
}

export const SAMPLE_APPROVALS: readonly SampleApproval[] = [
  {
    account: "klara@bakery.example",
    address: "christmas@bakery.example",
    displayName: "Christmas at the Bakery",
    asked: { daysAgo: 2, at: "09:15" },
  },
  {
    account: "hugo@gallery.example",
    address: "cakes@bakery.example",
    displayName: "Cakes",
    asked: { daysAgo: 1, at: "13:05" },
  },
  {
    account: "emma@brewery.example",
    address: "events@bakery.example",
    displayName: "Bread and Beer",
    asked: { minutesAgo: 220 },
  },
  {
    account: "clara@brewery.example",
    address: "clara@boatyard.example",
    displayName: "Clara Dumont",
    asked: { minutesAgo: 160 },
  },
  {
    account: "jonas@brewery.example",
    address: "tasting@bakery.example",
    displayName: "Tasting",
    asked: { daysAgo: 11, at: "09:00" },
    decided: { when: { daysAgo: 10, at: "08:30" }, what: "approve", by: "bakery-admin" },
  },
  {
    account: "felix@chalet.example",
    address: "boss@bakery.example",
    displayName: "The Boss",
    asked: { daysAgo: 9, at: "22:40" },
    decided: {
      when: { daysAgo: 8, at: "08:10" },
      what: "refuse",
      by: "bakery-admin",
      reason: "we know nobody at the chalet",
    },
  },
  // By the rule of the school: its own people get its addresses at once.
  {
    account: "klara@school.example",
    address: "summer-party@school.example",
    displayName: "Summer Party",
    asked: { daysAgo: 7, at: "08:00" },
  },
];
