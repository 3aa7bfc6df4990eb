import { Client, fetchExchange } from "@urql/core";
import { type Cache, cacheExchange } from "@urql/exchange-graphcache";
import type { Session } from "../session/session.js";

/** What has no id of its own is kept as a part of what it hangs on. */
const KEYS = new Proxy<Record<string, (data: Readonly<Record<string, unknown>>) => string | null>>(
  {},
  { get: () => (data: Readonly<Record<string, unknown>>) => (typeof data.id === "string" ? data.id : null) },
);

/** What no mutation of the console changes behind a list's back. */
const KEPT = new Set(["viewer", "platform"]);

/** After a mutation that was no rehearsal every list that is shown is asked for again, and so are the numbers beside their names. */
const UPDATES = new Proxy<
  Record<string, (result: unknown, given: { input?: { dryRun?: boolean } }, cache: Cache) => void>
>(
  {},
  {
    get:
      () =>
      (_result: unknown, { input }: { input?: { dryRun?: boolean } }, cache: Cache) => {
        if (input?.dryRun === true) return;
        for (const { fieldName, arguments: given } of cache.inspectFields("Query")) {
          if (!KEPT.has(fieldName)) cache.invalidate("Query", fieldName, given);
        }
      },
  },
);

/** The public API, asked with the session's cookies; what has an id is kept once, wherever it is shown. */
export function createApiClient(session: Session): Client {
  return new Client({
    url: "/graphql",
    preferGetMethod: false,
    requestPolicy: "cache-and-network",
    fetch: session.fetch,
    exchanges: [cacheExchange({ keys: KEYS, updates: { Mutation: UPDATES } }), fetchExchange],
  });
}
