import { beforeAll, expect, it } from "vitest";
import { callBatch } from "../../src/app/api.js";
import { workOnBatchJobs } from "../../src/batch-jobs/index.js";
import { ANONYMOUS, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { type MovableClock, movableClock } from "../support/outbox.js";
import { plantAdministrator } from "./access-people.js";
import { type CreatedTenant, createTenants, type Tree } from "./tenancy-tree.js";
import {
  ADD_IDENTITY,
  ANSWER,
  AUTHORIZATION,
  type AuthorizationAnswer,
  type Mailbox,
  openMailbox,
} from "./verification-mailbox.js";

const APPROVALS = `query ($filter: ApprovalFilter) {
  approvals(filter: $filter, first: 200) { edges { node {
    state decidedBy domain { name } authorization { id displayName account { address } identity { address } }
  } } }
}`;
const APPROVE = `mutation ($input: ApprovalSelectionInput!) { approveAuthorizations(input: $input) { count hasMore } }`;
const REFUSE = `mutation ($input: ApprovalSelectionInput!) { refuseAuthorizations(input: $input) { count hasMore } }`;
const APPROVE_LATER = `mutation ($input: ApprovalSelectionInput!, $key: String) {
  approveAuthorizations(input: $input, asJob: true, idempotencyKey: $key) {
    count wasRepeated job { id operation } errors { reason field }
  }
}`;
const JOB = `query ($id: ID!) { node(id: $id) { ... on BatchJob {
  state doneCount results { edges { node { index id named errors { reason field } } } }
} } }`;
const SET_POLICY = `mutation ($input: SetPolicyInput!) { setPolicy(input: $input) { mode } }`;

interface ApprovalNode {
  readonly state: string;
  readonly decidedBy: string | null;
  readonly domain: { readonly name: string };
  readonly authorization: AuthorizationAnswer;
}

interface Later {
  readonly job: { readonly id: string } | null;
  readonly errors: object[];
}

describeOnEachEngine("the approval queue of a hosted domain", (engine) => {
  let clock: MovableClock;
  let api: TestApi;
  let tree: Tree;
  let mailbox: Mailbox;
  let number = 0;

  beforeAll(async () => {
    clock = movableClock();
    api = await startTestApi(engine, clock);
    tree = await createTenants(api);
    mailbox = openMailbox(api);
  });

  it("decides the others where it is said so, and tells of each what became of it", async () => {
    const asked = [(await ask()).authorization.id, (await ask()).authorization.id];
    const refusing = `mutation ($input: ApprovalSelectionInput!) { refuseAuthorizations(input: $input) {
      count results { index id node { id } errors { reason } } } }`;
    const [one, other] = asked;
    await api.succeed(tree.north.domain.actor, APPROVE, { input: { authorizationIds: [one] } });
    const input = { authorizationIds: [one, other], onError: "OTHERS" };
    expect(await api.succeed(tree.north.domain.actor, refusing, { input })).toEqual({
      refuseAuthorizations: {
        count: 1,
        results: [
          { index: 0, id: null, node: null, errors: [{ reason: "DECIDED_ALREADY" }] },
          { index: 1, id: other, node: { id: other }, errors: [] },
        ],
      },
    });
  });

  it("decides as a job what is named, under a key, and leaves what is decided by then", async () => {
    const asked = [(await ask()).authorization, (await ask()).authorization, (await ask()).authorization];
    const authorizationIds = asked.map(({ id }) => id);
    const { actor } = await plantAdministrator(api, "decides-later", { domainId: tree.north.domain.id });
    const later = async (input: object, key?: string) =>
      (await api.succeed<{ approveAuthorizations: Later }>(actor, APPROVE_LATER, { input, key })).approveAuthorizations;
    const started = await later({ authorizationIds }, "decided as a job");
    expect(started).toMatchObject({ count: 0, wasRepeated: false, job: { operation: "approveAuthorizations" } });
    expect(await later({ authorizationIds }, "decided as a job")).toMatchObject({
      wasRepeated: true,
      job: { id: started.job?.id },
    });
    expect(await stateOf(asked[0]!)).toBe("PENDING");
    await api.succeed(tree.north.actor, REFUSE, { input: { authorizationIds: [authorizationIds[1]] } });
    while (await workOnBatchJobs(api.services, callBatch));
    expect((await api.succeed<{ node: object }>(actor, JOB, { id: started.job?.id })).node).toEqual({
      state: "DONE",
      doneCount: 2,
      results: {
        edges: [
          { node: { index: 0, id: authorizationIds[0], named: null, errors: [] } },
          {
            node: {
              index: 1,
              id: null,
              named: authorizationIds[1],
              errors: [{ reason: "DECIDED_ALREADY", field: "input.authorizationIds" }],
            },
          },
          { node: { index: 2, id: authorizationIds[2], named: null, errors: [] } },
        ],
      },
    });
    const states = [await stateOf(asked[0]!), await stateOf(asked[1]!), await stateOf(asked[2]!)];
    expect(states).toEqual(["AUTHORIZED", "DENIED", "AUTHORIZED"]);
    expect((await later({ authorizationIds })).errors).toEqual([{ reason: "VALUE_MISSING", field: "idempotencyKey" }]);
    expect((await later({ authorizationIds }, "a key\n")).errors).toEqual([
      { reason: "IDEMPOTENCY_KEY_MALFORMED", field: "idempotencyKey" },
    ]);
    expect((await later({ domainId: tree.north.domain.id }, "a whole domain")).errors).toEqual([
      { reason: "VALUE_MISSING", field: "input.authorizationIds" },
    ]);
  });

  /** An account of `tenant` asks for an address of the north's domain. */
  async function ask(tenant: CreatedTenant = tree.south, address = `batcher${++number}@north.test`) {
    clock.advance(24 * 60 * 60 * 1_000);
    const input = { accountId: tenant.account.id, address, displayName: "Shop" };
    const { addIdentity } = await api.succeed<{ addIdentity: AuthorizationAnswer }>(
      tenant.account.actor,
      ADD_IDENTITY,
      { input },
    );
    const mails = await mailbox.deliver();
    clock.advance(60_000);
    return { authorization: addIdentity, mail: mails.find(({ template }) => template === "question") };
  }

  async function waiting(actor = tree.north.domain.actor, filter?: object): Promise<ApprovalNode[]> {
    const data = await api.succeed<{ approvals: { edges: { node: ApprovalNode }[] } }>(actor, APPROVALS, { filter });
    return data.approvals.edges.map(({ node }) => node);
  }

  async function stateOf({ id }: AuthorizationAnswer, tenant: CreatedTenant = tree.south): Promise<string> {
    const { node } = await api.succeed<{ node: AuthorizationAnswer }>(tenant.account.actor, AUTHORIZATION, { id });
    return node.state;
  }

  it("shows requests to the domain's administrators alone, of a foreign account its address", async () => {
    const { authorization, mail } = await ask();
    expect(authorization.state).toBe("PENDING");
    expect(mail?.to).toBe(authorization.identity.address);
    const mine = (await waiting()).find((node) => node.authorization.id === authorization.id);
    expect(mine).toMatchObject({
      state: "WAITING",
      domain: { name: "north.test" },
      authorization: { displayName: "", account: { address: "user@south.test" } },
    });
    expect(await waiting(tree.south.actor)).toEqual([]);
    expect((await api.refuse(tree.south.account.actor, APPROVALS)).extensions.code).toBe("FORBIDDEN");
    expect((await api.refuse(ANONYMOUS, APPROVALS)).extensions.code).toBe("UNAUTHENTICATED");
  });

  it("authorizes what is approved, and the mailed link is over", async () => {
    const { authorization, mail } = await ask();
    const input = { authorizationIds: [authorization.id] };
    expect(await api.succeed(tree.north.domain.actor, APPROVE, { input })).toEqual({
      approveAuthorizations: { count: 1, hasMore: false },
    });
    expect(await stateOf(authorization)).toBe("AUTHORIZED");
    const answer = { token: mail!.secrets.token, decision: "DENY" };
    expect((await api.refuse(ANONYMOUS, ANSWER, { input: answer })).extensions.code).toBe("CONFLICT");
    expect((await api.refuse(tree.north.domain.actor, APPROVE, { input })).extensions.code).toBe("CONFLICT");
  });

  it("denies what is refused, a whole domain's at once", async () => {
    const asked = [await ask(), await ask(), await ask()];
    const input = { domainId: tree.north.domain.id, reason: "not ours" };
    const { refuseAuthorizations } = await api.succeed<{ refuseAuthorizations: { count: number } }>(
      tree.north.actor,
      REFUSE,
      { input },
    );
    expect(refuseAuthorizations.count).toBeGreaterThanOrEqual(3);
    for (const { authorization } of asked) expect(await stateOf(authorization)).toBe("DENIED");
    expect(await waiting()).toEqual([]);
  });

  it("is settled by the owner's mail, the other way", async () => {
    const { authorization, mail } = await ask();
    const { matchNumber } = authorization.verification!;
    const input = { token: mail!.secrets.token, decision: "ALLOW", matchNumber };
    await api.succeed(ANONYMOUS, ANSWER, { input });
    expect(await stateOf(authorization)).toBe("AUTHORIZED");
    expect(await waiting()).toEqual([]);
    expect((await waiting(undefined, { state: "SETTLED" })).length).toBeGreaterThan(0);
  });

  it("waits on when the owner's question ends with wrong numbers", async () => {
    const { authorization, mail } = await ask();
    const { matchNumber } = authorization.verification!;
    const wrong = { token: mail!.secrets.token, decision: "ALLOW", matchNumber: matchNumber === "10" ? "11" : "10" };
    await api.refuse(ANONYMOUS, ANSWER, { input: wrong });
    expect((await api.refuse(ANONYMOUS, ANSWER, { input: wrong })).extensions.code).toBe("CONFLICT");
    // No right answer counts any more either.
    const right = { ...wrong, matchNumber };
    expect((await api.refuse(ANONYMOUS, ANSWER, { input: right })).extensions.code).toBe("CONFLICT");
    expect(await stateOf(authorization)).toBe("PENDING");
    const input = { authorizationIds: [authorization.id] };
    expect(await api.succeed(tree.north.domain.actor, APPROVE, { input })).toMatchObject({
      approveAuthorizations: { count: 1 },
    });
    expect(await stateOf(authorization)).toBe("AUTHORIZED");
  });

  it("is nobody else's to decide, and needs a selection that is one", async () => {
    const { authorization } = await ask();
    const input = { authorizationIds: [authorization.id] };
    for (const actor of [tree.south.actor, tree.south.domain.actor]) {
      expect((await api.refuse(actor, APPROVE, { input })).extensions.code).toBe("NOT_FOUND");
      const all = { domainId: tree.north.domain.id };
      expect((await api.refuse(actor, APPROVE, { input: all })).extensions.code).toBe("NOT_FOUND");
    }
    expect((await api.refuse(tree.south.account.actor, APPROVE, { input })).extensions.code).toBe("FORBIDDEN");
    for (const wrong of [{}, { authorizationIds: [] }, { ...input, domainId: tree.north.domain.id }]) {
      expect((await api.refuse(tree.north.domain.actor, APPROVE, { input: wrong })).extensions.code).toBe(
        "BAD_USER_INPUT",
      );
    }
    expect(await stateOf(authorization)).toBe("PENDING");
  });

  it("follows the domain's rule: same domain approves what is nobody's mailbox, and never asks nobody", async () => {
    const setRule = (approvalRule: string) =>
      api.succeed(OPERATOR, SET_POLICY, {
        input: { scope: { domainId: tree.north.domain.id }, approvalRule },
      });
    await setRule("APPROVE_SAME_DOMAIN");
    const batcher = await ask(tree.north);
    expect(batcher.authorization.state).toBe("AUTHORIZED");
    const colleague = await ask(tree.north, "neighbour@north.test");
    expect(colleague.authorization.state).toBe("PENDING");
    expect((await ask(tree.south)).authorization.state).toBe("PENDING");

    await setRule("NEVER");
    const before = (await waiting()).length;
    expect((await ask(tree.north)).authorization.state).toBe("DENIED");
    const foreign = await ask(tree.south);
    expect(foreign.authorization).toMatchObject({ state: "PENDING", verification: { deliveryState: "QUEUED" } });
    expect(foreign.mail).toBeUndefined();
    expect((await waiting()).length).toBe(before);
    await setRule("ASK");
    expect((await ask(tree.north)).authorization.state).toBe("PENDING");
  });
});
