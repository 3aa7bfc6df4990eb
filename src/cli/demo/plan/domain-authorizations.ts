import type { Moment } from "../story/moments.js";

/** "May send as anyone of this domain". A hosted one is given by its administrators, any other proven by DNS. */
export interface SampleDomainAuthorization {
  readonly account: string;
  readonly domain: string;
  readonly by: string;
  readonly asked: Moment;
  readonly revoked?: Moment;
}

export const SAMPLE_DOMAIN_AUTHORIZATIONS: readonly SampleDomainAuthorization[] = [
  {
    account: "office@bakery.example",
    domain: "bakery.example",
    by: "bakery-admin",
    asked: { daysAgo: 43, at: "08:30" },
  },
  {
    account: "ben@brewery.example",
    domain: "hops-trade.test",
    by: "ben@brewery.example",
    asked: { daysAgo: 6, at: "17:00" },
  },
  {
    account: "david@boatyard.example",
    domain: "boatyard.example",
    by: "boatyard-admin",
    asked: { daysAgo: 35, at: "10:00" },
    revoked: { daysAgo: 22, at: "10:00" },
  },
];
