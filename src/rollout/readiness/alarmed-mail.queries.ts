import type { EntityManager } from "typeorm";
import { endOfSubtree, type Scope } from "../../kernel/index.js";

/** That a row of observations is of a day on which its account was probably used by somebody else. */
export function isAlarmed(table: string): string {
  return `EXISTS (SELECT 1 FROM account_alarm alarm WHERE alarm.accountId = ${table}.accountId AND alarm.day = ${table}.day)`;
}

export interface AlarmedMail {
  readonly messages: number;
  readonly accounts: number;
}

/** What was sent without permission on such days, and is in no figure of digests and of the brake. */
export async function alarmedMail(
  manager: EntityManager,
  scope: Scope,
  { fromDay, untilDay }: { readonly fromDay: number; readonly untilDay: number },
): Promise<AlarmedMail> {
  const isDomain = scope.kind === "DOMAIN";
  const path = scope.kind === "RESELLER" ? scope.resellerPath : "";
  const [row]: { messages: number | null; accounts: number }[] = await manager.query(
    `SELECT SUM(seen.unauthorized + seen.refused) AS messages, COUNT(DISTINCT seen.accountId) AS accounts
       FROM account_alarm alarm
       JOIN domain ON domain.id = alarm.domainId
       JOIN observation_day seen
         ON seen.domainId = alarm.domainId AND seen.accountId = alarm.accountId AND seen.day = alarm.day
      WHERE alarm.day BETWEEN ? AND ? AND seen.unauthorized + seen.refused > 0
        AND ${isDomain ? "domain.id = ?" : "domain.resellerPath >= ? AND domain.resellerPath < ?"}`,
    [fromDay, untilDay, ...(isDomain ? [scope.domainId] : [path, endOfSubtree(path)])],
  );
  return { messages: Number(row?.messages ?? 0), accounts: Number(row?.accounts ?? 0) };
}
