import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export interface ApiCall {
  readonly headers: IncomingHttpHeaders;
  readonly url: string;
  readonly query: string;
  readonly requests: readonly { login: string; sender: string; headerFrom?: string[] }[];
}

export interface PlayedApi {
  readonly url: string;
  readonly calls: ApiCall[];
  readonly connections: number;
  close(): Promise<void>;
}

/** The far side of the network: an HTTP server that answers what the test says, to what was really sent. */
export async function playApi(answer: (call: ApiCall) => unknown): Promise<PlayedApi> {
  const calls: ApiCall[] = [];
  let connections = 0;
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const { query, variables } = JSON.parse(body);
    const call = { headers: request.headers, url: request.url ?? "", query, requests: variables.requests };
    calls.push(call);
    const said = await answer(call);
    if (said === undefined) return;
    response.setHeader("content-type", "application/json");
    response.end(typeof said === "string" ? said : JSON.stringify(said));
  });
  server.on("connection", () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    get connections() {
      return connections;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Allows each request whose sender is its login, refuses the others, at revision 41. */
export function decideAll({ requests }: ApiCall) {
  return {
    data: {
      authorizeSenders: requests.map(({ login, sender }) => ({
        verdict: login === sender ? "ALLOW" : "DENY",
        reason: login === sender ? "OWN_ADDRESS" : "NOT_AUTHORIZED",
        wouldDeny: login !== sender,
        mode: "ENFORCE",
        smtpReply: login === sender ? null : `550 5.7.1 <${sender.slice(0, 20)}>: no`,
        revision: 41,
      })),
    },
  };
}
