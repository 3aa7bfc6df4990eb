import { beforeAll, beforeEach, expect, it } from "vitest";
import { Authorization } from "../../../src/authorizations/index.js";
import { SYSTEM_ACTOR } from "../../../src/kernel/index.js";
import { AccountAlarm, deleteOldObservations, recordSubmissions } from "../../../src/observations/index.js";
import { ObservationDay } from "../../../src/observations/observation-day.entity.js";
import { ObservationTotal } from "../../../src/observations/observation-total.entity.js";
import { UnknownLogin } from "../../../src/observations/unknown-login.entity.js";
import { UnknownLoginAddress } from "../../../src/observations/unknown-login-address.entity.js";
import { UnknownLoginTotal } from "../../../src/observations/unknown-login-total.entity.js";
import { setPolicy } from "../../../src/policy/index.js";
import { Account } from "../../../src/tenancy/index.js";
import { createTenants, innerIdOf, type Tree } from "../../graphql/tenancy-tree.js";
import { OPERATOR, startTestApi, type TestApi } from "../../support/api.js";
import { describeOnEachEngine } from "../../support/engines.js";
import { movableClock } from "../../support/outbox.js";
import { DAY, rowsOf, submission } from "./observed.js";

describeOnEachEngine("the aggregate", (engine) => {
  const clock = movableClock();
  let api: TestApi;
  let tree: Tree;

  beforeAll(async () => {
    api = await startTestApi(engine, clock);
    tree = await createTenants(api);
  });

  beforeEach(async () => {
    for (const table of [
      "observation_day",
      "observation_pair",
      "observation_total",
      "unknown_login",
      "unknown_login_total",
      "unknown_login_address",
      "account_alarm",
    ]) {
      await api.database.write((tx) => tx.manager.query(`DELETE FROM ${table}`));
    }
  });

  const record = (...submissions: Parameters<typeof recordSubmissions>[1]) =>
    api.database.write((tx) => recordSubmissions(tx, submissions));

  it("adds to one row for an account, an address and a day, with the first and the last time", async () => {
    const now = clock.now().getTime();
    await record(submission("user@north.test", "other@elsewhere.test", now));
    await record(
      submission("USER@north.test", "Other@Elsewhere.TEST", now + 5_000, { source: "exim", count: 3 }),
      submission("user@north.test", "user@north.test", now),
      submission("user@north.test", "other@elsewhere.test", now - DAY),
    );

    expect(await rowsOf(api)).toEqual([
      "other@elsewhere.test 0/0/1/0+0",
      "other@elsewhere.test 0/0/4/0+0",
      "user@north.test 1/0/0/0+0",
    ]);
    const [, today] = await api.database.reader.find(ObservationDay, { order: { addressKey: "ASC", day: "ASC" } });
    expect(today).toMatchObject({ firstSeenAt: new Date(now), lastSeenAt: new Date(now + 5_000), sources: 3 });
    const totals = await api.database.reader.find(ObservationTotal, { order: { day: "ASC" } });
    expect(totals.map(({ own, unauthorized }) => [own, unauthorized])).toEqual([
      [0, 1],
      [1, 4],
    ]);
  });

  it("counts a message once, on the address that would be refused first, and the others beside it", async () => {
    const at = clock.now();
    await record(
      submission("user@north.test", "user@north.test", at, { fromAddresses: ["boss@elsewhere.test"] }),
      submission("user@north.test", "bounce@list.test", at, { fromAddresses: ["boss@elsewhere.test"] }),
      submission("user@north.test", "", at),
      submission("user@north.test", "boss@elsewhere.test", at, { isRefused: true }),
      submission("user@north.test", "not an address", at),
    );

    expect(await rowsOf(api)).toEqual([
      " 1/0/0/0+0",
      "? 0/0/1/0+0",
      "boss@elsewhere.test 0/0/1/1+1",
      "bounce@list.test 0/0/1/0+0",
    ]);
  });

  it("notes the last use of an authorization once a day, and counts it as authorized", async () => {
    const { grantAuthorization } = await import("../../../src/authorizations/index.js");
    const { authorization } = await api.database.write((tx) =>
      grantAuthorization(tx, OPERATOR, {
        accountId: innerIdOf(tree.north.account.id),
        address: "granted@elsewhere.test",
        displayName: "Granted",
      }),
    );
    const at = clock.now().getTime();
    await record(submission("user@north.test", "granted@elsewhere.test", at));
    await record(submission("user@north.test", "granted@elsewhere.test", at + 1_000));

    expect(await rowsOf(api)).toEqual(["granted@elsewhere.test 0/2/0/0+0"]);
    const row = await api.database.reader.findOneByOrFail(Authorization, { id: authorization.id });
    expect(row.lastUsedAt).toEqual(new Date(at));
  });

  it("counts logins that no account has apart, and leaves out what has no time or lies in the future", async () => {
    const now = clock.now().getTime();
    const tally = await record(
      submission("nobody@north.test", "a@b.test", now),
      submission("nobody@north.test", "a@b.test", now + 1),
      submission("user@north.test", "a@b.test", now, { at: null }),
      submission("user@north.test", "a@b.test", now + 3 * DAY),
      submission("user@north.test", null, now),
      submission("us\0er@north.test", "a@b.test", now),
    );

    expect(tally).toEqual({ accepted: 0, unknownLogins: 2, skipped: 4 });
    expect(await rowsOf(api)).toEqual([]);
    const unknown = await api.database.reader.find(UnknownLogin);
    expect(unknown.map(({ loginKey, messages }) => [loginKey, messages])).toEqual([["nobody@north.test", 2]]);
  });

  it("keeps twenty addresses of a login that no account has, the most used ones first, and counts the others together", async () => {
    const now = clock.now().getTime();
    const login = "nobody@north.test";
    const many = Array.from({ length: 30 }, (_, index) =>
      submission(login, `victim${index}@example.test`, now, { count: index + 1 }),
    );
    await record(...many);
    await record(submission(login, "late@example.test", now), submission(login, "victim29@example.test", now));
    const rows = await api.database.reader.find(UnknownLoginAddress);
    expect(rows).toHaveLength(21);
    const counts = new Map(rows.map(({ addressKey, messages }) => [addressKey, messages]));
    expect(counts.get("victim29@example.test")).toBe(31);
    expect(counts.get("victim10@example.test")).toBe(11);
    // 1 to 10 of the first intake, and the late one.
    expect(counts.get("*")).toBe(56);
    const totals = await api.database.reader.find(UnknownLoginTotal);
    expect(totals.map(({ loginKey, messages }) => [loginKey, messages])).toEqual([[login, 467]]);
  });

  it("forgets such a login once it was not seen for as long as its days are kept", async () => {
    const at = clock.now();
    await record(
      submission("old@north.test", "a@b.test", at.getTime() - 92 * DAY),
      submission("back@north.test", "a@b.test", at.getTime() - 92 * DAY),
      submission("back@north.test", "a@b.test", at.getTime() - DAY),
    );
    await deleteOldObservations(api.database, at);
    const [total, ...others] = await api.database.reader.find(UnknownLoginTotal);
    expect(others).toEqual([]);
    expect(total).toMatchObject({ loginKey: "back@north.test", messages: 2 });
    expect(total!.firstSeenAt).toEqual(new Date(at.getTime() - 92 * DAY));
    const addresses = await api.database.reader.find(UnknownLoginAddress);
    expect(addresses.map(({ loginKey }) => loginKey)).toEqual(["back@north.test"]);
  });

  it("stays bounded and raises one alarm when a login uses thousands of addresses", async () => {
    const at = clock.now();
    for (let batch = 0; batch < 5; batch += 1) {
      await record(
        ...Array.from({ length: 500 }, (_, index) =>
          submission("user@south.test", `victim${batch * 500 + index}@example.test`, at),
        ),
      );
    }

    const rows = await api.database.reader.find(ObservationDay);
    expect(rows).toHaveLength(1_001);
    expect(rows.find(({ addressKey }) => addressKey === "*")?.unauthorized).toBe(1_500);
    expect(rows.reduce((sum, { unauthorized }) => sum + unauthorized, 0)).toBe(2_500);
    const alarms = await api.database.reader.find(AccountAlarm);
    expect(alarms.map(({ accountId, addresses }) => [accountId, addresses])).toEqual([
      [innerIdOf(tree.south.account.id), 1_001],
    ]);
  });

  it("raises the alarm above what the operator has set for the account", async () => {
    const { id, domainId, resellerPath } = await api.database.reader.findOneByOrFail(Account, {
      addressKey: "neighbour@south.test",
    });
    const scope = { kind: "ACCOUNT" as const, accountId: id, domainId, resellerPath };
    await api.database.write((tx) => setPolicy(tx, SYSTEM_ACTOR, scope, { changes: { alarmAddressesPerDay: 8 } }));
    const use = (from: number, until: number) =>
      record(
        ...Array.from({ length: until - from }, (_, index) =>
          submission("neighbour@south.test", `list${from + index}@example.test`, clock.now()),
        ),
      );
    await use(0, 8);
    expect(await api.database.reader.countBy(AccountAlarm, { accountId: id })).toBe(0);
    await use(8, 9);
    expect(await api.database.reader.countBy(AccountAlarm, { accountId: id })).toBe(1);
  });

  it("keeps rows of own logins a week and the others as long as the policy of the domain says", async () => {
    const now = clock.now().getTime();
    const scope = {
      kind: "RESELLER" as const,
      resellerId: innerIdOf(tree.south.id),
      resellerPath: tree.south.path,
    };
    await api.database.write((tx) => setPolicy(tx, SYSTEM_ACTOR, scope, { changes: { observationDays: 10 } }));
    for (const login of ["user@north.test", "user@south.test"]) {
      for (const days of [3, 20, 100]) {
        await record(submission(login, login, now - days * DAY), submission(login, "x@y.test", now - days * DAY));
      }
    }

    await deleteOldObservations(api.database, clock.now());

    const rows = await api.database.reader.find(ObservationDay, { order: { day: "ASC" } });
    const today = Math.floor(now / DAY);
    expect(rows.map(({ addressKey, day }) => `${addressKey} ${today - day}`).sort()).toEqual(
      ["user@north.test 3", "user@south.test 3", "x@y.test 3", "x@y.test 3", "x@y.test 20"].sort(),
    );
    const totals = await api.database.reader.find(ObservationTotal);
    expect(totals.map(({ day, own }) => [today - day, own]).sort()).toEqual([
      [20, 1],
      [3, 1],
      [3, 1],
    ]);
  });
});
