// Not by name: `dns.setServers` puts new functions into the module, which named imports do not see.
import dns from "node:dns";
import { LRUCache } from "lru-cache";
import { type NameServer, parseNameServer } from "../config/index.js";
import { refuseInsideTransaction } from "../database/index.js";
import { askServer, nameOf } from "./ask-server.js";
import { bounded } from "./bounded.js";
import { compareAnswers } from "./compare-answers.js";
import type { AnswerOfServer, DnsFinding, DnsTrouble, Question } from "./dns-answer.js";

/** The one way to name servers in a process: bounded, shared, and never inside a transaction. */
export interface Resolver {
  /** Whether the operator named the servers; else they are the machine's own, which may know a closed network only. */
  readonly isSet: boolean;
  /** Asks now, for a proof. Whoever asks the same at the same time shares the answer. Never rejects. */
  look(question: Question, deadlineMs?: number): Promise<DnsFinding>;
  /** The same from a cache that keeps what the records' time to live allows: for advice, where a minute more is no harm. */
  lookCached(question: Question): Promise<DnsFinding>;
  /** Asks each name server by itself, in the order of the setting. */
  lookAtEach(question: Question): Promise<AnswerOfServer[]>;
}

/** Long enough for a resolver with an empty cache and a broken name server on its way (4 s are usual). */
const LOOK_MS = 7_500;
const ADVICE_MS = 3_000;
/** With the machine's own list, after which the next one is asked too. */
const NEXT_SERVER_AFTER_MS = 2_000;

const MAX_PROOF_LOOKS = 20;
const MAX_ADVICE_LOOKS = 20;
const MAX_WAITING = 2_000;
const MAX_CACHED = 10_000;
const MAX_CACHED_S = 600;
/** Where the answer does not say, and where there was none. */
const CACHED_WITHOUT_TTL_S = 30;

/** `nameServers` empty for the machine's own, which are read anew at each look-up. */
export function createResolver(nameServers: readonly NameServer[]): Resolver {
  const proofs = bounded(MAX_PROOF_LOOKS, MAX_WAITING);
  const advices = bounded(MAX_ADVICE_LOOKS, MAX_WAITING);
  const underWay = new Map<string, Promise<DnsFinding>>();
  const cached = new LRUCache<string, DnsFinding>({ max: MAX_CACHED });

  function shared(key: string, work: () => Promise<DnsFinding | null>): Promise<DnsFinding> {
    refuseInsideTransaction("a name server");
    const known = underWay.get(key);
    if (known !== undefined) return known;
    const look = work()
      .then((finding): DnsFinding => finding ?? { kind: "UNKNOWN", troubles: ["TOO_MANY_WAIT"] })
      .finally(() => underWay.delete(key));
    underWay.set(key, look);
    return look;
  }

  return {
    isSet: nameServers.length > 0,
    look: (question, deadlineMs = LOOK_MS) =>
      shared(`proof ${deadlineMs} ${keyOf(question)}`, () =>
        proofs.run(() => askServers(nameServers, question, deadlineMs)),
      ),
    lookCached(question) {
      const key = keyOf(question);
      const known = cached.get(key);
      if (known !== undefined) return Promise.resolve(known);
      return shared(`advice ${key}`, async () => {
        const finding = await advices.run(() => askServers(nameServers, question, ADVICE_MS));
        if (finding !== null) cached.set(key, finding, { ttl: cachedForMs(finding) });
        return finding;
      });
    },
    lookAtEach(question) {
      refuseInsideTransaction("a name server");
      return askEach(serversOf(nameServers), question, ADVICE_MS);
    },
  };
}

async function askServers(set: readonly NameServer[], question: Question, deadlineMs: number): Promise<DnsFinding> {
  if (set.length > 0) return compareAnswers(await askEach(set, question, deadlineMs));
  // The machine's list is there for when one of them fails; it is not said that all would know.
  return askInTurn(systemNameServers(), question, deadlineMs);
}

async function askEach(servers: readonly NameServer[], question: Question, deadlineMs: number) {
  return Promise.all(
    servers.map(async (server) => ({ server: nameOf(server), answer: await askServer(server, question, deadlineMs) })),
  );
}

/** The first that knows, each asked when the one before it has failed or kept silent for two seconds. */
function askInTurn(servers: readonly NameServer[], question: Question, deadlineMs: number): Promise<DnsFinding> {
  return new Promise((resolve) => {
    const failed: DnsTrouble[] = [];
    let asked = 0;
    let ended = 0;
    const askNext = () => {
      const server = servers[asked];
      if (server === undefined) return;
      asked += 1;
      const timer = setTimeout(askNext, NEXT_SERVER_AFTER_MS);
      void askServer(server, question, deadlineMs - (asked - 1) * NEXT_SERVER_AFTER_MS).then((answer) => {
        clearTimeout(timer);
        if (answer.kind !== "UNKNOWN") return resolve(answer);
        failed.push(...answer.troubles);
        ended += 1;
        if (ended === servers.length) resolve({ kind: "UNKNOWN", troubles: [...new Set(failed)] });
        else if (ended === asked) askNext();
      });
    };
    if (servers.length === 0) resolve({ kind: "UNKNOWN", troubles: ["NO_SERVER"] });
    askNext();
  });
}

const MAX_SYSTEM_SERVERS = 3;
const NOTHING_CONFIGURED = "127.0.0.1";

/** Read again where a process that started before its resolv.conf was written knows none but the default. */
function systemNameServers(): NameServer[] {
  const known = dns.getServers();
  const servers = known.join() === NOTHING_CONFIGURED ? new dns.Resolver().getServers() : known;
  return servers.flatMap((text) => parseNameServer(text) ?? []).slice(0, MAX_SYSTEM_SERVERS);
}

function serversOf(set: readonly NameServer[]): readonly NameServer[] {
  return set.length > 0 ? set : systemNameServers();
}

function keyOf({ name, type }: Question): string {
  return `${type} ${name.toLowerCase()}`;
}

function cachedForMs(finding: DnsFinding): number {
  const ttlSeconds = "ttlSeconds" in finding ? finding.ttlSeconds : null;
  // A cache of whose entries end at once is none: a page of the same names would ask for each.
  return Math.max(1, Math.min(ttlSeconds ?? CACHED_WITHOUT_TTL_S, MAX_CACHED_S)) * 1_000;
}
