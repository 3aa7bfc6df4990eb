/** A host of the platform with an agent beside its mail server. */
export interface SampleHost {
  readonly name: string;
  readonly keyMadeDaysAgo: number;
  readonly version: string;
  /** Committed changes that its copy does not have. */
  readonly behind: number;
  /** Seconds that it is behind at the worst of an hour in which nothing is wrong, give or take a third. */
  readonly usualLagSeconds: number;
  /** Decisions of a busy hour. */
  readonly decisionsPerHour: number;
  /** Of a hundred decisions, how many took about as long; milliseconds. */
  readonly decisionTimes: readonly (readonly [upToMs: number, share: number])[];
  /** Hours ago, when its network was away for a while. */
  readonly trouble: readonly { readonly hoursAgo: number; readonly lagSeconds: number; readonly minutesAway: number }[];
  /** Whether its mail server asks about From headers too. */
  readonly judgesFrom: boolean;
}

/** So many hours are drawn. */
export const SAMPLE_HOURS = 48;

export const SAMPLE_HOSTS: readonly [SampleHost, ...SampleHost[]] = [
  {
    name: "mx1.platform.example",
    keyMadeDaysAgo: 62,
    version: "0.1.0",
    behind: 0,
    judgesFrom: true,
    usualLagSeconds: 1.2,
    decisionsPerHour: 5_200,
    decisionTimes: [
      [0.05, 61],
      [0.1, 27],
      [0.2, 8],
      [0.5, 3],
      [1, 0.8],
      [5, 0.2],
    ],
    trouble: [],
  },
  {
    name: "mx2.platform.example",
    keyMadeDaysAgo: 62,
    version: "0.1.0",
    behind: 6,
    judgesFrom: false,
    usualLagSeconds: 6,
    decisionsPerHour: 3_900,
    decisionTimes: [
      [0.1, 54],
      [0.2, 29],
      [0.5, 12],
      [1, 3.4],
      [5, 1.3],
      [10, 0.3],
    ],
    trouble: [
      { hoursAgo: 31, lagSeconds: 540, minutesAway: 3 },
      { hoursAgo: 30, lagSeconds: 2_700, minutesAway: 38 },
      { hoursAgo: 29, lagSeconds: 900, minutesAway: 0 },
    ],
  },
];
