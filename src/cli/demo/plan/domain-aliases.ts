/** Another name of a hosted domain. */
export interface SampleDomainAlias {
  readonly name: string;
  readonly domain: string;
  readonly madeDaysAgo: number;
  /** Its reseller's word is not enough: a DNS record is awaited. */
  readonly by: string;
}

export const SAMPLE_DOMAIN_ALIASES: readonly SampleDomainAlias[] = [
  { name: "brewhouse.example", domain: "brewery.example", madeDaysAgo: 34, by: "admin" },
  { name: "beer-garden.example", domain: "brewery.example", madeDaysAgo: 3, by: "alpine" },
  { name: "marina.example", domain: "boatyard.example", madeDaysAgo: 34, by: "admin" },
];
