import formbody from "@fastify/formbody";
import { fastify } from "fastify";
import { beforeEach, expect, it } from "vitest";
import { Administrator } from "../../src/access/index.js";
import { proposalPort } from "../../src/app/observation-jobs.js";
import { Authorization, ensureIdentity, Identity, lockAuthorization, moveTo } from "../../src/authorizations/index.js";
import { lockRow } from "../../src/database/index.js";
import { toGlobalId } from "../../src/graphql/index.js";
import { newIdentifier, PLATFORM_SCOPE, required, requireEmailAddress, SYSTEM_ACTOR } from "../../src/kernel/index.js";
import { renderMail } from "../../src/notifications/index.js";
import { recordSubmissions } from "../../src/observations/index.js";
import { OutboxMail } from "../../src/outbox/index.js";
import { setPolicy } from "../../src/policy/index.js";
import { type AlertKeys } from "../../src/rollout/alerts/alert-keys.js";
import { DigestUnsubscription } from "../../src/rollout/alerts/digest-unsubscription.entity.js";
import {
  alertAccounts,
  alertKeys,
  proposeFromObservations,
  registerUnsubscribePages,
  sendDigests,
  sendSecurityAlerts,
} from "../../src/rollout/index.js";
import { Verification, VerificationState } from "../../src/verification/verification.entity.js";
import { DAY, submission } from "../database/observations/observed.js";
import { ANONYMOUS, OPERATOR, startTestApi, type TestApi, testConfiguration } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { type MovableClock, movableClock } from "../support/outbox.js";
import { countStatements } from "../support/statements.js";
import { createTenants, innerIdOf, type Tree } from "./tenancy-tree.js";

const PROPOSALS = `query ($filter: ProposalFilter) { proposals(filter: $filter) { edges { node {
  id address state messages days account { address } authorization { id state source } } } } }`;
const DISMISSALS =
  '{ auditEvents(filter: { action: "proposal.dismissed" }) { edges { node { action reason actorKind } } } }';
const decide = (what: string) => `mutation ($input: DecideProposalsInput!) {
  ${what}(input: $input) { hasMore proposals { address state } } }`;

interface Listed {
  proposals: {
    edges: {
      node: { id: string; address: string; state: string; authorization: { id: string; state: string } | null };
    }[];
  };
}

describeOnEachEngine("proposals", (engine) => {
  let clock: MovableClock;
  let api: TestApi;
  let tree: Tree;
  let writer: AlertKeys;

  // A platform of its own for each test: proposals follow from everything that was seen before.
  beforeEach(async () => {
    clock = movableClock();
    api = await startTestApi(engine, clock);
    tree = await createTenants(api);
    writer = alertKeys(api.services.configuration);
    for (const [tenant, role] of [
      [tree.north, "RESELLER"],
      [tree.north, "DOMAIN_ADMIN"],
      [tree.south, "RESELLER"],
    ] as const) {
      const name = `${role.toLowerCase()}.${tenant.domain.name}`;
      await api.database.write((tx) =>
        tx.manager.insert(Administrator, {
          id: newIdentifier(),
          login: name,
          passwordHash: "x",
          role: role as never,
          resellerId: innerIdOf(tenant.id),
          resellerPath: tenant.path,
          domainId: role === "DOMAIN_ADMIN" ? innerIdOf(tenant.domain.id) : null,
          email: `admin@${name}`,
          emailConfirmedAt: clock.now(),
          language: null,
          isDisabled: false,
          createdAt: clock.now(),
        }),
      );
    }
    const now = clock.now().getTime();
    await setPlatform({ schedule: [{ at: now + 40 * DAY, mode: "ENFORCE" }] });
    await api.database.write((tx) =>
      recordSubmissions(tx, [
        ...[0, 1, 2].map((days) =>
          submission("user@north.test", "boss@elsewhere.test", now - days * DAY, { count: 3 }),
        ),
        submission("user@north.test", "rare@elsewhere.test", now),
        ...[0, 1].map((days) => submission("user@south.test", "user@north.test", now - days * DAY, { count: 9 })),
        ...[0, 1].map((days) => submission("user@south.test", "shop@partner.test", now - days * DAY, { count: 9 })),
      ]),
    );
  });

  const setPlatform = (changes: Parameters<typeof setPolicy>[3]["changes"]) =>
    api.database.write((tx) => setPolicy(tx, SYSTEM_ACTOR, PLATFORM_SCOPE, { changes }));
  const propose = () => proposeFromObservations(api.services, proposalPort(api.services), writer);
  const proposeAll = async () => {
    await setPlatform({ proactive: "PROPOSE" });
    expect(await propose()).toBe(3);
  };
  const dismiss = async (actor = tree.north.actor) => {
    const ids = (await list(actor)).map(({ id }) => id);
    await api.succeed(actor, decide("dismissProposals"), { input: { ids } });
  };
  const mails = async (template: string) =>
    (await api.database.reader.find(OutboxMail, { order: { id: "ASC" } })).filter((mail) => mail.template === template);
  const list = async (actor = OPERATOR, filter?: object) =>
    (await api.succeed<Listed>(actor, PROPOSALS, { filter })).proposals.edges.map(({ node }) => node);

  it("proposes nothing while the policy is OFF", async () => {
    expect(await propose()).toBe(0);
    expect(await list()).toEqual([]);
  });

  it("asks the owners of what passes the thresholds, tells the accounts, and does both once", async () => {
    await proposeAll();
    expect(await propose()).toBe(0);

    expect((await list()).map(({ address, state }) => `${address} ${state}`).sort()).toEqual([
      "boss@elsewhere.test ASKED",
      "shop@partner.test ASKED",
      "user@north.test ASKED",
    ]);
    const alerts = await mails("alert-observed");
    expect(alerts.map(({ toAddress }) => toAddress).sort()).toEqual([
      "user@north.test",
      "user@south.test",
      "user@south.test",
    ]);
    const told = alerts.find(({ toAddress }) => toAddress === "user@north.test")!;
    expect(told.parameters).toMatchObject({ address: "boss@elsewhere.test", messages: 9 });
    const rendered = renderMail({ ...told, secrets: {} } as never, testConfiguration());
    expect(rendered.text).toContain(String(told.parameters.matchNumber));
    // The address lives in a hosted domain: that it does is no proof for another tenant's account.
    const states = await api.database.reader.find(Authorization);
    expect(states.map(({ state, source }) => `${state} ${source}`)).toEqual(new Array(3).fill("PENDING OBSERVED"));
  });

  it("shows each tenant its own proposals", async () => {
    await proposeAll();
    expect((await list(tree.north.actor)).map(({ address }) => address)).toEqual(["boss@elsewhere.test"]);
    expect((await list(tree.south.domain.actor)).map(({ address }) => address).sort()).toEqual([
      "shop@partner.test",
      "user@north.test",
    ]);
    expect(await list(tree.north.account.actor)).toHaveLength(1);
    expect(await list(OPERATOR, { addressDomain: "partner.test" })).toHaveLength(1);
    expect((await api.refuse(ANONYMOUS, PROPOSALS)).extensions.code).toBe("UNAUTHENTICATED");
  });

  it("reminds an account once a week, and not any more once the matter is settled", async () => {
    await proposeAll();
    expect(await alertAccounts(api.database, writer, clock.now())).toBe(0);
    clock.advance(7 * DAY);
    expect(await alertAccounts(api.database, writer, clock.now())).toBe(3);
    expect(await alertAccounts(api.database, writer, clock.now())).toBe(0);

    const [boss] = await list(tree.north.actor);
    const ids = [boss!.id];
    const foreign = await api.refuse(tree.south.actor, decide("dismissProposals"), { input: { ids } });
    expect(foreign.extensions.code).toBe("NOT_FOUND");
    const otherAccount = await api.refuse(tree.south.account.actor, decide("dismissProposals"), { input: { ids } });
    expect(otherAccount.extensions.code).toBe("NOT_FOUND");
    const accepting = await api.refuse(tree.north.account.actor, decide("acceptProposals"), { input: { ids } });
    expect(accepting.extensions.code).toBe("FORBIDDEN");
    // The account itself says that it was not its own doing; its administrators read it in the audit trail.
    const input = { ids, reason: "That was not me" };
    await api.succeed(tree.north.account.actor, decide("dismissProposals"), { input });
    const { auditEvents } = await api.succeed<{ auditEvents: { edges: { node: object }[] } }>(
      tree.north.actor,
      DISMISSALS,
    );
    expect(auditEvents.edges.map(({ node }) => node)).toEqual([
      { action: "proposal.dismissed", reason: "That was not me", actorKind: "ACCOUNT" },
    ]);
    const again = await api.refuse(tree.north.actor, decide("dismissProposals"), { input: { ids } });
    expect(again.extensions.code).toBe("CONFLICT");
    clock.advance(7 * DAY);
    await alertAccounts(api.database, writer, clock.now());
    const alerts = await mails("alert-observed");
    expect(alerts.filter(({ toAddress }) => toAddress === "user@north.test")).toHaveLength(2);
  });

  it("are what they were within ten minutes of a dismissal, with their question, by peers and those above", async () => {
    await proposeAll();
    const undo = `mutation ($input: UndoDismissalsInput!) { undoDismissals(input: $input) {
      count proposals { id state authorization { state } } } }`;
    const [boss] = await list(tree.north.actor);
    const input = { ids: [boss!.id] };
    const question = () => api.database.reader.findOneByOrFail(Verification, { id: asked!.id });
    const [asked] = (await api.database.reader.find(Verification)).filter(
      ({ authorizationId }) => authorizationId === innerIdOf(boss!.authorization!.id),
    );
    await api.succeed(tree.north.actor, decide("dismissProposals"), { input });
    expect((await question()).state).toBe(VerificationState.RETIRED);
    expect((await api.refuse(tree.south.actor, undo, { input })).extensions.code).toBe("NOT_FOUND");
    expect((await api.refuse(tree.north.account.actor, undo, { input })).extensions).toMatchObject({
      reason: "SET_FURTHER_UP",
    });
    clock.advance(9 * 60_000);
    expect(await api.succeed(tree.north.actor, undo, { input })).toEqual({
      undoDismissals: { count: 1, proposals: [{ id: boss!.id, state: "ASKED", authorization: { state: "PENDING" } }] },
    });
    expect((await question()).state).toBe(VerificationState.OPEN);
    expect(await api.database.reader.countBy(Verification, { authorizationId: asked!.authorizationId })).toBe(1);
    await api.succeed(tree.north.account.actor, decide("dismissProposals"), { input });
    clock.advance(10 * 60_000);
    expect((await api.refuse(tree.north.account.actor, undo, { input })).extensions).toMatchObject({
      code: "CONFLICT",
      reason: "DECISION_STANDS",
    });
  });

  it("does the others where it is said so, and tells of each what became of it, again under the same key", async () => {
    await proposeAll();
    const [boss] = await list(tree.north.actor);
    const [foreign] = await list(tree.south.actor);
    const dismissing = `mutation ($input: DecideProposalsInput!, $key: String) {
      dismissProposals(input: $input, idempotencyKey: $key) {
        count results { index id node { id } errors { reason } } errors { reason } } }`;
    const ids = [foreign!.id, boss!.id];
    const call = (onError: string, key: string) =>
      api.succeed(tree.north.actor, dismissing, { input: { ids, onError }, key });
    expect(await call("NOTHING", "none")).toMatchObject({
      dismissProposals: { count: 0, results: [], errors: [{ reason: "NOT_FOUND" }] },
    });
    const done = {
      dismissProposals: {
        count: 1,
        results: [
          { index: 0, id: null, node: null, errors: [{ reason: "NOT_FOUND" }] },
          { index: 1, id: boss!.id, node: { id: boss!.id }, errors: [] },
        ],
        errors: [],
      },
    };
    expect(await call("OTHERS", "others")).toEqual(done);
    expect(await call("OTHERS", "others")).toEqual(done);
    expect((await list(tree.south.actor)).map(({ state }) => state)).not.toContain("DISMISSED");
  });

  it("authorizes what an administrator may give, in bulk, and leaves the rest to its owner", async () => {
    await proposeAll();
    await dismiss();
    // Found again, so that there is something open.
    await api.database.write((tx) => tx.manager.query("UPDATE proposal SET state = 'OPEN' WHERE state <> 'DISMISSED'"));
    const bounded = (resellerId: string) => ({ input: { filter: { resellerId } } });
    type Decided = Record<string, { hasMore: boolean; proposals: { address: string; state: string }[] }>;
    const bySouth = await api.succeed<Decided>(tree.south.actor, decide("acceptProposals"), bounded(tree.south.id));
    expect(bySouth.acceptProposals!.proposals.map(({ state }) => state)).toEqual(["WANTED", "WANTED"]);
    const byOperator = await api.succeed<Decided>(OPERATOR, decide("acceptProposals"), bounded(tree.south.id));
    // The owner of the first has been asked and has not answered: who accepts all has not looked at that one.
    const given = byOperator.acceptProposals!.proposals;
    expect(given.map(({ state }) => state)).toEqual(["ASKED", "GRANTED"]);
    const [waiting] = await list(OPERATOR, { address: given[0]!.address });
    const one = { input: { ids: [waiting!.id], reason: "the customer has shown us the contract" } };
    const alone = await api.succeed<Decided>(OPERATOR, decide("acceptProposals"), one);
    expect(alone.acceptProposals!.proposals.map(({ state }) => state)).toEqual(["GRANTED"]);
    const found = await list(tree.south.actor);
    expect(found.map(({ authorization }) => authorization?.state)).toEqual(["AUTHORIZED", "AUTHORIZED"]);
    expect((await list(tree.north.actor)).map(({ state }) => state)).toEqual(["DISMISSED"]);
    expect(await propose()).toBe(0);
  });

  it("authorizes until a date what is in use already, and asks its owner to confirm it by then", async () => {
    await proposeAll();
    const until = clock.now().getTime() + 60 * DAY;
    await setPlatform({ proactive: "GRANDFATHER", grandfatherUntil: until });
    const now = clock.now().getTime();
    await api.database.write((tx) =>
      recordSubmissions(
        tx,
        [0, 1].map((days) => submission("neighbour@north.test", "old@habit.test", now - days * DAY, { count: 5 })),
      ),
    );
    expect(await propose()).toBe(1);
    const [found] = await list(OPERATOR, { address: "old@habit.test" });
    expect([found!.state, found!.authorization?.state]).toEqual(["GRANDFATHERED", "AUTHORIZED"]);
    const authorization = await api.database.reader.findOneByOrFail(Authorization, {
      state: "AUTHORIZED" as never,
      identityDomain: "habit.test",
    });
    expect(authorization.expiresAt).toEqual(new Date(until));
    expect((await mails("question")).filter(({ toAddress }) => toAddress === "old@habit.test")).toHaveLength(1);

    type Decided = Record<string, { proposals: { state: string }[] }>;
    const input = { ids: [found!.id] };
    const accepted = await api.succeed<Decided>(OPERATOR, decide("acceptProposals"), { input });
    expect(accepted.acceptProposals!.proposals.map(({ state }) => state)).toEqual(["GRANTED"]);
    const confirmed = await api.database.reader.findOneByOrFail(Authorization, { id: authorization.id });
    expect([confirmed.state, confirmed.expiresAt]).toEqual(["AUTHORIZED", null]);
  });

  /** What a server took, or turned away, from an account on the days before today. */
  const see = (address: string, days: number[], options = {}) => {
    const now = clock.now().getTime();
    return api.database.write((tx) =>
      recordSubmissions(
        tx,
        days.map((day) => submission("neighbour@north.test", address, now - day * DAY, { count: 5, ...options })),
      ),
    );
  };
  const outcomes = async () =>
    Object.fromEntries(
      (await list(OPERATOR, { accountId: tree.north.neighbour.id })).map(({ address, state, authorization }) => [
        address,
        `${state} ${authorization?.state}`,
      ]),
    );

  it("gives nothing before the owner's answer for mail that was refused, or sent after enforcement began", async () => {
    const now = clock.now().getTime();
    await setPlatform({ schedule: [{ at: now - 3 * DAY, mode: "ENFORCE" }] });
    await setPlatform({ proactive: "GRANDFATHER", grandfatherUntil: now + 30 * DAY });
    await see("refused@habit.test", [10, 9, 8], { isRefused: true });
    await see("late@habit.test", [2, 1, 0]);
    await see("old@habit.test", [10, 9, 8]);
    await propose();
    expect(await outcomes()).toEqual({
      "refused@habit.test": "ASKED PENDING",
      "late@habit.test": "ASKED PENDING",
      "old@habit.test": "GRANDFATHERED AUTHORIZED",
    });
  });

  it("gives nothing over an owner's no, a bounce, an open question, or another reseller's hosted domain", async () => {
    const now = clock.now().getTime();
    await setPlatform({ proactive: "GRANDFATHER", grandfatherUntil: now + 30 * DAY });
    const against: Record<string, object> = {
      "never@far.test": { blockedAt: clock.now() },
      "gone@far.test": { undeliverableAt: clock.now() },
    };
    for (const [address, changes] of Object.entries(against)) {
      await api.database.write(async (tx) => {
        const { id } = await ensureIdentity(tx, requireEmailAddress(address, "address"));
        await tx.manager.update(Identity, { id }, changes);
      });
    }
    for (const address of ["no@far.test", "asked@far.test"]) {
      const input = { accountId: tree.south.neighbour.id, address, displayName: "x" };
      await api.succeed(
        tree.south.domain.actor,
        "mutation ($input: AddIdentityInput!) { addIdentity(input: $input) { id } }",
        { input },
      );
    }
    await api.database.write(async (tx) => {
      const row = required(await lockRow(tx, Authorization, { addressKey: "no@far.test" }));
      moveTo(row, "DENY", tx.now);
      await tx.manager.save(row);
      await tx.manager.update(Verification, { authorizationId: row.id }, { state: VerificationState.DENIED });
    });
    const addresses = [
      ...Object.keys(against),
      "no@far.test",
      "never+tag@far.test",
      "asked@far.test",
      "user@south.test",
    ];
    for (const address of [...addresses, "free@far.test"]) await see(address, [2, 1]);
    await propose();
    expect(await outcomes()).toEqual({
      ...Object.fromEntries(addresses.map((address) => [address, "ASKED PENDING"])),
      "free@far.test": "GRANDFATHERED AUTHORIZED",
    });
  });

  it("asks again about what holds until a date, and never accepts over the owner's no", async () => {
    await setPlatform({ proactive: "GRANDFATHER", grandfatherUntil: clock.now().getTime() + 30 * DAY });
    await see("old@habit.test", [2, 1]);
    await propose();
    const [found] = await list(OPERATOR, { address: "old@habit.test" });
    const row = await api.database.reader.findOneByOrFail(Authorization, { addressKey: "old@habit.test" });
    clock.advance(20 * DAY);
    const again = "mutation ($id: ID!) { resendVerification(authorizationId: $id) { state } }";
    const id = toGlobalId("Authorization", row.id);
    expect(await api.succeed(tree.north.domain.actor, again, { id })).toEqual({
      resendVerification: { state: "AUTHORIZED" },
    });
    await api.database.write(async (tx) => {
      const locked = required(await lockAuthorization(tx, row.id));
      moveTo(locked, "DENY", tx.now);
      await tx.manager.save(locked);
    });
    const accepted = await api.succeed<Record<string, { proposals: { state: string }[] }>>(
      OPERATOR,
      decide("acceptProposals"),
      { input: { ids: [found!.id] } },
    );
    expect(accepted.acceptProposals!.proposals).toEqual([{ address: "old@habit.test", state: "SETTLED" }]);
    expect((await api.database.reader.findOneByOrFail(Authorization, { id: row.id })).state).toBe("DENIED");
  });

  it("costs the same number of statements for one proposal as for all", async () => {
    await proposeAll();
    const query = `query ($first: Int) { proposals(first: $first) { edges { node { address account { address } authorization { state } } } } }`;
    const short = await countStatements(
      api.database,
      async () => void (await api.succeed(OPERATOR, query, { first: 1 })),
    );
    const long = await countStatements(
      api.database,
      async () => void (await api.succeed(OPERATOR, query, { first: 50 })),
    );
    expect(long).toBe(short);
  });

  it("sends administrators one digest a week and resellers one announcement, until they unsubscribe", async () => {
    // What was seen at first is no part of any digest by then, and the announcement is due.
    clock.advance(14 * DAY);
    const at = clock.now().getTime() - DAY;
    await api.database.write((tx) =>
      recordSubmissions(tx, [submission("user@north.test", "boss@elsewhere.test", at, { count: 4 })]),
    );
    await sendDigests(api.services, writer);
    await sendDigests(api.services, writer);
    const digests = await mails("digest-reseller");
    expect(digests.map(({ toAddress }) => toAddress).sort()).toEqual([
      "admin@domain_admin.north.test",
      "admin@reseller.north.test",
    ]);
    expect(digests[0]!.parameters).toMatchObject({ messages: 4, accounts: 1, addresses: 1 });
    const announcements = await mails("announcement");
    expect(announcements.map(({ toAddress }) => toAddress).sort()).toEqual([
      "admin@reseller.north.test",
      "admin@reseller.south.test",
    ]);

    const app = fastify();
    await app.register(formbody);
    registerUnsubscribePages(app, api.services);
    const reseller = digests.find(({ toAddress }) => toAddress.startsWith("admin@reseller"))!;
    const { unsubscribeToken } = writer.sealer.open(reseller.id, reseller.sealed!);
    const rendered = renderMail({ ...reseller, secrets: { unsubscribeToken } } as never, testConfiguration());
    expect(rendered.headers["List-Unsubscribe"]).toBe(`<https://mayfrom.test/u/${unsubscribeToken}>`);
    expect((await app.inject({ url: `/unsubscribe/${unsubscribeToken}` })).body).toContain("<form");
    for (const [acceptLanguage, words] of [
      ["fr-CH, de;q=0.9", '<html lang="fr">'],
      ["it, de-AT;q=0.8, en;q=0.5", "Abbestellen"],
      ["ja", "Unsubscribe"],
    ]) {
      const headers = { "accept-language": acceptLanguage };
      expect((await app.inject({ url: `/unsubscribe/${unsubscribeToken}`, headers })).body).toContain(words);
    }
    clock.advance(7 * DAY);
    const next = clock.now().getTime() - DAY;
    await api.database.write((tx) =>
      recordSubmissions(tx, [submission("user@north.test", "boss@elsewhere.test", next)]),
    );
    const forged = unsubscribeToken!.startsWith("A")
      ? `B${unsubscribeToken!.slice(1)}`
      : `A${unsubscribeToken!.slice(1)}`;
    expect((await app.inject({ method: "POST", url: `/unsubscribe/${forged}` })).statusCode).toBe(404);
    const oneClick = {
      headers: { "content-type": "multipart/form-data; boundary=b" },
      payload: '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
    };
    const done = await app.inject({ method: "POST", url: `/unsubscribe/${unsubscribeToken}`, ...oneClick });
    expect(done.statusCode).toBe(200);
    // On the page: a program that names itself is held, and the same page turns it round at any time.
    const onPage = (answer: string, userAgent: string) =>
      app.inject({
        method: "POST",
        url: `/unsubscribe/${unsubscribeToken}`,
        headers: { "content-type": "application/x-www-form-urlencoded", "user-agent": userAgent },
        payload: `answer=${answer}`,
      });
    const person = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0";
    const hasEnded = () => api.database.reader.count(DigestUnsubscription);
    expect((await app.inject({ url: `/unsubscribe/${unsubscribeToken}` })).body).toContain("Send them again");
    expect((await onPage("again", person)).body).toContain("come again");
    expect(await hasEnded()).toBe(0);
    expect((await onPage("yes", "Mimecast LinkScan/1.0")).statusCode).toBe(202);
    expect(await hasEnded()).toBe(0);
    expect((await onPage("yes", person)).body).toContain("You are unsubscribed");
    expect(await hasEnded()).toBe(1);
    await app.close();
    await sendDigests(api.services, writer);
    expect((await mails("digest-reseller")).slice(2).map(({ toAddress }) => toAddress)).toEqual([
      "admin@domain_admin.north.test",
    ]);
    expect(await mails("announcement")).toHaveLength(2);
  });

  it("answers 10,000 addresses of one login with one security alert and no proposal at all", async () => {
    await proposeAll();
    const now = clock.now().getTime();
    const before = (await api.database.reader.find(OutboxMail)).length;
    for (const days of [1, 0]) {
      for (let batch = 0; batch < 10; batch += 1) {
        await api.database.write((tx) =>
          recordSubmissions(
            tx,
            Array.from({ length: 1_000 }, (_, index) =>
              submission("neighbour@south.test", `victim${batch * 1_000 + index}@world.test`, now - days * DAY, {
                count: 5,
              }),
            ),
          ),
        );
      }
    }
    await propose();
    for (let round = 0; round < 3; round += 1) await api.database.write((tx) => sendSecurityAlerts(tx, writer));

    const mailed = (await api.database.reader.find(OutboxMail)).length - before;
    const alerts = await mails("security-alert");
    expect(alerts.map(({ toAddress }) => toAddress)).toEqual(["admin@reseller.south.test"]);
    expect(mailed).toBe(1);
    expect(await list(OPERATOR, { accountId: tree.south.neighbour.id })).toEqual([]);
  });
});
