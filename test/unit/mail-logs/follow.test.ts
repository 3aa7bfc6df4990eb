import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import type { FollowPosition, SubmissionRecord } from "../../../src/mail-logs/index.js";
import { followSubmissions } from "../../../src/mail-logs/index.js";
import { numbersFrom } from "../../support/seed.js";

const root = mkdtempSync(join(tmpdir(), "mayfrom-follow-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const clock = { now: () => new Date() };

/** The lines of message `number`; its second half is written later than its first. */
function halves(number: number): [string, string] {
  const id = `4A${(0x100000 + number).toString(16).toUpperCase()}`;
  const stamp = `Nov  3 10:${String(Math.floor(number / 60) % 60).padStart(2, "0")}:${String(number % 60).padStart(2, "0")}`;
  const client = `c${number}.example[192.0.2.1]`;
  return [
    `${stamp} mx postfix/submission/smtpd[9]: ${id}: client=${client}, sasl_method=PLAIN, sasl_username=user${number}\n${stamp} mx postfix/cleanup[3]: ${id}: message-id=<${number}@x>\n`,
    `${stamp} mx postfix/qmgr[2]: ${id}: from=<s${number}@a.example>, size=1, nrcpt=1 (queue active)\n${stamp} mx postfix/qmgr[2]: ${id}: removed\n`,
  ];
}

/** A database of one row: what has been counted, and the position, changed together or not at all. */
interface Store {
  counted: string[];
  position: string | null;
}

function describeRecord({ login, sender, queued }: SubmissionRecord): string {
  return `${login} ${sender} ${queued}`;
}

/** For a machine under load; what takes this long will never come. */
const LIMIT_MS = 40_000;

/**
 * Follows until `isOver`, or dies at a random moment around a commit, as `kill -9` would have it. Throws where neither
 * comes.
 */
async function followUntil(path: string, store: Store, isOver: () => boolean, diesAfter: number | null): Promise<void> {
  const stop = new AbortController();
  const deadline = Date.now() + LIMIT_MS;
  let isTooLate = false;
  const timer = setInterval(() => {
    isTooLate = !isOver() && Date.now() > deadline;
    if (isTooLate || isOver()) stop.abort();
  }, 2);
  const position = store.position === null ? null : (JSON.parse(store.position) as FollowPosition);
  const options = { clock, position, signal: stop.signal, pollMs: 1, drainMs: 60, commitMs: 5 };
  let batches = 0;
  try {
    for await (const batch of followSubmissions(path, options)) {
      batches += 1;
      // Dead before the commit: neither the records nor the position are kept.
      if (diesAfter !== null && batches > diesAfter) return;
      store.counted.push(...batch.submissions.map(describeRecord));
      store.position = JSON.stringify(batch.position);
    }
  } finally {
    clearInterval(timer);
  }
  if (isTooLate) throw new Error(`Not over after ${LIMIT_MS / 1_000} s: ${store.counted.length} were counted`);
}

type Rotate = (path: string, generation: number) => void;

const renaming: Rotate = (path) => {
  if (existsSync(`${path}.1`)) renameSync(`${path}.1`, `${path}.2`);
  renameSync(path, `${path}.1`);
  writeFileSync(path, "");
};

const renamingAndCompressing: Rotate = (path) => {
  if (existsSync(`${path}.1`)) {
    writeFileSync(`${path}.2.gz`, gzipSync(readFileSync(`${path}.1`)));
    rmSync(`${path}.1`);
  }
  renameSync(path, `${path}.1`);
  writeFileSync(path, "");
};

const copyingAndTruncating: Rotate = (path) => {
  if (existsSync(`${path}.1`)) renameSync(`${path}.1`, `${path}.2`);
  copyFileSync(path, `${path}.1`);
  truncateSync(path, 0);
};

const copyingWithDateAndTruncating: Rotate = (path, generation) => {
  copyFileSync(path, `${path}-2026110${generation}`);
  truncateSync(path, 0);
};

const dating: Rotate = (path, generation) => {
  renameSync(path, `${path}-2026110${generation}`);
  writeFileSync(path, "");
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Writes `total` messages, their halves mixed with those of others, with rotations between. */
async function write(path: string, total: number, rotate: Rotate, rotateAt: readonly number[], random: () => number) {
  const waiting: string[] = [];
  let generation = 0;
  for (let number = 0; number < total; number += 1) {
    const [first, second] = halves(number);
    // Cut in the middle of a line, as a reader may see it.
    const cut = Math.floor(random() * first.length);
    appendFileSync(path, first.slice(0, cut));
    if (random() < 0.1) await pause(1);
    appendFileSync(path, first.slice(cut));
    waiting.push(second);
    while (waiting.length > 0 && random() < 0.6) appendFileSync(path, waiting.shift() ?? "");
    if (rotateAt.includes(number)) {
      generation += 1;
      rotate(path, generation);
    }
    if (random() < 0.05) await pause(3);
  }
  for (const second of waiting) appendFileSync(path, second);
}

const TOTAL = 200;
const WANTED = Array.from({ length: TOTAL }, (_, number) => `user${number} s${number}@a.example true`).sort();

describe("a follower that dies again and again across two rotations tells everything once", () => {
  test.each<[string, Rotate]>([
    ["renamed", renaming],
    ["renamed, then compressed", renamingAndCompressing],
    ["renamed with a date", dating],
  ])("%s while it reads", async (name, rotate) => {
    for (let seed = 1; seed <= 4; seed += 1) {
      const random = numbersFrom(seed);
      const path = join(mkdtempSync(join(root, "run-")), "mail.log");
      writeFileSync(path, "");
      const store: Store = { counted: [], position: null };
      await followUntil(path, store, () => store.position !== null, null);
      let isWritten = false;
      const writing = write(path, TOTAL, rotate, [60, 130], random).then(() => {
        isWritten = true;
      });
      let deaths = 0;
      const isOver = () => isWritten && store.counted.length >= TOTAL;
      while (deaths < 50 && !isOver()) {
        await followUntil(path, store, isOver, Math.floor(random() * 4));
        deaths += 1;
        await pause(Math.floor(random() * 4));
      }
      await writing;
      await followUntil(path, store, isOver, null);
      expect([...store.counted].sort(), `${name}, seed ${seed}, ${deaths} deaths`).toEqual(WANTED);
    }
  });

  test.each<[string, Rotate]>([
    ["renamed", renaming],
    ["renamed, then compressed", renamingAndCompressing],
    ["renamed with a date", dating],
    ["copied and truncated", copyingAndTruncating],
  ])("%s while it is dead", async (_, rotate) => {
    const path = join(mkdtempSync(join(root, "run-")), "mail.log");
    const store: Store = { counted: [], position: null };
    writeFileSync(path, "");
    let written = 0;
    for (let round = 0; round < 6; round += 1) {
      const numbers = Array.from({ length: 10 }, (_, index) => round * 10 + index);
      const wanted = written;
      // The second halves come a round later, in another generation of the file.
      appendFileSync(path, numbers.map((number) => halves(number)[0]).join(""));
      if (round > 0) appendFileSync(path, numbers.map((number) => halves(number - 10)[1]).join(""));
      written = round * 10;
      if (round % 2 === 1) await followUntil(path, store, () => store.counted.length > wanted, 1);
      if (round === 2 || round === 3) rotate(path, round);
      if (round === 3) {
        appendFileSync(path, "Nov  3 11:00:00 mx cron[1]: between\n");
        rotate(path, round + 1);
      }
    }
    await followUntil(path, store, () => store.counted.length >= written, null);
    expect([...store.counted].sort()).toEqual(WANTED.filter((line) => Number(/\d+/.exec(line)?.[0]) < written));
  });

  test("emptied in place after a copy, while it reads", async () => {
    const path = join(mkdtempSync(join(root, "run-")), "mail.log");
    const store: Store = { counted: [], position: null };
    writeFileSync(path, "");
    const following = followUntil(path, store, () => store.counted.length >= 60, null);
    while (store.position === null) await pause(1);
    for (let round = 0; round < 3; round += 1) {
      for (let number = round * 20; number < round * 20 + 20; number += 1) {
        appendFileSync(path, halves(number).join(""));
        if (number % 5 === 0) await pause(2);
      }
      copyingWithDateAndTruncating(path, round + 1);
    }
    await following;
    expect(store.counted).toHaveLength(60);
    expect(new Set(store.counted).size).toBe(60);
  });
});

describe("a position", () => {
  test("is bounded by the open submissions that may be kept", async () => {
    const path = join(mkdtempSync(join(root, "run-")), "mail.log");
    writeFileSync(path, Array.from({ length: 2000 }, (_, number) => halves(number)[0]).join(""));
    const stop = new AbortController();
    let length = 0;
    const options = { clock, signal: stop.signal, maximumOpen: 50, pollMs: 1, commitMs: 1 };
    for await (const batch of followSubmissions(path, options)) {
      length = JSON.stringify(batch.position).length;
      if (batch.submissions.length > 0) stop.abort();
    }
    expect(length).toBeGreaterThan(1000);
    expect(length).toBeLessThan(50 * 1000);
  });

  test("of a file that is gone is counted, and the new one is read", async () => {
    const path = join(mkdtempSync(join(root, "run-")), "mail.log");
    writeFileSync(path, halves(1).join(""));
    const store: Store = { counted: [], position: null };
    await followUntil(path, store, () => store.counted.length >= 1, null);
    rmSync(path);
    writeFileSync(path, halves(2).join(""));
    await followUntil(path, store, () => store.counted.length >= 2, null);
    expect(store.counted).toEqual(["user1 s1@a.example true", "user2 s2@a.example true"]);
  });

  test("lets an open submission end without an outcome when its time is over", async () => {
    const path = join(mkdtempSync(join(root, "run-")), "mail.log");
    writeFileSync(path, halves(1)[0]);
    const stop = new AbortController();
    const found: SubmissionRecord[] = [];
    const options = { clock, signal: stop.signal, maximumOpenMs: 30, pollMs: 5 };
    for await (const batch of followSubmissions(path, options)) {
      found.push(...batch.submissions);
      if (found.length > 0) stop.abort();
    }
    expect(found).toMatchObject([{ login: "user1", sender: null, outcome: "UNFINISHED" }]);
  });
});
