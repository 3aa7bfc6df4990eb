import type { GraphQLResponse } from "@apollo/server";

/** The longest wait that an error of the answer names, as a header too: proxies and clients know that one (RFC 9110 10.2.3). */
export function tellRetryAfter({ body, http }: GraphQLResponse): void {
  if (body.kind !== "single") return;
  const waits = (body.singleResult.errors ?? []).flatMap(({ extensions }) =>
    typeof extensions?.retryAfter === "number" ? [extensions.retryAfter] : [],
  );
  if (waits.length > 0) http.headers.set("retry-after", String(Math.max(...waits)));
}
