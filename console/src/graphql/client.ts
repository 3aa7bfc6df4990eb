import { Client, fetchExchange } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import type { Session } from "../session/session.js";

/** What has no id of its own is kept as a part of what it hangs on. */
const KEYS = new Proxy<Record<string, (data: Readonly<Record<string, unknown>>) => string | null>>(
  {},
  { get: () => (data: Readonly<Record<string, unknown>>) => (typeof data.id === "string" ? data.id : null) },
);

/** The public API, asked with the session's cookies; what has an id is kept once, wherever it is shown. */
export function createApiClient(session: Session): Client {
  return new Client({
    url: "/graphql",
    preferGetMethod: false,
    requestPolicy: "cache-and-network",
    fetch: session.fetch,
    exchanges: [cacheExchange({ keys: KEYS }), fetchExchange],
  });
}
