import { once } from "node:events";
import { PassThrough, type Writable } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { constants, createGzip } from "node:zlib";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { authenticate, type PresentedCredential, whenCredentialEnds } from "../../access/index.js";
import type { Services } from "../../graphql/index.js";
import { badInput, because, DomainError, forbidden, parseDomainName } from "../../kernel/index.js";
import { createLineChecksum, formatReplicaRecord, type ReplicaRecord } from "../../replication/index.js";
import { parseCursor } from "./copy-cursor.js";
import { type CopyRequest, readFullCopy } from "./read-full-copy.js";

const MAX_DOMAINS = 10_000;
/** Each holds a snapshot of the database open, and reads as fast as its reader takes. */
const MAX_COPIES_AT_ONCE = 4;
/** A reader that takes nothing for this long is given up, and its snapshot with it. */
const MAX_STALL_MS = 60_000;

const BEARER = /^Bearer +(\S+)$/i;

/**
 * `GET /replica`: a full copy at one revision as lines of JSON (docs/feed.md), for a gateway key of the whole platform
 * or an operator. `domains=a,b` limits it; `after=` takes it up again where an earlier answer ended.
 */
export function registerFullCopy(app: FastifyInstance, services: Services): void {
  let underWay = 0;

  app.get("/replica", async (request, reply) => {
    const credential = await requireGateway(services, request);
    const wanted = parseWanted(request.query);
    if (underWay >= MAX_COPIES_AT_ONCE) {
      throw new DomainError("BUSY", "Other copies are being made", { retryAfterSeconds: 10 });
    }
    underWay += 1;
    const body = startBody(request, reply);
    const stopWatching = whenCredentialEnds(services, credential, () => {
      body.destroy(new Error("the key has ended"));
    });
    void sendReplica(services, wanted, body)
      .catch((error: unknown) => {
        request.log.error({ err: error }, "a full copy was not finished");
        body.destroy(error instanceof Error ? error : new Error(String(error)));
      })
      .finally(() => {
        underWay -= 1;
        stopWatching();
      });
    return reply;
  });
}

async function requireGateway(services: Services, request: FastifyRequest): Promise<PresentedCredential> {
  const { authorization } = request.headers;
  const bearer = authorization === undefined ? null : (BEARER.exec(authorization)?.[1] ?? "");
  const actor = await authenticate(services, bearer, {
    remoteAddress: request.ip,
    userAgent: request.headers["user-agent"] ?? null,
    requestId: request.id,
  });
  if (actor.role === null || bearer === null) throw new DomainError("SIGN_IN_WANTED", "Sign in first");
  if ((actor.role !== "GATEWAY" && actor.role !== "OPERATOR") || actor.scope?.kind !== "PLATFORM") {
    throw forbidden("WHOLE_PLATFORM_ONLY", "This needs a gateway key of the whole platform");
  }
  return { bearer, actor };
}

function parseWanted(query: unknown): CopyRequest {
  const { domains, after } = query as Record<string, unknown>;
  return {
    domains: typeof domains === "string" && domains !== "" ? parseDomains(domains) : null,
    after: typeof after === "string" && after !== "" ? parseCursor(after) : null,
  };
}

function parseDomains(text: string): string[] {
  const names = text.split(",").map((part) => {
    const name = parseDomainName(part);
    if (name === null)
      throw badInput("DOMAIN_NAME_MALFORMED", "domains", "This is not a domain name", "example.org,example.net");
    return name;
  });
  if (names.length > MAX_DOMAINS)
    throw badInput(
      because("TOO_MANY_ITEMS", { limit: MAX_DOMAINS }),
      "domains",
      `At most ${MAX_DOMAINS} domains`,
      "fewer domains",
    );
  return [...new Set(names)];
}

function startBody(request: FastifyRequest, reply: FastifyReply): Writable {
  reply.header("content-type", "application/x-ndjson; charset=utf-8").header("cache-control", "no-store");
  if (!/\bgzip\b/.test(String(request.headers["accept-encoding"] ?? ""))) {
    const plain = new PassThrough();
    reply.send(plain);
    return plain;
  }
  // The lowest level: a copy is mostly limited by how fast it is read, and level 1 already leaves a fifth.
  const gzip = createGzip({ level: constants.Z_BEST_SPEED });
  reply.header("content-encoding", "gzip").send(gzip);
  return gzip;
}

async function sendReplica({ database }: Services, wanted: CopyRequest, body: Writable): Promise<void> {
  const checksum = createLineChecksum();
  await database.snapshot(async (manager) => {
    for await (const { records, cursor } of readFullCopy(manager, wanted)) {
      if (records.length > 0) {
        const lines = linesOf(records);
        checksum.add(lines, records.length);
        await write(body, lines);
      }
      if (cursor !== null) {
        const mark = linesOf([["C", cursor, checksum.count, checksum.current()]]);
        checksum.add(mark, 1);
        await write(body, mark);
      }
      // The embedded database answers at once: without this, nobody else would be served between two pages.
      await nextTurn();
    }
  });
  body.end(linesOf([["E", checksum.count, checksum.current()]]));
}

function linesOf(records: readonly ReplicaRecord[]): string {
  return `${records.map(formatReplicaRecord).join("\n")}\n`;
}

async function write(body: Writable, text: string): Promise<void> {
  if (body.destroyed) throw new Error("the reader went away");
  if (body.write(text)) return;
  const stalled = AbortSignal.timeout(MAX_STALL_MS);
  const gone = new AbortController();
  const onClose = () => gone.abort(new Error("the reader went away"));
  body.once("close", onClose);
  try {
    await once(body, "drain", { signal: AbortSignal.any([stalled, gone.signal]) });
  } finally {
    body.off("close", onClose);
  }
}
