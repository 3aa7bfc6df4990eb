import type { Transaction } from "../database/index.js";
import { PLATFORM_SCOPE, type Scope, scopeCovers } from "../kernel/index.js";
import { timeZonesAt, type ZoneAt } from "../tenancy/index.js";
import { boundAddresses } from "./bound-addresses.js";
import { countInStatistics } from "./count-in-statistics.js";
import { addressKeysOf, countSubmissions, type DatedSubmission } from "./count-submissions.js";
import { DAY_MS } from "./days.js";
import { noteLastUse, type Use } from "./note-last-use.js";
import { noteUnknownLogins } from "./note-unknown-logins.js";
import type { ObservedSubmission } from "./observed-submission.js";
import { raiseAlarms } from "./raise-alarms.js";
import { loadStandings, type Standing, standingKey } from "./standings.queries.js";
import { writeTraces } from "./traces.js";
import { writeCounts } from "./write-counts.js";

/** What became of the messages of one intake. */
export interface IntakeTally {
  /** Counted on accounts. */
  accepted: number;
  /** Of logins that no account has, or none in the reporter's scope. */
  unknownLogins: number;
  /** Without a time or an address, from the future, or of a login that cannot be one. */
  skipped: number;
}

/** A clock that runs ahead is forgiven this much. */
const MAX_AHEAD_MS = DAY_MS;
const MAX_LOGIN_LENGTH = 254;

/**
 * Adds submissions to the aggregate: rows per account, address and day, totals per domain and day, the last use of
 * authorizations, alarms about accounts with too many addresses. It does not know whether it has seen them before:
 * whoever calls writes, in the same transaction, how far the source has been counted.
 */
export async function recordSubmissions(
  tx: Transaction,
  submissions: readonly ObservedSubmission[],
  scope: Scope = PLATFORM_SCOPE,
): Promise<IntakeTally> {
  const tally: IntakeTally = { accepted: 0, unknownLogins: 0, skipped: 0 };
  const usable = submissions.flatMap((submission) => usableOf(submission, tx.now) ?? []);
  tally.skipped = messagesOf(submissions) - messagesOf(usable);
  const pairs = usable.flatMap((each) => addressKeysOf(each).map((addressKey) => ({ login: each.login, addressKey })));
  const standings = await loadStandings(tx.manager, pairs, tx.now);
  const unknown: DatedSubmission[] = [];
  const known: DatedSubmission[] = [];
  for (const submission of usable) {
    const standing = firstStanding(submission, standings);
    if (standing === null) unknown.push(submission);
    // What lives outside the reporter's scope is answered like what does not exist, and counted nowhere.
    else if (scopeCovers(scope, standing.place)) known.push(submission);
  }
  tally.accepted = messagesOf(known);
  tally.unknownLogins = messagesOf(usable) - tally.accepted;
  const zoneAt = await timeZonesAt(tx.manager, pathsOf(known, standings));
  if (scope.kind === "PLATFORM") await noteUnknownLogins(tx, unknown, zoneAt(null));
  const counts = countSubmissions(known, standings, zoneAt);
  const rows = await boundAddresses(tx.manager, counts.rows);
  await writeCounts(tx, rows, counts.pairs);
  await writeTraces(tx, counts.foreign);
  await noteLastUse(tx, usesOf(known, standings, zoneAt));
  await raiseAlarms(tx, rows);
  for (const submission of counts.submissions) countInStatistics(tx, submission);
  return tally;
}

function usableOf(submission: ObservedSubmission, now: Date): DatedSubmission | null {
  const { at, login, reversePath, fromAddresses } = submission;
  const hasAddress = reversePath !== null || fromAddresses.length > 0;
  if (at === null || at > now.getTime() + MAX_AHEAD_MS || at < 0 || !hasAddress) return null;
  if (login === "" || login.length > MAX_LOGIN_LENGTH || /\p{Cc}/u.test(login)) return null;
  return { ...submission, at };
}

function firstStanding(submission: DatedSubmission, standings: ReadonlyMap<string, Standing | null>): Standing | null {
  const [addressKey = ""] = addressKeysOf(submission);
  return standings.get(standingKey(submission.login, addressKey)) ?? null;
}

function pathsOf(submissions: readonly DatedSubmission[], standings: ReadonlyMap<string, Standing | null>): string[] {
  return submissions.flatMap((each) => firstStanding(each, standings)?.place.resellerPath ?? []);
}

function usesOf(
  submissions: readonly DatedSubmission[],
  standings: ReadonlyMap<string, Standing | null>,
  zoneAt: ZoneAt,
): Map<string, Use> {
  const uses = new Map<string, Use>();
  for (const submission of submissions) {
    for (const addressKey of addressKeysOf(submission)) {
      const standing = standings.get(standingKey(submission.login, addressKey));
      if (!standing?.authorizationId || standing.outcome !== "authorized") continue;
      const at = Math.max(uses.get(standing.authorizationId)?.at ?? 0, submission.at);
      uses.set(standing.authorizationId, { at, zone: zoneAt(standing.place.resellerPath) });
    }
  }
  return uses;
}

function messagesOf(submissions: readonly ObservedSubmission[]): number {
  return submissions.reduce((sum, { count }) => sum + count, 0);
}
