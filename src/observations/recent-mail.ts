import DataLoader from "dataloader";
import { Field, Float, ObjectType } from "type-graphql";
import { inBatches } from "../database/index.js";
import { loaderKey, type RequestContext, VisibleTo } from "../graphql/index.js";
import { newInstance, required, type TimeZone } from "../kernel/index.js";
import { sentOnDays } from "../statistics/index.js";
import { timeZoneByPath } from "../tenancy/index.js";
import { daysUntilToday, formatDay } from "./days.js";

const RECENT_DAYS = 30;
const RIGHTS_PER_STATEMENT = 200;

@VisibleTo("WITH_PARENT")
@ObjectType({ description: `What was seen of the last ${RECENT_DAYS} days, today among them.` })
export class RecentMail {
  @Field(() => Float, { description: "Messages that the servers took" })
  messages: number;

  @Field(() => String, { nullable: true, description: "The last day with any, for instance 2026-04-12" })
  lastDay: string | null;
}

/** Something that mail is sent under, in a domain. */
interface InDomain {
  readonly domainId: string;
  readonly resellerPath: string;
}
interface OfAccount extends InDomain {
  readonly accountId: string;
}
interface OfRight extends OfAccount {
  readonly addressKey: string;
}

interface Found {
  readonly messages: number | string;
  readonly lastDay: number | string | null;
}

export const mailOfRights = recentMail<OfRight>(
  "rights",
  ({ accountId, addressKey }) => `${accountId} ${addressKey}`,
  async ({ database }, rights, sinceDay) => {
    const found = new Map<string, Found>();
    for (const some of inBatches(rights, RIGHTS_PER_STATEMENT)) {
      const rows: (Found & { accountId: string; addressKey: string })[] = await database.reader.query(
        `SELECT accountId, addressKey, SUM(authorized) AS messages, MAX(day) AS lastDay FROM observation_day
          WHERE authorized > 0 AND (${some.map(() => "(domainId = ? AND accountId = ? AND addressKey = ? AND day >= ?)").join(" OR ")})
          GROUP BY accountId, addressKey`,
        some.flatMap((each) => [each.domainId, each.accountId, each.addressKey, sinceDay(each)]),
      );
      for (const row of rows) found.set(`${row.accountId} ${row.addressKey}`, row);
    }
    return found;
  },
);

export const mailOfAccounts = recentMail<OfAccount>(
  "accounts",
  ({ accountId }) => accountId,
  async ({ database }, accounts, sinceDay) => {
    const wanted = accounts.map((account) => {
      const fromDay = sinceDay(account);
      return { ...account, fromDay, toDay: fromDay + RECENT_DAYS - 1 };
    });
    const rows = await sentOnDays(database.reader, wanted);
    return new Map(rows.map((row) => [row.accountId, row]));
  },
);

export const mailOfDomains = recentMail<InDomain>(
  "domains",
  ({ domainId }) => domainId,
  async ({ database }, domains, sinceDay) => {
    const found = new Map<string, Found>();
    for (const some of inBatches(domains, RIGHTS_PER_STATEMENT)) {
      const rows: (Found & { domainId: string })[] = await database.reader.query(
        `SELECT domainId, SUM(own + authorized + unauthorized) AS messages, MAX(day) AS lastDay FROM observation_total
          WHERE own + authorized + unauthorized > 0
            AND (${some.map(() => "(domainId = ? AND day >= ?)").join(" OR ")}) GROUP BY domainId`,
        some.flatMap((each) => [each.domainId, sinceDay(each)]),
      );
      for (const row of rows) found.set(row.domainId, row);
    }
    return found;
  },
);

type Look<Key> = (
  context: RequestContext,
  keys: readonly Key[],
  sinceDay: (key: Key) => number,
) => Promise<Map<string, Found>>;

function recentMail<Key extends InDomain>(name: string, nameOf: (key: Key) => string, look: Look<Key>) {
  return loaderKey(`recent mail of ${name}`, (context: RequestContext) => {
    return new DataLoader<Key, RecentMail, string>(
      async (keys) => {
        const paths = [...new Set(keys.map(({ resellerPath }) => resellerPath))];
        const zones = await Promise.all(paths.map((path) => context.loader(timeZoneByPath).load(path)));
        const zoneAt = new Map(paths.map((path, index) => [path, required(zones[index])]));
        const zoneOf = ({ resellerPath }: Key): TimeZone => required(zoneAt.get(resellerPath));
        const now = context.clock.now();
        const found = await look(context, keys, (key) => daysUntilToday(now, zoneOf(key), RECENT_DAYS).fromDay);
        return keys.map((key) => {
          const row = found.get(nameOf(key));
          const lastDay = row?.lastDay ?? null;
          return newInstance(RecentMail, {
            messages: Number(row?.messages ?? 0),
            lastDay: lastDay === null ? null : formatDay(Number(lastDay), zoneOf(key)),
          });
        });
      },
      { cacheKeyFn: nameOf, maxBatchSize: 1_000 },
    );
  });
}
