import { afterEach, describe, expect, it } from "vitest";
import { CopyStore } from "../../../src/agent/copy/copy-store.js";
import { KEY_RULE, systemClock, writtenReversePath } from "../../../src/kernel/index.js";
import { openReplica, startPlatform, type TestPlatform } from "../../database/replication/platform.js";
import { diceOf, writeSomething } from "../../database/replication/random-writes.js";
import { startTamperingProxy, type TamperingProxy } from "./tampering-proxy.js";

const DICE = [3, 141, 59, 26, 535, 89, 79, 323, 84, 62, 643, 38, 32, 7950, 288, 4197, 169, 399, 3751, 58, 209];

let proxy: TamperingProxy;

afterEach(() => proxy.close());

async function begin(): Promise<TestPlatform> {
  const platform = await startPlatform("SQLite");
  const dice = diceOf(DICE);
  for (let written = 0; written < 20; written++) await writeSomething(platform, dice);
  proxy = await startTamperingProxy(platform.url);
  return platform;
}

/** The platform as if it had another rule, in its copy and its feed. */
function asIfItsRuleWere(rule: { readonly domains?: string; readonly localParts?: string }) {
  const other = { ...KEY_RULE, ...rule };
  proxy.tamper = (_, body) => body.replace(JSON.stringify(KEY_RULE), JSON.stringify(other));
}

describe("an agent whose platform makes keys by another rule", () => {
  it("takes no copy of it, says why, and answers nothing", async () => {
    const platform = await begin();
    const replica = await openReplica(platform, { clock: systemClock, url: proxy.url });
    asIfItsRuleWere({ domains: "uts46-18.0.0" });
    await expect(replica.sync.step()).rejects.toThrow(
      `the platform makes keys of domains by the rule uts46-18.0.0, this program by ${KEY_RULE.domains}`,
    );
    expect(replica.source.freshness()).toEqual({ revision: null, ageMs: null, isReady: false });
    expect(() => replica.source.decide({ login: "a@b.test", reversePath: writtenReversePath("a@b.test") })).toThrow(
      "no copy",
    );
  });

  it("takes nothing from its feed, and goes on with the copy that it has", async () => {
    const platform = await begin();
    const replica = await openReplica(platform, { clock: systemClock, url: proxy.url });
    await replica.follow();
    const { revision } = replica.source.freshness();
    await writeSomething(platform, diceOf(DICE));
    asIfItsRuleWere({ domains: "uts46-18.0.0" });
    await expect(replica.sync.step()).rejects.toThrow("run the same version of mayfrom on both");
    expect(replica.source.freshness().revision).toBe(revision);
    expect(replica.sync.figures.copyCount).toBe(1);
    proxy.tamper = () => null;
    await replica.follow();
    expect(replica.source.freshness().revision).toBeGreaterThanOrEqual(revision ?? 0);
  });

  it("does not take up a copy of an earlier run that was made by another rule", async () => {
    const platform = await begin();
    const first = await openReplica(platform, { clock: systemClock, url: proxy.url });
    await first.follow();
    const store = first.source.store as CopyStore;
    store.write(() => ({ ...store.state, keyRule: { ...KEY_RULE, domains: "url-parser" } }));
    const { directory } = store;
    await first.stop();
    expect(() => CopyStore.open(directory)).toThrow("by the rule url-parser");
    const second = await openReplica(platform, { clock: systemClock, url: proxy.url, folder: first.folder });
    expect(second.source.store).toBeNull();
    await second.follow();
    expect(second.sync.figures.copyCount).toBe(1);
  });

  it("answers for ASCII local parts only while the platform runs on another version of Unicode", async () => {
    const platform = await begin();
    const replica = await openReplica(platform, { clock: systemClock, url: proxy.url });
    const ask = (login: string, sender: string, ...fromAddresses: string[]) =>
      replica.source.decide({ login, reversePath: writtenReversePath(sender), fromAddresses });
    const notAscii: readonly [string, string, ...string[]][] = [
      ["übung@b.test", "a@b.test"],
      ["a@b.test", "übung@b.test"],
      ["a@b.test", "a@b.test", "übung@b.test"],
    ];
    await replica.follow();
    for (const asked of notAscii) expect(ask(...asked).reason).toBeDefined();

    asIfItsRuleWere({ localParts: "unicode-18.0" });
    await replica.follow();
    expect(ask("a@b.test", "a@b.test").reason).toBe("OWN_ADDRESS");
    expect(ask("a@bücher.test", "a@xn--bcher-kva.test").reason).toBe("OWN_ADDRESS");
    for (const [login, ...others] of notAscii)
      expect(() => ask(login, ...others)).toThrow("another version of Unicode");
    expect(() => replica.source.owners.ownersOfAddress("übung@b.test")).toThrow("another version of Unicode");
    expect(replica.sync.figures.copyCount).toBe(1);

    proxy.tamper = () => null;
    await replica.follow();
    expect(ask("übung@b.test", "übung@b.test").reason).toBe("OWN_ADDRESS");
  });
});
