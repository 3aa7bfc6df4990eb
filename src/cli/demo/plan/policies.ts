type SampleMode = "OFF" | "MONITOR" | "WARN" | "ENFORCE";

/** What a scope sets, and who sets it when. Without reseller, domain and account it is the platform. */
export interface SamplePolicy {
  readonly reseller?: string;
  readonly domain?: string;
  readonly account?: string;
  readonly by: string;
  readonly setDaysAgo: number;
  /** From the beginning of that day on in the zone of the scope, counted from today (UTC). */
  readonly schedule?: readonly (readonly [inDays: number, mode: SampleMode])[];
  readonly settings?: Readonly<Record<string, unknown>>;
  /** For a setting that is a moment. */
  readonly grandfatherInDays?: number;
}

/** Networks from which feedback reports are believed (RFC 5737). */
export const REPORTING_NETWORK = "198.51.100.0/24";

/** Since when anything is refused anywhere. */
export const ENFORCED_SINCE_DAYS_AGO = 7;

const DECIDES_HERSELF = "klara@meadow.example";

/** Something of every mode, in force or to come, of the brake and of what is proposed. */
export const SAMPLE_POLICIES: readonly SamplePolicy[] = [
  {
    by: "admin",
    setDaysAgo: 68,
    schedule: [[-60, "MONITOR"]],
    settings: { complaintThreshold: 2, reportingNetworks: [REPORTING_NETWORK] },
  },
  {
    reseller: "alpine",
    by: "alpine",
    setDaysAgo: 58,
    schedule: [
      [-56, "MONITOR"],
      [-30, "WARN"],
      [-ENFORCED_SINCE_DAYS_AGO, "ENFORCE"],
    ],
    settings: { proactive: "PROPOSE", holdThreshold: 0 },
  },
  { domain: "hut.example", by: "alpine", setDaysAgo: 30, schedule: [[-30, "OFF"]] },
  { domain: "chalet.example", by: "alpine", setDaysAgo: 12, settings: { holdThreshold: 40 } },
  { domain: "meadow.example", by: "alpine", setDaysAgo: 12, settings: { holdThreshold: 40 } },
  // What she uses was proposed while she could ask nobody, and since then nobody is asked unless she does: she decides herself.
  { account: DECIDES_HERSELF, by: "admin", setDaysAgo: 24, settings: { requestsPerAccountAndDay: 0 } },
  {
    account: DECIDES_HERSELF,
    by: "admin",
    setDaysAgo: 5,
    settings: { requestsPerAccountAndDay: null, proactive: "OFF" },
  },
  {
    reseller: "north",
    by: "north",
    setDaysAgo: 24,
    schedule: [
      [-20, "MONITOR"],
      [-2, "WARN"],
      [21, "ENFORCE"],
    ],
    settings: { proactive: "PROPOSE", holdThreshold: 500 },
  },
  { domain: "lighthouse.example", by: "north", setDaysAgo: 9, schedule: [[-1, "ENFORCE"]] },
  { domain: "ferry-line.example", by: "admin", setDaysAgo: 9, settings: { requestsPerAccountAndDay: 2 } },
  {
    reseller: "harbor",
    by: "harbor",
    setDaysAgo: 14,
    schedule: [
      [-10, "MONITOR"],
      [14, "WARN"],
      [42, "ENFORCE"],
    ],
  },
  { reseller: "harbor", by: "admin", setDaysAgo: 13, settings: { proactive: "GRANDFATHER" }, grandfatherInDays: 60 },
  { domain: "school.example", by: "harbor", setDaysAgo: 13, settings: { approvalRule: "APPROVE_SAME_DOMAIN" } },
];
