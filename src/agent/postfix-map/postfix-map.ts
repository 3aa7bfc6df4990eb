import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { text } from "node:stream/consumers";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Clock } from "../../kernel/index.js";
import type { AgentLogger } from "../agent-logger.js";
import type { CopyStore } from "../copy/copy-store.js";
import { mapEntries } from "./map-entries.js";

/** Type and path as in main.cf, for instance `lmdb:/var/lib/mayfrom/senders`; the file has the type as its suffix. */
export interface PostfixMapLocation {
  readonly type: "lmdb" | "cdb" | "hash";
  readonly path: string;
}

const ENTRIES_PER_TURN = 2_000;
const MIN_INTERVAL_MS = 2_000;
/** Writing a large map takes long: it gets at most this share of the time. */
const REST_FACTOR = 5;
const MAX_TIMER_MS = 24 * 60 * 60_000;

export function parsePostfixMap(setting: string): PostfixMapLocation {
  const [, type = "lmdb", path = ""] = /^(?:(lmdb|cdb|hash):)?(\/.+)$/.exec(setting) ?? [];
  if (path === "") throw new Error("AGENT_POSTFIX_MAP: must be lmdb:/path, cdb:/path or hash:/path");
  return { type: type as PostfixMapLocation["type"], path };
}

export interface PostfixMap {
  /** The copy in use has changed, or is another. */
  changed(store: CopyStore): void;
  stop(): Promise<void>;
}

/**
 * Keeps a map for `smtpd_sender_login_maps`. It is written anew beside the one in use, by Postfix's own postmap, and put
 * in its place by a rename: Postfix sees the old one or the new one, whole, and opens the new one before its next
 * client. A failure leaves the old one where it is.
 */
export function keepPostfixMap(location: PostfixMapLocation, clock: Clock, logger: AgentLogger): PostfixMap {
  let store: CopyStore | null = null;
  let written: string | null = null;
  let endsAt = Number.POSITIVE_INFINITY;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> | null = null;
  let restUntil = 0;

  const stateOf = (of: CopyStore) => `${of.directory} ${of.state.revision}`;

  function consider(): void {
    if (isStopped || store === null || underWay !== null) return;
    const now = clock.now().getTime();
    const dueAt = written === stateOf(store) ? endsAt : now;
    const waitMs = Math.max(dueAt - now, restUntil - Date.now(), 0);
    clearTimeout(timer);
    if (waitMs === Number.POSITIVE_INFINITY) return;
    timer = setTimeout(start, Math.min(waitMs, MAX_TIMER_MS));
    timer.unref();
  }

  function start(): void {
    const current = store;
    const now = clock.now().getTime();
    if (isStopped || current === null || underWay !== null) return;
    if (written === stateOf(current) && endsAt > now) {
      consider();
      return;
    }
    const startedAt = Date.now();
    const state = stateOf(current);
    underWay = writeMap(location, current, now)
      .then(({ nextEnd, count }) => {
        written = state;
        endsAt = nextEnd;
        logger.info({ entries: count, revision: current.state.revision }, "the map for Postfix was written");
      })
      .catch((error: unknown) =>
        logger.error({ err: error }, "the map for Postfix could not be written; the old one stays"),
      )
      .finally(() => {
        restUntil = Date.now() + Math.max(MIN_INTERVAL_MS, (Date.now() - startedAt) * REST_FACTOR);
        underWay = null;
        consider();
      });
  }

  return {
    changed(now) {
      store = now;
      consider();
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await underWay;
    },
  };
}

async function writeMap(
  { type, path }: PostfixMapLocation,
  store: CopyStore,
  now: number,
): Promise<{ nextEnd: number; count: number }> {
  const draft = `${path}.new`;
  await mkdir(dirname(path), { recursive: true });
  let nextEnd = Number.POSITIVE_INFINITY;
  let count = 0;
  const file = createWriteStream(draft, { mode: 0o644 });
  const failed = once(file, "error").then(([error]) => {
    throw error;
  });
  failed.catch(() => undefined);
  for (const { key, logins } of mapEntries(store, now, (at) => {
    nextEnd = Math.min(nextEnd, at);
  })) {
    count += 1;
    const isFull = !file.write(`${key}\t${logins.join(",")}\n`);
    if (isFull) await Promise.race([once(file, "drain"), failed]);
    if (count % ENTRIES_PER_TURN === 0) await nextTurn();
  }
  file.end();
  await Promise.race([once(file, "close"), failed]);
  await rm(`${draft}.${type === "hash" ? "db" : type}`, { force: true });
  await runPostmap(`${type}:${draft}`);
  const suffix = type === "hash" ? "db" : type;
  await rename(`${draft}.${suffix}`, `${path}.${suffix}`);
  await rm(draft, { force: true });
  return { nextEnd, count };
}

async function runPostmap(map: string): Promise<void> {
  const child = spawn("postmap", [map], { stdio: ["ignore", "ignore", "pipe"] });
  const [complaint, [code]] = await Promise.all([text(child.stderr), once(child, "close")]);
  if (code !== 0) throw new Error(`postmap ended with ${code}: ${complaint.trim().slice(0, 500)}`);
}
