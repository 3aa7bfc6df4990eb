import { In } from "typeorm";
import { additiveUpsert, inBatches, type Transaction, type Upsert } from "../database/index.js";
import { loginKeyOf } from "../decision/index.js";
import type { TimeZone } from "../kernel/index.js";
import { Domain, isProven } from "../tenancy/index.js";
import type { DatedSubmission } from "./count-submissions.js";
import { dayNumber } from "./days.js";
import { noteUnknownAddresses } from "./note-unknown-addresses.js";

export const MAX_UNKNOWN_LOGINS_PER_DAY = 10_000;
const REST_KEY = "*";
const UNKNOWN: Upsert = {
  table: "unknown_login",
  key: ["day", "loginKey"],
  add: ["messages"],
  least: ["firstSeenAt"],
  most: ["lastSeenAt"],
  replace: ["domainId"],
};

const TOTALS: Upsert = { ...UNKNOWN, table: "unknown_login_total", key: ["loginKey"] };

interface Counted {
  readonly day: number;
  readonly loginKey: string;
  messages: number;
  firstSeenAt: number;
  lastSeenAt: number;
}

/**
 * Counts submissions of logins that no account has, apart from all others, at most so many logins a day. They belong to
 * nobody, so the days are the platform's; administrators of the domain that a login names see it.
 */
export async function noteUnknownLogins(
  tx: Transaction,
  submissions: readonly DatedSubmission[],
  zone: TimeZone,
): Promise<void> {
  if (submissions.length === 0) return;
  const rows = new Map<string, Counted>();
  for (const { login, at, count } of submissions) {
    add(rows, { day: dayNumber(at, zone), loginKey: loginKeyOf(login), messages: count, first: at, last: at });
  }
  const kept = await bounded(tx, [...rows.values()]);
  const domains = await provenDomains(tx, kept);
  const placed = kept.map((row) => ({ ...row, domainId: domains.get(domainOf(row.loginKey)) ?? null }));
  await additiveUpsert(tx, UNKNOWN, placed);
  await additiveUpsert(tx, TOTALS, totalsOf(placed));
  const named = new Set(kept.map(({ loginKey }) => loginKey));
  await noteUnknownAddresses(tx, submissions, (loginKey) => named.has(loginKey));
}

/** The days of each login together. */
function totalsOf<Row extends Counted>(rows: readonly Row[]): Omit<Row, "day">[] {
  const totals = new Map<string, Omit<Row, "day">>();
  for (const { day: _, ...row } of rows) {
    const total = totals.get(row.loginKey);
    if (total === undefined) {
      totals.set(row.loginKey, row);
      continue;
    }
    total.messages += row.messages;
    total.firstSeenAt = Math.min(total.firstSeenAt, row.firstSeenAt);
    total.lastSeenAt = Math.max(total.lastSeenAt, row.lastSeenAt);
  }
  return [...totals.values()];
}

function domainOf(loginKey: string): string {
  return loginKey.slice(loginKey.lastIndexOf("@") + 1);
}

/** Ids by name. Of a domain that is not proven nothing follows, not even who sees its logins. */
async function provenDomains(tx: Transaction, rows: readonly Counted[]): Promise<Map<string, string>> {
  const names = [
    ...new Set(rows.filter(({ loginKey }) => loginKey.includes("@")).map((row) => domainOf(row.loginKey))),
  ];
  const found = new Map<string, string>();
  for (const chunk of inBatches(names)) {
    const domains = await tx.manager.findBy(Domain, { name: In(chunk) });
    for (const { id, name } of domains.filter(isProven)) found.set(name, id);
  }
  return found;
}

interface SeenLogin {
  readonly day: number;
  readonly loginKey: string;
  readonly messages: number;
  readonly first: number;
  readonly last: number;
}

function add(rows: Map<string, Counted>, { day, loginKey, messages, first, last }: SeenLogin) {
  const key = `${day} ${loginKey}`;
  const row = rows.get(key);
  if (row === undefined) {
    rows.set(key, { day, loginKey, messages, firstSeenAt: first, lastSeenAt: last });
    return;
  }
  row.messages += messages;
  row.firstSeenAt = Math.min(row.firstSeenAt, first);
  row.lastSeenAt = Math.max(row.lastSeenAt, last);
}

async function bounded(tx: Transaction, rows: readonly Counted[]): Promise<Counted[]> {
  const kept = new Map<string, Counted>();
  for (const day of new Set(rows.map((row) => row.day))) {
    const ofDay = rows.filter((row) => row.day === day);
    const [count]: { n: number }[] = await tx.manager.query("SELECT COUNT(*) AS n FROM unknown_login WHERE day = ?", [
      day,
    ]);
    let free = MAX_UNKNOWN_LOGINS_PER_DAY - Number(count?.n ?? 0);
    const known = ofDay.length <= free ? null : await knownKeys(tx, ofDay);
    for (const row of ofDay) {
      const isKept = known === null || known.has(row.loginKey) || free > 0;
      if (known !== null && isKept && !known.has(row.loginKey)) free -= 1;
      add(kept, {
        day,
        loginKey: isKept ? row.loginKey : REST_KEY,
        messages: row.messages,
        first: row.firstSeenAt,
        last: row.lastSeenAt,
      });
    }
  }
  return [...kept.values()];
}

async function knownKeys(tx: Transaction, rows: readonly Counted[]): Promise<Set<string>> {
  const known = new Set<string>();
  for (const chunk of inBatches(rows)) {
    const found: { loginKey: string }[] = await tx.manager.query(
      `SELECT loginKey FROM unknown_login WHERE (day, loginKey) IN (${tx.dialect.tuples(2, chunk.length)})`,
      chunk.flatMap(({ day, loginKey }) => [day, loginKey]),
    );
    for (const { loginKey } of found) known.add(loginKey);
  }
  return known;
}
