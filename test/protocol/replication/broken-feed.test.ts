import { LessThan } from "typeorm";
import { afterEach, describe, expect, it } from "vitest";
import { FeedEntry } from "../../../src/feed/index.js";
import { systemClock } from "../../../src/kernel/index.js";
import {
  openReplica,
  startPlatform,
  type TestPlatform,
  type TestReplica,
} from "../../database/replication/platform.js";
import { diceOf, writeAccount, writeSomething } from "../../database/replication/random-writes.js";
import { expectSameDecisions } from "../../database/replication/same-decisions.js";
import { startTamperingProxy, type TamperingProxy } from "./tampering-proxy.js";

const DICE = [3, 141, 59, 26, 535, 89, 79, 323, 84, 62, 643, 38, 32, 7950, 288, 4197, 169, 399, 3751, 58, 209];

let proxy: TamperingProxy;

afterEach(() => proxy.close());

async function begin(): Promise<{ platform: TestPlatform; replica: TestReplica; write(count: number): Promise<void> }> {
  const platform = await startPlatform("SQLite");
  const dice = diceOf(DICE);
  const write = async (count: number) => {
    for (let written = 0; written < count; written++) await writeSomething(platform, dice);
  };
  await write(60);
  await writeAccount(platform);
  proxy = await startTamperingProxy(platform.url);
  const replica = await openReplica(platform, { clock: systemClock, url: proxy.url });
  return { platform, replica, write };
}

interface FeedAnswer {
  data: {
    changes?: {
      revisions: { revision: number; at: string; changes: unknown[] }[];
      hasMore: boolean;
      isTooOld: boolean;
    };
    platformRevision?: number;
  };
}

function onFeed(change: (answer: Required<FeedAnswer["data"]>) => void): (path: string, body: string) => string | null {
  return (path, body) => {
    if (path !== "/graphql") return null;
    const answer = JSON.parse(body) as FeedAnswer;
    if (answer.data?.changes === undefined) return null;
    change(answer.data as Required<FeedAnswer["data"]>);
    return JSON.stringify(answer);
  };
}

function fullCopies(): number {
  return proxy.seen.filter((path) => path.startsWith("/replica")).length;
}

describe("a copy whose feed is damaged on its way", () => {
  it("makes a full copy when a revision is missing in between", async () => {
    const { platform, replica, write } = await begin();
    await replica.follow();
    await write(10);
    proxy.tamper = onFeed(({ changes }) => {
      proxy.tamper = () => null;
      changes.revisions.splice(2, 1);
    });
    await replica.follow();
    expect(fullCopies()).toBe(2);
    await expectSameDecisions(platform, replica.source, new Date());
  });

  it("makes a full copy when revisions come in another order", async () => {
    const { platform, replica, write } = await begin();
    await replica.follow();
    await write(10);
    proxy.tamper = onFeed(({ changes }) => {
      proxy.tamper = () => null;
      changes.revisions.reverse();
    });
    await replica.follow();
    expect(fullCopies()).toBe(2);
    await expectSameDecisions(platform, replica.source, new Date());
  });

  it("changes nothing when the feed is played again", async () => {
    const { platform, replica, write } = await begin();
    await replica.follow();
    let first: string | null = null;
    proxy.tamper = (path, body) => {
      if (path !== "/graphql" || !body.includes('"changes"')) return null;
      first ??= body;
      return null;
    };
    await write(6);
    await replica.follow();
    await write(6);
    let isPlayed = false;
    proxy.tamper = (path) => {
      if (path !== "/graphql" || isPlayed) return null;
      isPlayed = true;
      return first;
    };
    await replica.follow();
    await replica.follow();
    expect(isPlayed).toBe(true);
    expect(fullCopies()).toBe(1);
    await expectSameDecisions(platform, replica.source, new Date());
  });

  it("makes a full copy when the feed no longer reaches back", async () => {
    const { platform, replica, write } = await begin();
    await replica.follow();
    await write(10);
    await platform.database.write(async (tx) => {
      const [last] = await tx.manager.find(FeedEntry, { order: { revision: "DESC" }, take: 1 });
      await tx.manager.delete(FeedEntry, { revision: LessThan(last!.revision) });
    });
    await replica.follow();
    expect(fullCopies()).toBe(2);
    await expectSameDecisions(platform, replica.source, new Date());
  });

  it("makes a full copy when the platform was restored to another past", async () => {
    const { platform, replica, write } = await begin();
    await replica.follow();
    await write(4);
    await replica.follow();
    // The same number, but another change: what a backup and other writes since then leave behind.
    const last = replica.source.freshness().revision as number;
    await platform.database.write((tx) =>
      tx.manager.update(FeedEntry, { revision: last }, { at: new Date("2020-01-01T00:00:00Z") }),
    );
    proxy.tamper = (path) => (path === "/graphql" ? "" : null);
    await expect(replica.sync.step()).rejects.toThrow();
    proxy.tamper = () => null;
    await replica.follow();
    expect(fullCopies()).toBe(2);
    await expectSameDecisions(platform, replica.source, new Date());
  });

  it("makes a full copy when the platform stays at an older revision, not when a node lags for a moment", async () => {
    const platform = await startPlatform("SQLite");
    const dice = diceOf(DICE);
    for (let written = 0; written < 20; written++) await writeSomething(platform, dice);
    proxy = await startTamperingProxy(platform.url);
    const clock = { time: Date.now(), now: () => new Date(clock.time) };
    const replica = await openReplica(platform, { clock, url: proxy.url });
    await replica.follow();
    const held = replica.source.freshness().revision as number;
    let answers = 0;
    proxy.tamper = onFeed((data) => {
      answers += 1;
      if (answers > 3) return;
      data.platformRevision = held - 3;
      data.changes.revisions = [];
    });
    await replica.sync.step();
    clock.time += 5_000;
    await replica.sync.step();
    expect(fullCopies()).toBe(1);
    clock.time += 6_000;
    await replica.sync.step();
    expect(fullCopies()).toBe(2);
  });

  it("takes a full copy up again where it was cut off, and never uses a damaged one", async () => {
    const { platform, replica } = await begin();
    let cuts = 0;
    proxy.tamper = (path) => {
      if (!path.startsWith("/replica") || cuts === 2) return null;
      cuts += 1;
      return "CUT";
    };
    while (replica.source.freshness().revision === null) await replica.sync.step().catch(() => undefined);
    await replica.follow();
    expect(cuts).toBe(2);
    await expectSameDecisions(platform, replica.source, new Date());

    const damaged = await openReplica(platform, { clock: systemClock, url: proxy.url });
    proxy.tamper = (path, body) => (path.startsWith("/replica") ? body.replace(/"user/, '"uzer') : null);
    await expect(damaged.sync.step()).rejects.toThrow("damaged");
    expect(damaged.source.freshness().revision).toBeNull();
  });
});
