import { createRequire } from "node:module";
import { type AddressInfo, createServer, type Socket } from "node:net";

/**
 * Stands where ZoneMTA wants MongoDB, which Debian does not have and no npm package brings: the commands that ZoneMTA
 * and its driver send, in memory, each collection a list that is walked. It is no database and stands for none: what is
 * under test is ZoneMTA's log. A command or operator that it does not have is an error, never a wrong answer.
 */
export interface ZoneMtaStore {
  readonly port: number;
  /** Documents of a collection, for instance `zone-queue`. */
  count(collection: string): number;
  stop(): Promise<void>;
}

type Document = Record<string, unknown>;

interface Bson {
  serialize(document: Document): Buffer;
  deserialize(octets: Uint8Array): Document;
}

export async function startZoneMtaStore(zoneMtaPackage: string): Promise<ZoneMtaStore> {
  // ZoneMTA's own, so that both mean the same by a document.
  const bson = createRequire(zoneMtaPackage)("bson") as Bson;
  const collections = new Collections();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
    answerMessages(socket, bson, (command) => {
      try {
        return { ...execute(collections, command), ok: 1 };
      } catch (error) {
        return { ok: 0, code: 59, codeName: "CommandNotFound", errmsg: (error as Error).message };
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    count: (collection) => collections.of(collection).length,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

class Collections {
  private readonly documents = new Map<string, Document[]>();
  private readonly indexes = new Map<string, Document[]>();

  of(name: string): Document[] {
    return listIn(this.documents, name);
  }

  indexesOf(name: string): Document[] {
    return listIn(this.indexes, name);
  }
}

function listIn(lists: Map<string, Document[]>, name: string): Document[] {
  const list = lists.get(name) ?? [];
  lists.set(name, list);
  return list;
}

/** What the driver wants to hear before it trusts a server; without sessions, replication or compression. */
const GREETING = {
  helloOk: true,
  ismaster: true,
  isWritablePrimary: true,
  minWireVersion: 0,
  maxWireVersion: 13,
  maxBsonObjectSize: 16 * 1024 * 1024,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
};

function execute(collections: Collections, command: Document): Document {
  const [name = "", target] = Object.entries(command)[0] ?? [];
  const collection = String(target);
  const documents = collections.of(collection);
  const cursor = (firstBatch: readonly Document[]) => ({
    cursor: { id: 0, ns: `${String(command.$db)}.${collection}`, firstBatch },
  });
  switch (name) {
    case "hello":
    case "isMaster":
    case "ismaster":
      return { ...GREETING, localTime: new Date() };
    case "ping":
    case "endSessions":
      return {};
    case "createIndexes": {
      const indexes = collections.indexesOf(collection);
      const numIndexesBefore = indexes.length;
      for (const index of command.indexes as Document[]) {
        if (!indexes.some((known) => known.name === index.name)) indexes.push({ v: 2, ...index });
      }
      return { numIndexesBefore, numIndexesAfter: indexes.length };
    }
    case "listIndexes":
      return cursor(collections.indexesOf(collection));
    case "insert":
      documents.push(...(command.documents as Document[]));
      return { n: (command.documents as Document[]).length };
    case "find": {
      const found = sorted(matching(documents, command.filter as Document), command.sort as Document);
      const start = Number(command.skip ?? 0);
      return cursor(found.slice(start, command.limit ? start + Math.abs(Number(command.limit)) : undefined));
    }
    case "aggregate":
      return cursor(countOf(documents, command.pipeline as Document[]));
    case "update": {
      let n = 0;
      for (const { q, u, multi } of command.updates as { q: Document; u: Document; multi?: boolean }[]) {
        const found = matching(documents, q).slice(0, multi ? undefined : 1);
        for (const document of found) change(document, u);
        n += found.length;
      }
      return { n, nModified: n };
    }
    case "delete": {
      let n = 0;
      for (const { q, limit } of command.deletes as { q: Document; limit: number }[]) {
        const found = matching(documents, q).slice(0, limit || undefined);
        for (const document of found) documents.splice(documents.indexOf(document), 1);
        n += found.length;
      }
      return { n };
    }
    case "findAndModify": {
      const [found] = sorted(matching(documents, command.query as Document), command.sort as Document);
      const before = found && structuredCloneOf(found);
      if (found && command.remove) documents.splice(documents.indexOf(found), 1);
      else if (found) change(found, command.update as Document);
      const value = (command.new ? found : before) ?? null;
      return { value, lastErrorObject: { n: found ? 1 : 0, updatedExisting: found !== undefined } };
    }
    default:
      throw new Error(`the tests' store has no command ${name}`);
  }
}

/** One level is enough: changes put new values in the place of old ones along their path. */
function structuredCloneOf(document: Document): Document {
  return { ...document };
}

/** What `countDocuments` sends, and nothing else. */
function countOf(documents: readonly Document[], [match, group, ...rest]: Document[]): Document[] {
  const isCount = JSON.stringify([group, ...rest]) === '[{"$group":{"_id":1,"n":{"$sum":1}}}]';
  if (!isCount || !match?.$match) throw new Error("the tests' store aggregates nothing but counts");
  const n = matching(documents, match.$match as Document).length;
  return n === 0 ? [] : [{ _id: 1, n }];
}

function matching(documents: readonly Document[], filter: Document = {}): Document[] {
  return documents.filter((document) => matches(document, filter));
}

function matches(document: Document, filter: Document): boolean {
  return Object.entries(filter).every(([path, condition]) => {
    if (path === "$or") return (condition as Document[]).some((branch) => matches(document, branch));
    if (path.startsWith("$")) throw new Error(`the tests' store has no operator ${path}`);
    const value = comparable(valueAt(document, path));
    return isOperators(condition)
      ? Object.entries(condition).every(([operator, operand]) => holds(value, operator, operand))
      : value === comparable(condition);
  });
}

function isOperators(condition: unknown): condition is Document {
  return typeof condition === "object" && condition !== null && Object.keys(condition)[0]?.startsWith("$") === true;
}

function holds(value: Comparable, operator: string, operand: unknown): boolean {
  if (operator === "$nin") return !(operand as unknown[]).map(comparable).includes(value);
  const other = comparable(operand);
  if (value === null || other === null || typeof value !== typeof other) return false;
  switch (operator) {
    case "$lte":
      return value <= other;
    case "$gt":
      return value > other;
    default:
      throw new Error(`the tests' store has no operator ${operator}`);
  }
}

type Comparable = string | number | boolean | null;

/** Numbers, texts, times and object ids (which sort as their hexadecimal form); what is missing is null. */
function comparable(value: unknown): Comparable {
  if (value === undefined || value === null) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (value instanceof Date) return value.getTime();
  if (typeof value === "object" && "toHexString" in value) return (value as { toHexString(): string }).toHexString();
  throw new Error("the tests' store compares no such value");
}

function valueAt(document: Document, path: string): unknown {
  return path.split(".").reduce<unknown>((value, name) => (value as Document | undefined)?.[name], document);
}

function sorted(documents: Document[], order: Document | undefined): Document[] {
  const [[path, direction] = [undefined, 1], ...further] = [...Object.entries(order ?? {})];
  if (path === undefined) return documents;
  if (further.length > 0) throw new Error("the tests' store sorts by one field");
  const keyOf = (document: Document) => comparable(valueAt(document, path)) ?? 0;
  return documents.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1) * Number(direction));
}

function change(document: Document, update: Document): void {
  for (const [operator, fields] of Object.entries(update)) {
    for (const [path, operand] of Object.entries(fields as Document)) {
      if (operator === "$set") setAt(document, path, operand);
      else if (operator === "$inc") setAt(document, path, Number(valueAt(document, path) ?? 0) + Number(operand));
      else throw new Error(`the tests' store has no operator ${operator}`);
    }
  }
}

function setAt(document: Document, path: string, value: unknown): void {
  const names = path.split(".");
  const last = names.pop()!;
  let place = document;
  for (const name of names) {
    place[name] = { ...(place[name] as Document | undefined) };
    place = place[name] as Document;
  }
  place[last] = value;
}

const HEADER_OCTETS = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;

/** MongoDB's wire protocol as far as the driver uses it: OP_MSG, and OP_QUERY for its first greeting. */
function answerMessages(socket: Socket, bson: Bson, reply: (command: Document) => Document): void {
  let received = Buffer.alloc(0);
  socket.on("data", (chunk) => {
    received = Buffer.concat([received, chunk]);
    while (received.length >= HEADER_OCTETS && received.length >= received.readInt32LE(0)) {
      const length = received.readInt32LE(0);
      const message = received.subarray(0, length);
      received = received.subarray(length);
      const [requestId, operation] = [message.readInt32LE(4), message.readInt32LE(12)];
      const body = message.subarray(HEADER_OCTETS);
      if (operation === OP_MSG) {
        const answer = Buffer.concat([Buffer.alloc(5), bson.serialize(reply(readMessage(body, bson)))]);
        socket.write(framed(OP_MSG, requestId, answer));
      } else if (operation === OP_QUERY) {
        // Flags and a name before two numbers and the document; in the answer flags, a cursor, a start and a count.
        const command = bson.deserialize(body.subarray(body.indexOf(0, 4) + 1 + 8));
        const head = Buffer.alloc(20);
        head.writeInt32LE(1, 16);
        socket.write(framed(OP_REPLY, requestId, Buffer.concat([head, bson.serialize(reply(command))])));
      } else {
        socket.destroy(new Error(`the tests' store has no message of kind ${operation}`));
        return;
      }
    }
  });
}

/** Sections of kind 0 are the command; one of kind 1 is a list of documents under a name of the command. */
function readMessage(body: Buffer, bson: Bson): Document {
  const command: Document = {};
  for (let at = 4; at < body.length; ) {
    const kind = body[at];
    const length = body.readInt32LE(at + 1);
    const end = at + 1 + length;
    if (kind === 0) {
      Object.assign(command, bson.deserialize(body.subarray(at + 1, end)));
    } else {
      const nameEnd = body.indexOf(0, at + 5);
      const documents: Document[] = [];
      for (let start = nameEnd + 1; start < end; start += body.readInt32LE(start)) {
        documents.push(bson.deserialize(body.subarray(start, start + body.readInt32LE(start))));
      }
      command[body.toString("utf8", at + 5, nameEnd)] = documents;
    }
    at = end;
  }
  return command;
}

function framed(operation: number, responseTo: number, body: Buffer): Buffer {
  const header = Buffer.alloc(HEADER_OCTETS);
  header.writeInt32LE(HEADER_OCTETS + body.length, 0);
  header.writeInt32LE(responseTo, 8);
  header.writeInt32LE(operation, 12);
  return Buffer.concat([header, body]);
}
