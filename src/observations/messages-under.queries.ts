import type { EntityManager } from "typeorm";
import { timeZonesAt } from "../tenancy/index.js";
import { daysUntilToday } from "./days.js";

/** A right of an account: on one address, or on every address of a domain. */
interface AddressRight {
  readonly accountId: string;
  readonly domainId: string;
  readonly resellerPath: string;
  readonly addressKey: string;
}

interface DomainRight {
  readonly accountId: string;
  readonly domainId: string;
  readonly resellerPath: string;
  readonly domain: string;
}

const RIGHTS_PER_STATEMENT = 200;

/** Messages of the last days up to today, in the zone of each account's domain, that rested on these rights. */
export async function messagesUnder(
  manager: EntityManager,
  { now, days }: { readonly now: Date; readonly days: number },
  addresses: readonly AddressRight[],
  domains: readonly DomainRight[],
): Promise<number> {
  const rights = [...addresses, ...domains];
  const zoneAt = await timeZonesAt(
    manager,
    rights.map(({ resellerPath }) => resellerPath),
  );
  const sinceDay = (resellerPath: string) => daysUntilToday(now, zoneAt(resellerPath), days).fromDay;
  const clauses = [
    ...addresses.map(({ accountId, domainId, resellerPath, addressKey }) => ({
      text: "(domainId = ? AND accountId = ? AND day >= ? AND addressKey = ?)",
      parameters: [domainId, accountId, sinceDay(resellerPath), addressKey],
    })),
    ...domains.map(({ accountId, domainId, resellerPath, domain }) => ({
      text: "(domainId = ? AND accountId = ? AND day >= ? AND addressKey LIKE ?)",
      parameters: [domainId, accountId, sinceDay(resellerPath), `%@${domain}`],
    })),
  ];
  let total = 0;
  for (let start = 0; start < clauses.length; start += RIGHTS_PER_STATEMENT) {
    const some = clauses.slice(start, start + RIGHTS_PER_STATEMENT);
    const [row]: { count: number | string | null }[] = await manager.query(
      `SELECT SUM(authorized) AS count FROM observation_day WHERE ${some.map(({ text }) => text).join(" OR ")}`,
      some.flatMap(({ parameters }) => parameters),
    );
    total += Number(row?.count ?? 0);
  }
  return total;
}
