import type { MailToRender } from "../../src/outbox/index.js";

const BRAND = { brandName: "Fjordmail", supportContact: "+44 1632 960199", timeZone: "Europe/Berlin" };
const QUESTION = {
  ...BRAND,
  accountAddress: "anna@bakery.example",
  address: "info@oldshop.example",
  askedAt: Date.UTC(2026, 2, 30, 9, 15),
  expiresAt: Date.UTC(2026, 3, 2, 9, 15),
};
const DAY_MS = 24 * 60 * 60 * 1_000;
const FIGURES = { messages: 12_873, accounts: 41, addresses: 57 };

/** One mail of every template, as its row would have it. */
export const sampleMails: Readonly<Record<string, Pick<MailToRender, "parameters" | "secrets">>> = {
  question: { parameters: QUESTION, secrets: { token: "question-token", ownerToken: "owner-token" } },
  "question-digest": {
    parameters: {
      ...QUESTION,
      questions: [
        { ...QUESTION, accountAddress: "anna@bakery.example" },
        {
          ...QUESTION,
          brandName: "Nordlicht Post",
          supportContact: null,
          accountAddress: "ben@flowers.example",
          expiresAt: QUESTION.expiresAt + 60_000,
        },
      ],
    },
    secrets: { ownerToken: "owner-token", token0: "first-token", token1: "second-token" },
  },
  "owner-link": { parameters: { ...BRAND, address: "info@oldshop.example" }, secrets: { ownerToken: "owner-token" } },
  "answer-notice": {
    parameters: {
      ...BRAND,
      accountAddress: "anna@bakery.example",
      address: "info@oldshop.example",
      answer: "ALLOWED",
      at: QUESTION.askedAt,
      until: Date.UTC(2026, 5, 30, 21, 59),
      changeableUntil: QUESTION.askedAt + 60 * 60 * 1_000,
    },
    secrets: { ownerToken: "owner-token" },
  },
  "owner-overruled": {
    parameters: { ...QUESTION, word: "WITHDRAWN", at: QUESTION.askedAt },
    secrets: { ownerToken: "owner-token" },
  },
  "approval-request": { parameters: { ...QUESTION, domain: "oldshop.example", count: 3 }, secrets: {} },
  "alert-observed": {
    parameters: {
      ...BRAND,
      accountAddress: "anna@bakery.example",
      address: "info@oldshop.example",
      messages: 214,
      lastSeenAt: Date.UTC(2026, 2, 29, 16, 2),
      enforcedAt: Date.UTC(2026, 3, 12),
    },
    secrets: {},
  },
  "digest-reseller": {
    parameters: {
      ...BRAND,
      ...FIGURES,
      scopeName: "Fjord Hosting",
      fromDay: Date.UTC(2026, 2, 23) / DAY_MS,
      untilDay: Date.UTC(2026, 2, 29) / DAY_MS,
      pending: 1,
      enforcement: { kind: "PLANNED", at: Date.UTC(2026, 3, 12), heldBelow: { resellers: 1, domains: 3 } },
      alarmed: { messages: 180, accounts: 1 },
      most: [
        { accountAddress: "anna@bakery.example", address: "info@oldshop.example", messages: 214 },
        { accountAddress: "ben@flowers.example", address: "ben@xn--blmchen-n2a.example", messages: 1 },
      ],
    },
    secrets: { unsubscribeToken: "unsubscribe-token" },
  },
  announcement: { parameters: { ...BRAND, ...FIGURES, enforcedAt: Date.UTC(2026, 3, 12) }, secrets: {} },
  "security-alert": {
    parameters: { ...BRAND, accountAddress: "anna@bakery.example", addresses: 1_204, since: Date.UTC(2026, 2, 30, 3) },
    secrets: {},
  },
  "enforcement-hold": {
    parameters: {
      ...BRAND,
      scopeName: "bakery.example",
      holdId: "EnforcementHold_01a20b8ac5d97f4c8a0c5f3d2b1e0f9a",
      enforcedAt: Date.UTC(2026, 3, 12),
      messages: 1_873,
      fromDay: Date.UTC(2026, 3, 5) / DAY_MS,
      untilDay: Date.UTC(2026, 3, 11) / DAY_MS,
      threshold: 500,
    },
    secrets: {},
  },
  "complaint-alert": {
    parameters: {
      ...BRAND,
      accountAddress: "anna@bakery.example",
      address: "info@oldshop.example",
      complaints: 12,
      isPaused: true,
    },
    secrets: {},
  },
  "webhook-disabled": {
    parameters: {
      ...BRAND,
      name: "Panel",
      host: "panel.example",
      since: Date.UTC(2026, 2, 30, 3),
    },
    secrets: {},
  },
  "proof-gone": {
    parameters: {
      ...BRAND,
      event: "MISSING",
      domain: "oldshop.example",
      accountAddress: "anna@bakery.example",
      recordName: "_mayfrom.oldshop.example",
      recordValue: "mayfrom=anna@bakery.example/0123456789abcdef0123456789abcdef01234567",
      goneSince: Date.UTC(2026, 2, 30, 3),
      pausesAt: Date.UTC(2026, 3, 6, 3),
    },
    secrets: {},
  },
  "domain-conflict": {
    parameters: { ...BRAND, domains: ["oldshop.example", "newshop.example"], count: 2 },
    secrets: {},
  },
  "owner-reminder": {
    parameters: {
      ...BRAND,
      address: "info@oldshop.example",
      accounts: [
        { account: "anna@bakery.example", since: Date.UTC(2025, 2, 30, 3) },
        { account: "ben@printer.example", since: Date.UTC(2024, 6, 2, 3) },
      ],
      unlisted: 4,
    },
    secrets: { token: "reminder-token" },
  },
  "mail-refusals": {
    parameters: { ...BRAND, count: 3, refusals: ["mx.far.example 550 5.7.1 client blocked using bl.far.example"] },
    secrets: {},
  },
  "email-confirmation": {
    parameters: { ...BRAND, address: "info@oldshop.example", endsAt: Date.UTC(2026, 3, 13, 3) },
    secrets: { token: "confirmation-token" },
  },
  "reply-help": {
    parameters: { ...BRAND, address: "info@oldshop.example", answeredMessageId: "<reply@oldshop.example>" },
    secrets: {},
  },
  "mail-test": {
    parameters: { ...BRAND, address: "kim@elsewhere.example", code: "048213" },
    secrets: {},
  },
  "owner-notice": {
    parameters: {
      ...BRAND,
      address: "info@oldshop.example",
      acts: [
        { act: "BLOCK", isTurnedRound: false, account: null, at: Date.UTC(2026, 2, 30, 3) },
        { act: "WITHDRAW", isTurnedRound: true, account: "anna@bakery.example", at: Date.UTC(2026, 2, 30, 2) },
        { act: "DENY", isTurnedRound: false, account: "ben@bakery.example", at: Date.UTC(2026, 2, 30, 1) },
      ],
      until: Date.UTC(2026, 2, 30, 4),
    },
    secrets: { ownerToken: "owner-token" },
  },
  "profile-proposal": {
    parameters: {
      ...BRAND,
      accountAddress: "anna@bakery.example",
      items: [{ profileId: "1", address: "info@oldshop.example", by: "bakery-admin", bcc: ["copies@bakery.example"] }],
      more: 0,
    },
    secrets: {},
  },
  "asker-news": {
    parameters: {
      ...BRAND,
      accountAddress: "anna@bakery.example",
      items: [
        {
          authorizationId: "1",
          address: "info@oldshop.example",
          outcome: "DENIED",
          until: null,
          askAgainAt: Date.UTC(2026, 3, 29, 3),
        },
      ],
      more: 0,
    },
    secrets: {},
  },
  "credential-notice": {
    parameters: { ...BRAND, login: "anna", event: "PASSWORD_RESET", at: Date.UTC(2026, 2, 30, 3) },
    secrets: {},
  },
};

const NEWS = { address: "info@oldshop.example", until: null, askAgainAt: null };
const OUTCOMES = [
  "ALLOWED",
  "WITHDRAWN",
  "APPROVED",
  "REFUSED",
  "EXPIRED",
  "UNDELIVERABLE",
  "HELD",
  "RESUMED",
  "ENDED",
];

/** What the same templates say of other states: the template, and what is different of its sample. */
export const sampleVariants: Readonly<Record<string, readonly [template: string, parameters: object]>> = {
  "question-subaddress": [
    "question",
    { address: "info+a-long-subaddress-of-a-workshop@oldshop.example", isNumberAsked: false },
  ],
  "asker-news-waiting": ["asker-news", { items: [{ ...NEWS, authorizationId: "1", outcome: "WAITING" }] }],
  "asker-news-several": [
    "asker-news",
    {
      items: OUTCOMES.map((outcome, index) => ({
        ...NEWS,
        authorizationId: `${index}`,
        outcome,
        until: outcome === "ALLOWED" ? Date.UTC(2026, 3, 29, 3) : null,
      })),
      more: 2,
    },
  ],
  "answer-notice-denied": ["answer-notice", { answer: "DENIED", until: null }],
  "owner-notice-taken-back": [
    "owner-notice",
    { acts: [{ act: "TAKE_BACK", isTurnedRound: false, account: null, at: Date.UTC(2026, 2, 30, 3) }] },
  ],
  ...Object.fromEntries(
    ["REFUSED", "BLOCKED", "UNANSWERED"].map((word) => [
      `owner-overruled-${word.toLowerCase()}`,
      ["owner-overruled", { word }] as const,
    ]),
  ),
};

export function sampleMail(template: string, change: Partial<MailToRender> = {}): MailToRender {
  const sample = sampleMails[template];
  if (sample === undefined) throw new Error(`There is no sample of ${template}`);
  return { template, language: "en", to: "info@oldshop.example", ...sample, ...change };
}
