import type { ApolloServerPlugin } from "@apollo/server";
import type { RequestContext } from "../graphql/index.js";

/** The longest wait that an error of the answer names, as a header too: proxies and clients know that one (RFC 9110 10.2.3). */
export const tellRetryAfter: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response }) {
        if (response.body.kind !== "single") return;
        const waits = (response.body.singleResult.errors ?? []).flatMap(({ extensions }) =>
          typeof extensions?.retryAfter === "number" ? [extensions.retryAfter] : [],
        );
        if (waits.length > 0) response.http.headers.set("retry-after", String(Math.max(...waits)));
      },
    };
  },
};
