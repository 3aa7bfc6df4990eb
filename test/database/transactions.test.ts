import { beforeAll, expect, it } from "vitest";
import { AuditEvent, CHAIN_START, findBrokenLink, recordAudit } from "../../src/audit/index.js";
import { Identity } from "../../src/authorizations/index.js";
import type { Database, Transaction } from "../../src/database/index.js";
import { type FeedChange, listChanges, recordChange } from "../../src/feed/index.js";
import { newIdentifier, SYSTEM_ACTOR } from "../../src/kernel/index.js";
import { describeOnEachEngine, openTestDatabase } from "../support/engines.js";

const WRITES = 1_000;
const WRITERS = 20;

describeOnEachEngine("transactions", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
  });

  it("that run at the same time keep apart: what fails leaves nothing, what fulfils leaves everything", async () => {
    let letFirstFail = () => {};
    const secondIsIn = new Promise<void>((resolve) => {
      letFirstFail = resolve;
    });
    const first = database.write(async (tx) => {
      await insertIdentity(tx, "first@rolled.test");
      // SQLite lets one writer in at a time, so there the second begins only after this one has failed.
      if (engine === "MariaDB") await secondIsIn;
      throw new Error("the first fails");
    });
    const second = database.write(async (tx) => {
      await insertIdentity(tx, "second@kept.test");
      letFirstFail();
      await insertIdentity(tx, "third@kept.test");
    });
    await expect(first).rejects.toThrow("the first fails");
    await second;
    const keys = (await database.reader.find(Identity)).map(({ addressKey }) => addressKey).sort();
    expect(keys).toEqual(["second@kept.test", "third@kept.test"]);
  });

  it("that fail leave neither audit event nor feed entry", async () => {
    const before = await listChanges(database.reader, 0, 1_000);
    const events = await database.reader.count(AuditEvent);
    const failing = database.write(async (tx) => {
      record(tx, "gone@nowhere.test");
      throw new Error("after recording");
    });
    await expect(failing).rejects.toThrow("after recording");
    expect(await listChanges(database.reader, 0, 1_000)).toEqual(before);
    expect(await database.reader.count(AuditEvent)).toBe(events);
  });

  it("show a reader of the feed every change once and in order while a thousand are written", async () => {
    const seen: string[] = [];
    let isWriting = true;
    const reading = (async () => {
      let after = (await listChanges(database.reader, 0, 1_000)).lastRevision;
      for (;;) {
        const wasWriting = isWriting;
        const page = await listChanges(database.reader, after, 50);
        for (const { revision, changes } of page.revisions) {
          expect(revision).toBe(after + 1);
          after = revision;
          seen.push(...changes.map((change) => (change as Extract<FeedChange, { kind: "AUTHORIZATION" }>).addressKey));
        }
        if (page.revisions.length === 0 && !wasWriting) return;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    })();
    const written = Array.from({ length: WRITES }, (_, index) => `address${index}@many.test`);
    let next = 0;
    await Promise.all(
      Array.from({ length: WRITERS }, async () => {
        while (next < written.length) {
          const addressKey = written[next++]!;
          await database.write(async (tx) => record(tx, addressKey));
        }
      }),
    );
    isWriting = false;
    await reading;
    expect(seen).toHaveLength(WRITES);
    expect(new Set(seen)).toEqual(new Set(written));
  }, 240_000);

  it("leave an audit chain without a gap or a broken link", async () => {
    const events = await database.reader.find(AuditEvent, { order: { sequence: "ASC" } });
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
    expect(findBrokenLink(events, CHAIN_START)).toBeNull();
    const [tampered] = events.slice(10, 11);
    tampered!.actorLabel = "somebody else";
    expect(findBrokenLink(events, CHAIN_START)).toBe(tampered);
  });
});

async function insertIdentity(tx: Transaction, addressKey: string): Promise<void> {
  await tx.manager.insert(Identity, {
    id: newIdentifier(),
    address: addressKey,
    addressKey,
    domain: addressKey.split("@")[1],
    ownerLinkVersion: 1,
    createdAt: tx.now,
  });
}

function record(tx: Transaction, addressKey: string): void {
  const id = newIdentifier();
  recordAudit(tx, SYSTEM_ACTOR, {
    action: "authorization.requested",
    subject: { kind: "Authorization", id, label: addressKey },
  });
  const change = {
    kind: "AUTHORIZATION",
    id,
    accountId: id,
    domainId: id,
    addressKey,
    state: "PENDING",
    expiresAt: null,
  } as const;
  recordChange(tx, change);
}
