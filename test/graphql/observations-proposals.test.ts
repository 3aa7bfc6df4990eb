import { beforeEach, expect, it } from "vitest";
import { Authorization } from "../../src/authorizations/index.js";
import { renderMail } from "../../src/notifications/index.js";
import { alertAccounts } from "../../src/rollout/index.js";
import { Verification, VerificationState } from "../../src/verification/verification.entity.js";
import { DAY } from "../database/observations/observed.js";
import { ANONYMOUS, OPERATOR, testConfiguration } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { countStatements } from "../support/statements.js";
import { decide, openProposals, PROPOSALS, type Proposals } from "./proposals-world.js";
import { innerIdOf } from "./tenancy-tree.js";

const DISMISSALS =
  '{ auditEvents(filter: { action: "proposal.dismissed" }) { edges { node { action reason actorKind } } } }';

describeOnEachEngine("proposals", (engine) => {
  let world: Proposals;

  beforeEach(async () => {
    world = await openProposals(engine);
  });

  it("proposes nothing while the policy is OFF", async () => {
    const { propose, list } = world;
    expect(await propose()).toBe(0);
    expect(await list()).toEqual([]);
  });

  it("asks the owners of what passes the thresholds, tells the accounts, and does both once", async () => {
    const { api, propose, proposeAll, mails, list } = world;
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
    const { api, tree, proposeAll, list } = world;
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
    const { clock, api, tree, writer, proposeAll, mails, list } = world;
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
    const { clock, api, tree, proposeAll, list } = world;
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
    const { api, tree, proposeAll, list } = world;
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
    const { api, tree, propose, proposeAll, dismiss, list } = world;
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

  it("costs the same number of statements for one proposal as for all", async () => {
    const { api, proposeAll } = world;
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
});
