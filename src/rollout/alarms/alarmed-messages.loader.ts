import DataLoader from "dataloader";
import { inBatches } from "../../database/index.js";
import { loaderKey, type RequestContext } from "../../graphql/index.js";
import type { AccountAlarm } from "../../observations/index.js";

type OfDay = Pick<AccountAlarm, "domainId" | "accountId" | "day">;

const DAYS_PER_STATEMENT = 200;
const nameOf = ({ accountId, day }: Pick<OfDay, "accountId" | "day">) => `${accountId} ${day}`;

/** Messages of an account on a day under addresses that nobody has authorized: the beginning of a key for each. */
export const alarmedMessages = loaderKey("alarmed messages", ({ database }: RequestContext) => {
  return new DataLoader<OfDay, number, string>(
    async (days) => {
      const found = new Map<string, number>();
      for (const some of inBatches(days, DAYS_PER_STATEMENT)) {
        const rows: { accountId: string; day: number; messages: number | string }[] = await database.reader.query(
          `SELECT accountId, day, SUM(unauthorized + refused) AS messages FROM observation_day
            WHERE ${some.map(() => "(domainId = ? AND accountId = ? AND day = ?)").join(" OR ")} GROUP BY accountId, day`,
          some.flatMap(({ domainId, accountId, day }) => [domainId, accountId, day]),
        );
        for (const row of rows)
          found.set(nameOf({ accountId: row.accountId, day: Number(row.day) }), Number(row.messages));
      }
      return days.map((day) => found.get(nameOf(day)) ?? 0);
    },
    { cacheKeyFn: nameOf },
  );
});
