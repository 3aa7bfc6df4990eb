import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createResolver } from "../../../src/dns/index.js";
import { startTestDns, type TestDns } from "../../support/dns.js";
import { freePort } from "../../support/ports.js";

const text = (name: string) => ({ name, type: "TXT" }) as const;

describe("the resolver", () => {
  let dns: TestDns;
  let other: TestDns;

  beforeAll(async () => {
    [dns, other] = await Promise.all([startTestDns(), startTestDns()]);
    await dns.load([
      'plain.test 60 TXT "one " "two"',
      "plain.test TXT other",
      "holder.test TXT held",
      "alias.test CNAME Step.test.",
      "step.test CNAME holder.test.",
      "loop1.test CNAME loop2.test.",
      "loop2.test CNAME loop1.test.",
      "dangling.test CNAME nowhere.test.",
      "mail.test MX 10 MX1.Mail.test.",
      "null.test MX 0 .",
      ...Array.from({ length: 50 }, (_, index) => `big.test TXT ${index}-${"x".repeat(200)}`),
    ]);
    await other.load(['plain.test 60 TXT "one " "two"', "plain.test TXT other", "only.test TXT here"]);
  });

  afterAll(async () => {
    await Promise.all([dns.close(), other.close()]);
  });

  const look = (name: string, deadlineMs?: number) => createResolver([dns.server]).look(text(name), deadlineMs);

  it("joins the strings of a record without a blank, whatever the case of the name", async () => {
    const found = await look("PLAIN.test");
    expect(found).toMatchObject({ kind: "FOUND", aliases: [], ttlSeconds: 60 });
    expect(found.kind === "FOUND" && [...found.values].sort()).toEqual(["one two", "other"]);
  });

  it("says for how long a cache may go on saying that there is nothing", async () => {
    expect(await look("no.such.name.test")).toEqual({ kind: "NOTHING", aliases: [], ttlSeconds: 5 });
    expect(await look("mail.test")).toEqual({ kind: "NOTHING", aliases: [], ttlSeconds: 5 });
  });

  it("follows aliases and names them; a loop and a loose end are nothing", async () => {
    expect(await look("alias.test")).toMatchObject({ values: ["held"], aliases: ["step.test", "holder.test"] });
    expect(await look("loop1.test")).toMatchObject({ kind: "NOTHING" });
    expect(await look("dangling.test")).toMatchObject({ kind: "NOTHING", aliases: ["nowhere.test"] });
  });

  it("reads exchangers in lower case, and the null exchanger as no name", async () => {
    const resolver = createResolver([dns.server]);
    expect(await resolver.look({ name: "mail.test", type: "MX" })).toMatchObject({ values: ["mx1.mail.test"] });
    expect(await resolver.look({ name: "null.test", type: "MX" })).toMatchObject({ values: [""] });
  });

  it("asks again by TCP what does not fit into a packet", async () => {
    const found = await look("big.test");
    expect(found.kind === "FOUND" && found.values).toHaveLength(50);
  });

  it.each(["SERVFAIL", "REFUSED", "TRUNCATED_WITHOUT_TCP"] as const)("takes %s for not knowing", async (fault) => {
    dns.faults.set("plain.test", fault);
    expect(await look("plain.test")).toMatchObject({ kind: "UNKNOWN" });
    dns.faults.clear();
  });

  it.each(["SILENT", "GARBAGE", "OTHER_QUESTION"] as const)(
    "takes %s for no answer, until its time is over",
    async (fault) => {
      dns.faults.set("plain.test", fault);
      expect(await look("plain.test", 200)).toMatchObject({
        kind: "UNKNOWN",
        troubles: ["NO_REPLY"],
      });
      dns.faults.clear();
    },
  );

  it.each(["SERVFAIL_ONCE", "SILENT_ONCE", "TRUNCATED", "NO_EDNS", { delayMs: 1_200 }] as const)(
    "gets over %j",
    async (fault) => {
      dns.asked.length = 0;
      dns.faults.set("plain.test", fault);
      expect(await look("plain.test")).toMatchObject({ kind: "FOUND" });
      dns.faults.clear();
    },
  );

  it("compares name servers that are set, and does without one of two that fails", async () => {
    const both = createResolver([dns.server, other.server]);
    expect(await both.look(text("plain.test"))).toMatchObject({ kind: "FOUND" });
    expect(await both.look(text("only.test"))).toMatchObject({ kind: "DIFFERENT", answers: [{}, {}] });
    other.faults.set("plain.test", "SERVFAIL");
    expect(await both.look(text("plain.test"))).toMatchObject({ kind: "FOUND" });
    const three = createResolver([dns.server, other.server, { address: "127.0.0.1", port: await freePort() }]);
    expect(await three.look(text("plain.test"))).toMatchObject({ kind: "UNKNOWN" });
    other.faults.clear();
  });

  it("asks once for what many ask at once, and keeps for advice what the time to live allows", async () => {
    dns.asked.length = 0;
    const resolver = createResolver([dns.server]);
    await Promise.all(Array.from({ length: 100 }, () => resolver.look(text("holder.test"))));
    expect(dns.asked).toEqual(["holder.test"]);
    await resolver.lookCached(text("plain.test"));
    await resolver.lookCached(text("plain.test"));
    expect(dns.asked).toEqual(["holder.test", "plain.test"]);
  });

  it("asks twenty names at once, the others in turn", async () => {
    const names = Array.from({ length: 30 }, (_, index) => `slow${index}.test`);
    for (const name of names) dns.faults.set(name, { delayMs: 300 });
    dns.asked.length = 0;
    const resolver = createResolver([dns.server]);
    const looks = names.map((name) => resolver.look(text(name)));
    await Promise.race(looks);
    expect(dns.asked.length).toBeLessThanOrEqual(21);
    await Promise.all(looks);
    expect(new Set(dns.asked).size).toBe(30);
    dns.faults.clear();
  });
});
