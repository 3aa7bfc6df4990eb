/** A host of the platform with an agent beside its mail server. */
export interface SampleHost {
  readonly name: string;
  readonly keyMadeDaysAgo: number;
  readonly version: string;
  /** Committed changes that its copy does not have. */
  readonly behind: number;
}

export const SAMPLE_HOSTS: readonly [SampleHost, ...SampleHost[]] = [
  { name: "mx1.platform.example", keyMadeDaysAgo: 62, version: "0.1.0", behind: 0 },
  { name: "mx2.platform.example", keyMadeDaysAgo: 62, version: "0.1.0", behind: 23 },
];
