/**
 * What fields that walk, sum or rehearse count for in the cost of a call, whatever comes back: in fields of a plain page.
 * `bench/field-weights.ts` prints beside each what it took, and writes that here with `--write`; docs/performance.md says
 * which of them are not as measured yet, and why.
 */
export const FIELD_WEIGHTS = {
  /** Counting the rows of a list, or of a state. */
  count: 20,
  /** What was sent in thirty days, of one row of a page. */
  recentMail: 20,
  /** Seven counts of up to 10,001 rows each. */
  overview: 500,
  /** A walk over what was observed in a scope. */
  walk: 5_000,
  /** One range of an index, a few rows a day. */
  statisticsRange: 500,
  /** The head of a range a day. */
  statisticsRanking: 1_000,
  /** Sums over up to a year. */
  complaints: 2_500,
  /** A look into every kind of thing. */
  search: 500,
  /** A dozen statements and their rows. */
  explanation: 5_000,
  /** What it rehearses, in a transaction that is rolled back. */
  rehearsal: 5_000,
  /** One hour of one gateway of a page. */
  gatewayHour: 2,
} as const satisfies Readonly<Record<string, number>>;

export type WeightedField = keyof typeof FIELD_WEIGHTS;
