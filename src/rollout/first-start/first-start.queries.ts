import type { EntityManager } from "typeorm";
import { scopeKeyOf } from "../../statistics/index.js";

/** What is there already of what a platform needs. */
export interface StartFacts {
  readonly isNamed: boolean;
  readonly hasMailArrived: boolean;
  readonly hasReseller: boolean;
  readonly hasDomain: boolean;
  readonly hasGateway: boolean;
  readonly hasSeenMail: boolean;
}

/** One statement; each part ends at the first row that it finds. An owner's yes shows too that mails arrive. */
const FACTS = {
  isNamed: ["SELECT 1 FROM platform_settings WHERE name IS NOT NULL"],
  hasMailArrived: [
    "SELECT 1 FROM mail_test WHERE lastArrivedAt IS NOT NULL",
    "SELECT 1 FROM statistic_day WHERE scopeKey = ? AND kind = 'QUESTION' AND name = 'ALLOWED'",
  ],
  hasReseller: ["SELECT 1 FROM reseller"],
  hasDomain: ["SELECT 1 FROM domain"],
  hasGateway: ["SELECT 1 FROM gateway"],
  // Also where none of it is of a mailbox that is known here.
  hasSeenMail: [
    "SELECT 1 FROM statistic_day WHERE scopeKey = ? AND kind = 'SUBMISSION'",
    "SELECT 1 FROM unknown_login",
  ],
} as const satisfies Record<keyof StartFacts, readonly string[]>;

export async function startFacts(manager: EntityManager): Promise<StartFacts> {
  const platform = scopeKeyOf({ kind: "PLATFORM" });
  const queries = Object.values(FACTS).flat();
  const columns = Object.entries(FACTS).map(
    ([name, parts]) => `${parts.map((part) => `EXISTS (${part})`).join(" OR ")} AS ${name}`,
  );
  const [row] = await manager.query<Record<keyof StartFacts, number | string>[]>(
    `SELECT ${columns.join(", ")}`,
    queries.filter((query) => query.includes("?")).map(() => platform),
  );
  const is = (name: keyof StartFacts) => Number(row?.[name] ?? 0) === 1;
  return {
    isNamed: is("isNamed"),
    hasMailArrived: is("hasMailArrived"),
    hasReseller: is("hasReseller"),
    hasDomain: is("hasDomain"),
    hasGateway: is("hasGateway"),
    hasSeenMail: is("hasSeenMail"),
  };
}
