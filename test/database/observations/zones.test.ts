import { beforeAll, describe, expect, it } from "vitest";
import { isoDay, SYSTEM_ACTOR, UTC } from "../../../src/kernel/index.js";
import { renderMail } from "../../../src/notifications/index.js";
import { recordSubmissions } from "../../../src/observations/index.js";
import { ObservationDay } from "../../../src/observations/observation-day.entity.js";
import { OutboxMail } from "../../../src/outbox/index.js";
import { setPolicy } from "../../../src/policy/index.js";
import { alertKeys, applyBrake, sendDigests } from "../../../src/rollout/index.js";
import { Reseller, timeZonesAt } from "../../../src/tenancy/index.js";
import { type CreatedTenant, innerIdOf, plantReseller, plantTenant } from "../../graphql/tenancy-tree.js";
import { startTestApi, type TestApi, testConfiguration } from "../../support/api.js";
import { describeOnEachEngine } from "../../support/engines.js";
import { movableClock } from "../../support/outbox.js";
import { plantAdministrator } from "./administrators.js";
import { submission } from "./observed.js";

/**
 * Counted by hand. Each week holds a change of clocks, each figure is a power of two, so that a sum says which instants
 * are in it: those of 2, 4 and 8 messages lie in the seven days, the second at the end of the day of the change.
 */
const WEEKS = [
  {
    slug: "auckland",
    zone: "Pacific/Auckland",
    // 27 September, 02:00: from UTC+12 to UTC+13.
    instants: [
      ["2026-09-23T11:59:59Z", "2026-09-23"],
      ["2026-09-23T12:00:00Z", "2026-09-24"],
      ["2026-09-27T10:59:59Z", "2026-09-27"],
      ["2026-09-30T10:59:59Z", "2026-09-30"],
      ["2026-09-30T11:00:00Z", "2026-10-01"],
    ],
    countedAt: "2026-10-01T10:30:00Z",
    enforcedAt: "2026-10-01T11:00:00Z",
    printed: {
      days: "24 September 2026 to 30 September 2026 (Auckland)",
      day: "2 October 2026 (Auckland)",
      time: "2 October 2026 at 00:00 (Auckland, UTC+13)",
    },
  },
  {
    slug: "berlin",
    zone: "Europe/Berlin",
    // 25 October, 03:00: from UTC+2 to UTC+1.
    instants: [
      ["2026-10-21T21:59:59Z", "2026-10-21"],
      ["2026-10-21T22:00:00Z", "2026-10-22"],
      ["2026-10-25T22:59:59Z", "2026-10-25"],
      ["2026-10-28T22:59:59Z", "2026-10-28"],
      ["2026-10-28T23:00:00Z", "2026-10-29"],
    ],
    countedAt: "2026-10-29T22:30:00Z",
    enforcedAt: "2026-10-29T23:00:00Z",
    printed: {
      days: "22 October 2026 to 28 October 2026 (Berlin)",
      day: "30 October 2026 (Berlin)",
      time: "30 October 2026 at 00:00 (Berlin, UTC+1)",
    },
  },
  {
    slug: "st-johns",
    zone: "America/St_Johns",
    // 1 November, 02:00: from UTC-2:30 to UTC-3:30.
    instants: [
      ["2026-10-29T02:29:59Z", "2026-10-28"],
      ["2026-10-29T02:30:00Z", "2026-10-29"],
      ["2026-11-02T03:29:59Z", "2026-11-01"],
      ["2026-11-05T03:29:59Z", "2026-11-04"],
      ["2026-11-05T03:30:00Z", "2026-11-05"],
    ],
    countedAt: "2026-11-06T03:00:00Z",
    enforcedAt: "2026-11-06T03:30:00Z",
    printed: {
      days: "29 October 2026 to 4 November 2026 (St Johns)",
      day: "6 November 2026 (St Johns)",
      time: "6 November 2026 at 00:00 (St Johns, UTC-3:30)",
    },
  },
] as const;

describeOnEachEngine("days of the zone in force", (engine) => {
  const clock = movableClock(Date.UTC(2026, 8, 1));
  const moveTo = (at: string) => clock.advance(Date.parse(at) - clock.now().getTime());
  const tenants = new Map<string, CreatedTenant>();
  let api: TestApi;

  beforeAll(async () => {
    api = await startTestApi(engine, clock);
    for (const { slug, zone, enforcedAt } of WEEKS) {
      const tenant = await plantTenant(api, slug);
      tenants.set(slug, tenant);
      await setZone(tenant.id, zone);
      await plantAdministrator(api, tenant, "RESELLER");
      await plantAdministrator(api, tenant, "DOMAIN_ADMIN");
      const schedule = [
        { at: clock.now().getTime(), mode: "WARN" as const },
        { at: Date.parse(enforcedAt), mode: "ENFORCE" as const },
      ];
      const scope = { kind: "RESELLER", resellerId: innerIdOf(tenant.id), resellerPath: tenant.path } as const;
      await api.database.write((tx) =>
        setPolicy(tx, SYSTEM_ACTOR, scope, { changes: { schedule, holdThreshold: 14 } }),
      );
    }
  });

  const setZone = (globalId: string, timeZone: string | null) =>
    api.database.write((tx) => tx.manager.update(Reseller, { id: innerIdOf(globalId) }, { timeZone }));

  const record = (login: string, at: string, count: number) =>
    api.database.write((tx) =>
      recordSubmissions(tx, [submission(login, "boss@elsewhere.test", Date.parse(at), { count })]),
    );

  const daysOf = async (domainId: string) => {
    const rows = await api.database.reader.find(ObservationDay, { where: { domainId }, order: { day: "ASC" } });
    return rows.map(({ day, unauthorized }) => [isoDay({ number: day, zone: UTC }), unauthorized]);
  };

  const textsOf = async (template: string, to: string) => {
    const mails = (await api.database.reader.find(OutboxMail)).filter(
      (mail) => mail.template === template && mail.toAddress === to,
    );
    return mails.map((mail) => {
      const { subject, text } = renderMail(
        { ...mail, secrets: { unsubscribeToken: "t" } } as never,
        testConfiguration(),
      );
      return `${subject}\n${text}`.replace(/\s+/g, " ");
    });
  };

  describe.each(WEEKS)("in $zone", ({ slug, instants, countedAt, enforcedAt, printed, zone }) => {
    const tenant = () => tenants.get(slug)!;

    it("count a message on the day of its place, also where the clocks change", async () => {
      moveTo(instants[4][0]);
      for (const [index, [at]] of instants.entries()) await record(`user@${slug}.test`, at, 2 ** index);
      expect(await daysOf(innerIdOf(tenant().domain.id))).toEqual(instants.map(([, day], index) => [day, 2 ** index]));
    });

    it("are what digest, announcement and hold print, and what their figures are of", async () => {
      moveTo(countedAt);
      const keys = alertKeys(api.services.configuration);
      await sendDigests(api.services, keys);
      await applyBrake(api.services, keys);
      const reseller = `admin@reseller.${slug}.test`;
      const [digest] = await textsOf("digest-reseller", reseller);
      expect(digest).toContain(printed.days);
      expect(digest).toMatch(/\b14 messages\b/);
      expect(digest).toContain(printed.time);
      const [announcement] = await textsOf("announcement", reseller);
      expect(announcement).toContain(`From ${printed.day}: mail needs`);
      const [hold] = await textsOf("enforcement-hold", `admin@domain_admin.${slug}.test`);
      expect(hold).toContain(printed.time);
      expect(hold).toContain(`14 messages of ${printed.days} would have been`);
    });

    it("are those of a report, which names the zone", async () => {
      const report = await api.succeed(
        tenant().domain.actor,
        "{ readiness(days: 2) { fromDay untilDay timeZone messages } }",
      );
      const untilDay = instants[4][1];
      expect(report).toEqual({ readiness: { fromDay: instants[3][1], untilDay, timeZone: zone, messages: 24 } });
      expect(Date.parse(enforcedAt) - clock.now().getTime()).toBe(30 * 60_000);
    });
  });

  it("stay as they were counted when the zone changes; what comes later counts on days of the new one", async () => {
    const { id, domain } = tenants.get("berlin")!;
    const before = await daysOf(innerIdOf(domain.id));
    await setZone(id, "Pacific/Auckland");
    // Still the 5th in Berlin.
    await record("user@berlin.test", "2026-11-05T12:00:00Z", 32);
    expect(await daysOf(innerIdOf(domain.id))).toEqual([...before, ["2026-11-06", 32]]);
  });

  it("are those of the nearest reseller that has a zone, and UTC where none has", async () => {
    const above = tenants.get("auckland")!;
    const between = await plantReseller(api, "between", above.id);
    const below = await plantReseller(api, "below", between.id);
    const apart = await plantReseller(api, "apart");
    const zoneAt = await timeZonesAt(api.database.reader, [below.path, apart.path]);
    expect([zoneAt(below.path), zoneAt(apart.path), zoneAt(null)]).toEqual(["Pacific/Auckland", "UTC", "UTC"]);
    await setZone(between.id, "America/St_Johns");
    expect((await timeZonesAt(api.database.reader, [below.path]))(below.path)).toBe("America/St_Johns");
  });
});
