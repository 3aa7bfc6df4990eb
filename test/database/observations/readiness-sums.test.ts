import { beforeAll, expect, it } from "vitest";
import { grantAuthorization, revokeAuthorization } from "../../../src/authorizations/index.js";
import { type Transaction } from "../../../src/database/index.js";
import { readGlobalId } from "../../../src/graphql/index.js";
import { PLATFORM_SCOPE, type Scope } from "../../../src/kernel/index.js";
import { deleteOldObservations, recordSubmissions } from "../../../src/observations/index.js";
import { setPolicy } from "../../../src/policy/index.js";
import { sumReadiness } from "../../../src/rollout/index.js";
import { readinessWindow, summarizeReadiness } from "../../../src/rollout/readiness/summarize.js";
import type { SummedScope } from "../../../src/rollout/readiness/sums/sum-query.js";
import { SUMMED_DAYS } from "../../../src/rollout/readiness/sums/sum-windows.js";
import { summedReadiness } from "../../../src/rollout/readiness/sums/summed-readiness.js";
import {
  addAccountAlias,
  deleteAccount,
  deleteDomain,
  deleteDomainAlias,
  resumeDomain,
  setPlatform,
  suspendAccount,
  suspendDomain,
} from "../../../src/tenancy/index.js";
import { createDomainAlias } from "../../../src/tenancy/operations/create-domain-alias.js";
import { moveDomain } from "../../../src/tenancy/operations/move-domain.js";
import { moveReseller } from "../../../src/tenancy/operations/move-reseller.js";
import { suspendReseller } from "../../../src/tenancy/operations/suspend-reseller.js";
import { updateReseller } from "../../../src/tenancy/operations/update-reseller.js";
import { type CreatedTenant, innerIdOf, plantAccount, plantTenant } from "../../graphql/tenancy-tree.js";
import { OPERATOR, startTestApi, type TestApi } from "../../support/api.js";
import { describeOnEachEngine } from "../../support/engines.js";
import { movableClock } from "../../support/outbox.js";
import { DAY, submission } from "./observed.js";

const HOUR = DAY / 24;

describeOnEachEngine("the sums of readiness", (engine) => {
  const clock = movableClock(Date.UTC(2026, 2, 1, 8));
  let api: TestApi;
  let north: CreatedTenant;
  let below: CreatedTenant;
  let south: CreatedTenant;
  /** Of what a step made, for a later one. */
  const made: Record<string, string> = {};

  beforeAll(async () => {
    api = await startTestApi(engine, clock);
    north = await plantTenant(api, "north");
    below = await plantTenant(api, "below", north.id);
    south = await plantTenant(api, "south");
    const now = clock.now().getTime();
    const tenants = ["north", "below", "south"];
    await sent(
      ...tenants.map((name) =>
        submission(`user@${name}.test`, `boss@${name}.elsewhere.test`, now - 3 * DAY, { count: 3 }),
      ),
      ...tenants.map((name) => submission(`user@${name}.test`, `user@${name}-brand.test`, now, { count: 2 })),
      // The first of a week's days.
      ...tenants.map((name) => submission(`user@${name}.test`, `list@${name}.elsewhere.test`, now - 6 * DAY)),
      submission("user@north.test", "bounce@list.test", now, { fromAddresses: ["boss@north.elsewhere.test"] }),
      submission("neighbour@south.test", "", now - 20 * DAY),
      submission("neighbour@below.test", "neighbour@below.test", now),
    );
  });

  const write = <T>(work: (tx: Transaction) => Promise<T>) => api.database.write(work);
  const sent = (...submissions: Parameters<typeof recordSubmissions>[1]) =>
    write((tx) => recordSubmissions(tx, submissions));
  const sum = () => sumReadiness(api.database, clock.now(), new AbortController().signal);
  const domainScope = ({ domain, path }: CreatedTenant): Scope => ({
    kind: "DOMAIN",
    domainId: innerIdOf(domain.id),
    domainName: domain.name,
    resellerPath: path,
  });
  const enforceFrom = (scope: Scope, at: number) =>
    write((tx) => setPolicy(tx, OPERATOR, scope, { changes: { schedule: [{ at, mode: "ENFORCE" }] } }));
  const soon = () => clock.now().getTime() + HOUR;

  const divideSouth = (subaddressDelimiters: string | null) =>
    write((tx) => setPolicy(tx, OPERATOR, domainScope(south), { changes: { subaddressDelimiters } }));

  /** The figures of each scope, by the sums and by a walk. */
  async function figures() {
    const { reader } = api.database;
    const now = clock.now();
    const resellers: { id: string; path: string }[] = await reader.query("SELECT id, path FROM reseller ORDER BY slug");
    const scopes: SummedScope[] = [
      { kind: "PLATFORM" },
      ...resellers.map(({ id, path }) => ({ kind: "RESELLER" as const, resellerId: id, resellerPath: path })),
    ];
    const summed: unknown[] = [];
    const walked: unknown[] = [];
    for (const scope of scopes) {
      for (const days of SUMMED_DAYS) {
        const window = await readinessWindow(reader, scope, { days: days || null }, now);
        const walk = await summarizeReadiness(reader, scope, window);
        walked.push({ days, messages: walk.messages, ...figuresIn(walk), domains: walk.domains });
        const sums = await summedReadiness(reader, { scope, days, window, now });
        const domains: unknown[] = [];
        for await (const each of sums?.byDomain.behind(null) ?? []) domains.push(each);
        summed.push(sums && { days, messages: sums.messages, ...figuresIn(sums), domains });
      }
    }
    return { summed, walked };
  }

  async function marks(): Promise<number> {
    const [row]: { n: number }[] = await api.database.reader.query("SELECT COUNT(*) AS n FROM readiness_mark");
    return Number(row?.n);
  }

  it("are none before they were made, so that a walk answers, and are the walk's afterwards", async () => {
    expect((await figures()).summed.every((each) => each === null)).toBe(true);
    expect(await sum()).toBeGreaterThan(0);
    expect(await marks()).toBe(0);
    const { summed, walked } = await figures();
    expect(summed).toEqual(walked);
    expect(walked[0]).toMatchObject({ unresolved: { messages: 3 * 6 + 1, accounts: 3 } });
  });

  const changes: [title: string, change: () => unknown][] = [
    ["mail under a foreign address", () => sent(submission("neighbour@north.test", "x@elsewhere.test", clock.now()))],
    ["mail under the own login of today", () => sent(submission("user@north.test", "user@north.test", clock.now()))],
    [
      "mail under the own login of a day that is over",
      () => sent(submission("user@north.test", "user@north.test", clock.now().getTime() - DAY)),
    ],
    [
      "a right for a while",
      async () => {
        const grant = { accountId: innerIdOf(north.account.id), displayName: "User", until: new Date(soon()) };
        await write((tx) => grantAuthorization(tx, OPERATOR, { ...grant, address: "boss@north.elsewhere.test" }));
      },
    ],
    ["the end of that right, which nobody has noted yet", () => clock.advance(HOUR)],
    [
      "a right without end",
      async () => {
        const grant = { accountId: innerIdOf(below.account.id), displayName: "User" };
        const { authorization } = await write((tx) =>
          grantAuthorization(tx, OPERATOR, { ...grant, address: "boss@below.elsewhere.test" }),
        );
        made.authorization = authorization.id;
      },
    ],
    ["a right that is taken away", () => write((tx) => revokeAuthorization(tx, OPERATOR, made.authorization ?? ""))],
    [
      "a right on an address of another tenant, whose subaddress is used",
      async () => {
        const grant = { accountId: innerIdOf(below.account.id), displayName: "User" };
        await sent(submission("user@below.test", "user+club@south.test", clock.now(), { count: 5 }));
        await write((tx) => grantAuthorization(tx, OPERATOR, { ...grant, address: "user@south.test" }));
      },
    ],
    [
      "a mailbox elsewhere that takes this subaddress",
      async () => {
        made.taker = (await plantAccount(api, south.domain.id, "user+club@south.test")).id;
      },
    ],
    [
      "a mailbox elsewhere that gives it back",
      () => write((tx) => deleteAccount(tx, OPERATOR, innerIdOf(made.taker ?? ""))),
    ],
    ["a domain elsewhere that has no subaddresses", () => divideSouth("")],
    ["a domain elsewhere that has them again", () => divideSouth(null)],
    [
      "a domain alias",
      async () => {
        const input = { domainId: readGlobalId(north.domain.id), name: "north-brand.test" };
        made.alias = (await write((tx) => createDomainAlias(tx, OPERATOR, input))).id;
      },
    ],
    ["a domain alias that is deleted", () => write((tx) => deleteDomainAlias(tx, OPERATOR, made.alias ?? ""))],
    [
      "an alias of a mailbox elsewhere",
      async () => {
        const alias = "boss@south.test";
        await sent(submission("user@below.test", alias, clock.now()));
        await sum();
        await write((tx) => addAccountAlias(tx, OPERATOR, innerIdOf(below.account.id), alias));
      },
    ],
    [
      "a policy of an account",
      () =>
        write((tx) =>
          setPolicy(tx, OPERATOR, accountScope(south, south.neighbour.id), { changes: { allowNullSender: false } }),
        ),
    ],
    ["enforcement that is planned for everybody", () => enforceFrom(PLATFORM_SCOPE, soon() + 60 * DAY)],
    [
      "that plan, given up",
      () => write((tx) => setPolicy(tx, OPERATOR, PLATFORM_SCOPE, { changes: { schedule: null } })),
    ],
    [
      "the beginning of enforcement in a domain",
      async () => {
        await enforceFrom(domainScope(south), soon());
        await sum();
        clock.advance(HOUR);
      },
    ],
    [
      "the beginning of enforcement for a mailbox",
      async () => {
        await enforceFrom(accountScope(below, below.account.id), soon());
        await sum();
        clock.advance(HOUR);
      },
    ],
    ["enforcement that is planned for a reseller", () => enforceFrom(resellerScope(north), soon())],
    [
      "fewer days that a reseller looks at",
      () => write((tx) => setPolicy(tx, OPERATOR, resellerScope(south), { changes: { observationDays: 10 } })),
    ],
    ["a mailbox that is suspended", () => write((tx) => suspendAccount(tx, OPERATOR, innerIdOf(north.neighbour.id)))],
    ["a domain that is suspended", () => write((tx) => suspendDomain(tx, OPERATOR, innerIdOf(south.domain.id)))],
    ["a domain that goes on", () => write((tx) => resumeDomain(tx, OPERATOR, innerIdOf(south.domain.id)))],
    ["a reseller that is suspended", () => write((tx) => suspendReseller(tx, OPERATOR, innerIdOf(below.id)))],
    [
      "another zone of the platform",
      () => write((tx) => setPlatform(tx, OPERATOR, { timeZone: "Pacific/Kiritimati" })),
    ],
    [
      "another zone of a reseller",
      () => write((tx) => updateReseller(tx, OPERATOR, innerIdOf(north.id), { timeZone: "Pacific/Pago_Pago" })),
    ],
    ["a day that is over", () => clock.advance(DAY)],
    [
      "a domain that moves",
      () => write((tx) => moveDomain(tx, OPERATOR, innerIdOf(north.domain.id), innerIdOf(south.id))),
    ],
    [
      "a reseller that moves",
      () => write((tx) => moveReseller(tx, OPERATOR, innerIdOf(below.id), innerIdOf(south.id))),
    ],
    [
      "days that are kept no longer",
      async () => {
        await write((tx) => setPolicy(tx, OPERATOR, domainScope(south), { changes: { observationDays: 2 } }));
        await sum();
        await deleteOldObservations(api.database, clock.now());
      },
    ],
    ["a mailbox that is deleted", () => write((tx) => deleteAccount(tx, OPERATOR, innerIdOf(north.account.id)))],
    [
      "a domain that is deleted",
      () => write((tx) => deleteDomain(tx, OPERATOR, innerIdOf(below.domain.id), { cascade: true })),
    ],
  ];

  it("are made anew of nobody's domain for a setting that they do not rest on", async () => {
    await sum();
    await write((tx) => setPolicy(tx, OPERATOR, PLATFORM_SCOPE, { changes: { verificationHours: 48 } }));
    expect(await marks()).toBe(0);
  });

  for (const [title, change] of changes) {
    it(`are the walk's at once after ${title}, and when they were made anew`, async () => {
      const before = (await figures()).walked;
      await change();
      const { summed, walked } = await figures();
      expect(walked).not.toEqual(before);
      expect(summed).toEqual(walked);

      await sum();
      expect(await marks()).toBe(0);
      expect(await figures()).toEqual({ summed: walked, walked });
    });
  }

  function accountScope({ domain, path }: CreatedTenant, id: string): Scope {
    return { kind: "ACCOUNT", accountId: innerIdOf(id), domainId: innerIdOf(domain.id), resellerPath: path };
  }
  function resellerScope({ id, path }: CreatedTenant): Scope {
    return { kind: "RESELLER", resellerId: innerIdOf(id), resellerPath: path };
  }
});

function figuresIn({ refused, unresolved }: { readonly refused: object; readonly unresolved: object }) {
  return { refused, unresolved };
}
