import type { DecisionReason } from "../decision/index.js";
import type { Place } from "../kernel/index.js";
import type { ZoneAt } from "../tenancy/index.js";
import { dayNumber } from "./days.js";
import { type ObservedSubmission, observationKeyOf, SOURCE_BITS } from "./observed-submission.js";
import { type Standing, standingKey } from "./standings.queries.js";

/** One row of `observation_day` as one intake adds to it. */
export interface DayCounts {
  readonly place: Required<Place>;
  readonly day: number;
  readonly addressKey: string;
  readonly isLogin: boolean;
  own: number;
  authorized: number;
  unauthorized: number;
  refused: number;
  besides: number;
  firstSeenAt: number;
  lastSeenAt: number;
  sources: number;
}

export type DatedSubmission = ObservedSubmission & { readonly at: number };

/** Messages that carry two addresses besides the login, as one intake adds them. */
export interface PairCounts {
  readonly place: Required<Place>;
  readonly day: number;
  readonly addressKey: string;
  readonly besideKey: string;
  messages: number;
}

/** What one submission is in figures: where, by what outcome, and why it was not authorized. */
export interface CountedSubmission {
  readonly place: Required<Place>;
  readonly at: number;
  readonly count: number;
  readonly outcome: "own" | "authorized" | "unauthorized" | "refused";
  readonly reason: DecisionReason;
}

export interface Counted {
  readonly rows: DayCounts[];
  readonly pairs: PairCounts[];
  readonly submissions: CountedSubmission[];
  /** Submissions under another address than the account's own, and that address. */
  readonly foreign: { readonly submission: DatedSubmission; readonly accountId: string; readonly addressKey: string }[];
}

/** Addresses of a submission by their keys, the reverse-path first, each once. */
export function addressKeysOf({ reversePath, fromAddresses }: ObservedSubmission): string[] {
  const all = reversePath === null ? fromAddresses : [reversePath, ...fromAddresses];
  return [...new Set(all.map(observationKeyOf))];
}

/**
 * Puts submissions of known logins into rows. A message counts once, on the address that would be refused first:
 * unauthorized before authorized, that before an alias, that before the login; the reverse-path before the
 * others where they are equal. Its day is that of the zone in force for the account's domain now. Its other addresses, the login excepted, count as `besides`, and the worst of them makes
 * a pair with the first.
 */
export function countSubmissions(
  submissions: readonly DatedSubmission[],
  standings: ReadonlyMap<string, Standing | null>,
  zoneAt: ZoneAt,
): Counted {
  const rows = new Map<string, DayCounts>();
  const pairs = new Map<string, PairCounts>();
  const counted: CountedSubmission[] = [];
  const foreign: Counted["foreign"] = [];
  for (const submission of submissions) {
    const used = addressKeysOf(submission).flatMap((addressKey) => {
      const standing = standings.get(standingKey(submission.login, addressKey));
      return standing ? [{ addressKey, standing }] : [];
    });
    // Stable, so that the reverse-path stays first among equals.
    used.sort((one, other) => rankOf(one.standing) - rankOf(other.standing));
    const [primary, beside] = used;
    if (primary === undefined) continue;
    const { place, reason } = primary.standing;
    const { at, count } = submission;
    counted.push({ place, at, count, reason, outcome: columnOf(primary.standing, submission) });
    const day = dayNumber(at, zoneAt(place.resellerPath));
    if (primary.standing.outcome !== "own") {
      const accountId = place.accountId ?? "";
      foreign.push({ submission, accountId, addressKey: primary.addressKey });
    }
    if (beside !== undefined && !beside.standing.isLogin) {
      const key = { place, day, addressKey: primary.addressKey, besideKey: beside.addressKey };
      addPair(pairs, key, submission.count);
    }
    for (const { addressKey, standing } of used) {
      if (addressKey !== primary.addressKey && standing.isLogin) continue;
      const row = rowFor(rows, submission, { day, addressKey }, standing);
      if (addressKey === primary.addressKey) row[columnOf(standing, submission)] += submission.count;
      else row.besides += submission.count;
    }
  }
  return { rows: [...rows.values()], pairs: [...pairs.values()], submissions: counted, foreign };
}

function addPair(pairs: Map<string, PairCounts>, counted: Omit<PairCounts, "messages">, count: number): void {
  const { place, day, addressKey, besideKey } = counted;
  const key = `${place.accountId} ${day} ${addressKey}\n${besideKey}`;
  const pair = pairs.get(key) ?? { ...counted, messages: 0 };
  pair.messages += count;
  pairs.set(key, pair);
}

function rankOf({ outcome, isLogin }: Standing): number {
  if (isLogin) return 3;
  return outcome === "unauthorized" ? 0 : outcome === "authorized" ? 1 : 2;
}

function columnOf({ outcome }: Standing, { isRefused }: ObservedSubmission) {
  return outcome === "unauthorized" && isRefused ? "refused" : outcome;
}

function rowFor(
  rows: Map<string, DayCounts>,
  { at, source }: DatedSubmission,
  { day, addressKey }: Pick<DayCounts, "day" | "addressKey">,
  { place, isLogin }: Standing,
): DayCounts {
  const key = `${place.accountId} ${day} ${addressKey}`;
  let row = rows.get(key);
  if (row === undefined) {
    const none = { own: 0, authorized: 0, unauthorized: 0, refused: 0, besides: 0 };
    row = { place, day, addressKey, isLogin, ...none, firstSeenAt: at, lastSeenAt: at, sources: 0 };
    rows.set(key, row);
  }
  row.firstSeenAt = Math.min(row.firstSeenAt, at);
  row.lastSeenAt = Math.max(row.lastSeenAt, at);
  row.sources |= SOURCE_BITS[source];
  return row;
}
