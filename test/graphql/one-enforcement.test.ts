import { expect } from "vitest";
import { toGlobalId } from "../../src/graphql/index.js";
import { PLATFORM_SCOPE, SYSTEM_ACTOR } from "../../src/kernel/index.js";
import { renderMail } from "../../src/notifications/index.js";
import { recordSubmissions } from "../../src/observations/index.js";
import { OutboxMail } from "../../src/outbox/index.js";
import { setPolicy } from "../../src/policy/index.js";
import { alertKeys, applyBrake, sendDigests } from "../../src/rollout/index.js";
import { plantAdministrator } from "../database/observations/administrators.js";
import { DAY, submission } from "../database/observations/observed.js";
import { type TestApi, testConfiguration } from "../support/api.js";
import { describeInWorld } from "../support/world.js";

const RELEASE = "mutation ($id: ID!) { releaseHold(id: $id) { state } }";

/** The mails of a template that still wait, by whom they go to, as their text. */
async function textsOf(api: TestApi, template: string): Promise<Record<string, string>> {
  const rows = await api.database.reader.findBy(OutboxMail, { template, state: "QUEUED" });
  const text = (row: OutboxMail) => renderMail({ ...row, to: "", secrets: {} }, testConfiguration()).text;
  return Object.fromEntries(rows.map((row) => [row.toAddress, text(row).replace(/\s+/g, " ")]));
}

describeInWorld("mails about enforcement that wait at one moment", (it) => {
  it("say the same of its date, whatever was written first", async ({ api, tenants, clock }) => {
    const writer = alertKeys(api.services.configuration);
    await plantAdministrator(api, tenants.north, "DOMAIN_ADMIN");
    await plantAdministrator(api, tenants.north, "RESELLER");
    await plantAdministrator(api, tenants.south, "RESELLER");
    const at = clock.now().getTime() + 9 * DAY;
    const schedule = [{ at, mode: "ENFORCE" as const }];
    await api.database.write((tx) => setPolicy(tx, SYSTEM_ACTOR, PLATFORM_SCOPE, { changes: { schedule } }));
    clock.advance(7 * DAY);
    const stolen = Array.from({ length: 60 }, (_, index) =>
      submission("user@south.test", `victim${index}@elsewhere.test`, clock.now(), { count: 3 }),
    );
    await api.database.write((tx) =>
      recordSubmissions(tx, [
        submission("user@north.test", "boss@elsewhere.test", clock.now(), { count: 124 }),
        ...stolen,
      ]),
    );
    clock.advance(2 * DAY - 30 * 60 * 1_000);
    await sendDigests(api.services, writer);
    const [digest, announcement] = ["admin@domain_admin.north.test", "admin@reseller.north.test"];
    expect((await textsOf(api, "digest-reseller"))[digest]).toContain("Enforcement begins on");

    expect(await applyBrake(api.services, writer)).toBe(1);

    const digests = await textsOf(api, "digest-reseller");
    expect(digests[digest]).toContain("Enforcement was to begin on");
    expect(digests[digest]).toContain("124 messages");
    expect(digests[announcement]).toContain("Enforcement waits in 1 of your domains");
    const announcements = await textsOf(api, "announcement");
    expect(announcements[announcement]).toContain("Enforcement waits in 1 of your domains");
    const holds = await textsOf(api, "enforcement-hold");
    expect(holds[digest]).toContain("124 messages of");
    expect(holds[digest]).toMatch(/releaseHold:? EnforcementHold_[0-9a-f]{32}/);
  });

  it("leave out what a stolen login sent, and tell a reseller with nothing to do so", async ({ api }) => {
    // All that south sent is the thief's: no hold, no digest, and nothing to do.
    expect((await textsOf(api, "digest-reseller"))["admin@reseller.south.test"]).toBeUndefined();
    expect((await textsOf(api, "announcement"))["admin@reseller.south.test"]).toContain("Nothing is to be done");
  });

  it("follow a release too", async ({ api, tenants }) => {
    const [hold] = await api.database.reader.query("SELECT id FROM enforcement_hold");
    await api.succeed(tenants.north.actor, RELEASE, { id: toGlobalId("EnforcementHold", hold.id) });
    expect((await textsOf(api, "digest-reseller"))["admin@domain_admin.north.test"]).toContain("Enforcement begins on");
    expect((await textsOf(api, "announcement"))["admin@reseller.north.test"]).not.toContain("enforcement waits");
  });
});
