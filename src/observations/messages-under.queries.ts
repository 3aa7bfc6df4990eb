import type { EntityManager } from "typeorm";

/** A right of an account: on one address, or on every address of a domain. */
interface AddressRight {
  readonly accountId: string;
  readonly domainId: string;
  readonly addressKey: string;
}

interface DomainRight {
  readonly accountId: string;
  readonly domainId: string;
  readonly domain: string;
}

const RIGHTS_PER_STATEMENT = 200;

/** Messages seen since the day (since 1970, UTC) that rested on these rights. */
export async function messagesUnder(
  manager: EntityManager,
  sinceDay: number,
  addresses: readonly AddressRight[],
  domains: readonly DomainRight[],
): Promise<number> {
  const clauses = [
    ...addresses.map(({ accountId, domainId, addressKey }) => ({
      text: "(domainId = ? AND accountId = ? AND day >= ? AND addressKey = ?)",
      parameters: [domainId, accountId, sinceDay, addressKey],
    })),
    ...domains.map(({ accountId, domainId, domain }) => ({
      text: "(domainId = ? AND accountId = ? AND day >= ? AND addressKey LIKE ?)",
      parameters: [domainId, accountId, sinceDay, `%@${domain}`],
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
