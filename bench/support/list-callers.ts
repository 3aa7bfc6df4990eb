import type { Database } from "../../src/database/index.js";
import { type Actor, ANONYMOUS_ACTOR, PLATFORM_SCOPE, type Scope } from "../../src/kernel/index.js";

export interface ListCaller {
  readonly name: string;
  readonly actor: Actor;
}

interface LargestDomain {
  readonly id: string;
  readonly name: string;
  readonly resellerPath: string;
}

/** Administrators of the whole platform, of the reseller with the most below it and of the domain with the most mailboxes. */
export async function listCallers(database: Database, names: readonly string[]): Promise<ListCaller[]> {
  const domain = await largestDomain(database);
  const reseller = await largestReseller(database);
  const scopes: Readonly<Record<string, readonly [Actor["role"], Scope]>> = {
    platform: ["OPERATOR", PLATFORM_SCOPE],
    reseller: ["RESELLER", { kind: "RESELLER", resellerId: reseller.id, resellerPath: reseller.path }],
    domain: [
      "DOMAIN_ADMIN",
      { kind: "DOMAIN", domainId: domain.id, domainName: domain.name, resellerPath: domain.resellerPath },
    ],
  };
  return names.map((name) => {
    const [role, scope] = scopes[name] ?? [];
    if (role === undefined || scope === undefined) throw new Error(`${name} is no scope of this bench`);
    return { name, actor: { ...ANONYMOUS_ACTOR, kind: "ADMINISTRATOR", role, scope } };
  });
}

export async function largestDomain(database: Database): Promise<LargestDomain> {
  const [found] = await database.reader.query<LargestDomain[]>(
    `SELECT domain.id, domain.name, domain.resellerPath FROM domain JOIN (
       SELECT domainId, COUNT(*) AS found FROM account GROUP BY domainId ORDER BY found DESC LIMIT 1
     ) AS largest ON largest.domainId = domain.id`,
  );
  if (found === undefined) throw new Error("There are no domains: seed the database first");
  return found;
}

/** Of those that stand at the top, each eight characters long. */
export async function largestReseller(database: Database): Promise<{ readonly id: string; readonly path: string }> {
  const [found] = await database.reader.query<{ id: string; path: string }[]>(
    `SELECT reseller.id, reseller.path FROM reseller JOIN (
       SELECT SUBSTR(resellerPath, 1, 8) AS top, COUNT(*) AS found FROM domain GROUP BY top ORDER BY found DESC LIMIT 1
     ) AS largest ON largest.top = reseller.path`,
  );
  if (found === undefined) throw new Error("There are no resellers: seed the database first");
  return found;
}
