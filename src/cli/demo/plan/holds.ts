import type { Moment } from "../story/moments.js";

/** A beginning of enforcement that the brake held, and that an administrator let begin all the same. */
export interface ReleasedHold {
  readonly domain: string;
  readonly by: string;
  readonly when: Moment;
  readonly reason: string;
}

export const RELEASED_HOLDS: readonly ReleasedHold[] = [
  {
    domain: "meadow.example",
    by: "alpine",
    when: { daysAgo: 5, at: "09:00" },
    reason: "the meadow sells no cheese at that market any more",
  },
];
