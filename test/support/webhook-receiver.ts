import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { atEndOfFile } from "./end-of-file.js";

export interface ReceivedMessage {
  readonly path: string;
  readonly id: string;
  readonly timestamp: string;
  readonly signatures: readonly string[];
  readonly text: string;
  readonly body: { readonly type: string; readonly data: { readonly sequence?: number; readonly subjectId?: string } };
}

/** Answers a request, or leaves it without an answer. */
export type Behaviour = (response: ServerResponse, message: ReceivedMessage) => void;

const answer =
  (status: number, headers: Record<string, string> = {}): Behaviour =>
  (response) =>
    void response.writeHead(status, headers).end("as told");

/** How a receiver behaves, by the path that a webhook is sent to. */
const BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  "/redirect": answer(307, { location: "/redirected" }),
  "/gone": answer(410),
  "/silent": () => undefined,
  "/endless": (response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write("more "), 20);
    response.once("close", () => clearInterval(timer));
  },
  "/huge": (response) => void response.writeHead(200).end("x".repeat(5_000_000)),
};

/** Whoever is told by webhooks: keeps every request, in order, and behaves by its path; `set` changes that of one. */
export async function startWebhookReceiver() {
  const received: ReceivedMessage[] = [];
  const behaviours = new Map(Object.entries(BEHAVIOURS));
  const server = createServer((request, response) => {
    void read(request).then((message) => {
      received.push(message);
      (behaviours.get(message.path) ?? answer(204))(response, message);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  atEndOfFile(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return {
    urlOf: (path: string) => `http://127.0.0.1:${port}${path}`,
    at: (path: string) => received.filter((message) => message.path === path),
    set: (path: string, behaviour: Behaviour | number) =>
      void behaviours.set(path, typeof behaviour === "number" ? answer(behaviour) : behaviour),
  };
}

/** As a receiver checks it that has read Standard Webhooks. */
export function isSignedBy(secret: string, { id, timestamp, text, signatures }: ReceivedMessage): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const expected = createHmac("sha256", key).update(`${id}.${timestamp}.${text}`).digest();
  return signatures.some((signature) => {
    const given = Buffer.from(signature.replace(/^v1,/, ""), "base64");
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

async function read(request: IncomingMessage): Promise<ReceivedMessage> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  return {
    path: request.url ?? "",
    id: String(request.headers["webhook-id"]),
    timestamp: String(request.headers["webhook-timestamp"]),
    signatures: String(request.headers["webhook-signature"]).split(" "),
    text,
    body: JSON.parse(text),
  };
}
