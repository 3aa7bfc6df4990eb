/** A receiver of changes, and what its program makes of them. */
export interface SampleWebhook {
  readonly name: string;
  readonly reseller: string;
  readonly url: string;
  /** Default: every kind. */
  readonly kinds?: readonly string[];
  readonly madeDaysAgo: number;
  /** Since when nothing answers there. */
  readonly awaySinceDaysAgo?: number;
  /** A type of message that its program does not know, and what it answers. */
  readonly unknown?: { readonly type: string; readonly statusCode: number; readonly excerpt: string };
}

/** One that works but for one kind of message, and one that was forgotten when its server was switched off. */
export const SAMPLE_WEBHOOKS: readonly SampleWebhook[] = [
  {
    name: "Customer panel",
    reseller: "alpine",
    url: "https://panel.alpine-mail.example/hooks/senders",
    kinds: [
      "AUTHORIZATION_REQUESTED",
      "AUTHORIZATION_ALLOWED",
      "AUTHORIZATION_DENIED",
      "AUTHORIZATION_EXPIRED",
      "AUTHORIZATION_PAUSED",
      "AUTHORIZATION_REVOKED",
      "PROPOSAL_MADE",
      "ENFORCEMENT_HELD",
    ],
    madeDaysAgo: 49,
    unknown: {
      type: "authorization.paused",
      statusCode: 422,
      excerpt: '{"error":"unknown type authorization.paused"}',
    },
  },
  {
    name: "Billing",
    reseller: "north",
    url: "https://billing.north-hosting.example/mayfrom",
    kinds: [
      "ACCOUNT_SUSPENDED",
      "DOMAIN_SUSPENDED",
      "AUTHORIZATION_REQUESTED",
      "AUTHORIZATION_ALLOWED",
      "PROPOSAL_MADE",
    ],
    madeDaysAgo: 40,
    awaySinceDaysAgo: 14,
  },
];

/** Days on which messages leave; of those before the first nothing is shown any more. */
export const DELIVERED_DAYS_AGO = [29, 22, 19, 17, 15, 13, 11, 9, 7, 5, 4, 3, 2, 1];
