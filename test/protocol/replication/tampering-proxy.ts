import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** Changes what comes back; null lets it pass as it is, "CUT" sends half of it and breaks the connection. */
export type Tamper = (path: string, body: string) => string | "CUT" | null;

export interface TamperingProxy {
  readonly url: string;
  tamper: Tamper;
  /** Requests seen, by path. */
  readonly seen: string[];
  close(): Promise<void>;
}

/** A network between an agent and its platform that damages answers: what goes wrong is real, and the parts are too. */
export async function startTamperingProxy(target: string): Promise<TamperingProxy> {
  const proxy = { url: "", tamper: () => null, seen: [], close } as {
    url: string;
    tamper: Tamper;
    seen: string[];
    close(): Promise<void>;
  };

  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => outgoing.destroy());
  });

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const path = incoming.url ?? "/";
    proxy.seen.push(path);
    const { "accept-encoding": _, host: __, ...headers } = incoming.headers;
    const sent = request(`${target}${path}`, { method: incoming.method, headers });
    incoming.pipe(sent);
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      sent.once("response", resolve).once("error", reject);
    });
    const body = (await buffer(response)).toString("utf8");
    const changed = proxy.tamper(path, body);
    outgoing.writeHead(response.statusCode ?? 502, {
      "content-type": response.headers["content-type"] ?? "text/plain",
    });
    if (changed !== "CUT") {
      outgoing.end(changed ?? body);
      return;
    }
    outgoing.write(body.slice(0, Math.floor(body.length / 2)));
    setTimeout(() => outgoing.destroy(), 50);
  }

  function close(): Promise<void> {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  proxy.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return proxy;
}
