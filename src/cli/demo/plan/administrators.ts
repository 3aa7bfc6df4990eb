/** Somebody who runs a reseller or a domain; without either, the platform. */
export interface SampleAdministrator {
  readonly login: string;
  readonly reseller?: string;
  readonly domain?: string;
  readonly email: string;
  readonly madeDaysAgo: number;
  /** Has not answered yet whose mailbox it is. */
  readonly isUnconfirmed?: boolean;
}

export const SAMPLE_ADMINISTRATORS: readonly SampleAdministrator[] = [
  { login: "postmaster", email: "postmaster@platform.example", madeDaysAgo: 69 },
  { login: "alpine", reseller: "alpine", email: "team@alpine-mail.example", madeDaysAgo: 68 },
  { login: "north", reseller: "north", email: "team@north-hosting.example", madeDaysAgo: 67 },
  { login: "fjord", reseller: "fjord", email: "team@fjord-studio.example", madeDaysAgo: 65 },
  { login: "harbor", reseller: "harbor", email: "team@harbor-web.example", madeDaysAgo: 63 },
  { login: "bakery-admin", domain: "bakery.example", email: "anna@bakery.example", madeDaysAgo: 61 },
  { login: "boatyard-admin", domain: "boatyard.example", email: "anna@boatyard.example", madeDaysAgo: 60 },
  {
    login: "clinic-admin",
    domain: "clinic.example",
    email: "ines@clinic.example",
    madeDaysAgo: 2,
    isUnconfirmed: true,
  },
];
