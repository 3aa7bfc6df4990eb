import { beforeAll, expect, it } from "vitest";
import { ANONYMOUS, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { type MovableClock, movableClock } from "../support/outbox.js";
import { createTenants, type Tree } from "./tenancy-tree.js";
import {
  ADD_IDENTITY,
  ANSWER,
  AUTHORIZATION,
  type AuthorizationAnswer,
  type Mailbox,
  openMailbox,
} from "./verification-mailbox.js";

const INPUT = "($input: ApprovalSelectionInput!)";
const APPROVE = `mutation ${INPUT} { approveAuthorizations(input: $input) { count } }`;
const REFUSE = `mutation ${INPUT} { refuseAuthorizations(input: $input) { count } }`;
const UNDO = "mutation ($input: UndoApprovalsInput!) { undoApprovals(input: $input) { count } }";
const WAITING = "{ approvals(first: 200) { edges { node { decidedBy authorization { id } } } } }";
const MINUTE_MS = 60_000;

describeOnEachEngine("a decision about a request", (engine) => {
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

  async function ask() {
    number += 1;
    clock.advance(24 * 60 * MINUTE_MS);
    await mailbox.news();
    const address = `undone${number}@north.test`;
    const input = { accountId: tree.south.account.id, address, displayName: "Shop" };
    const { addIdentity } = await api.succeed<{ addIdentity: AuthorizationAnswer }>(
      tree.south.account.actor,
      ADD_IDENTITY,
      { input },
    );
    const mails = await mailbox.deliver();
    clock.advance(MINUTE_MS);
    const token = mails.find(({ template }) => template === "question")?.secrets.token;
    return { input: { authorizationIds: [addIdentity.id] }, id: addIdentity.id, token, address };
  }
  const stateOf = async (id: string) =>
    (await api.succeed<{ node: AuthorizationAnswer }>(tree.south.account.actor, AUTHORIZATION, { id })).node.state;
  const reasonOf = async (actor: typeof ANONYMOUS, input: object) =>
    (await api.refuse(actor, UNDO, { input })).extensions as { code: string; reason?: string };

  it.each([
    ["yes", APPROVE, "AUTHORIZED"],
    ["no", REFUSE, "DENIED"],
  ])(
    "is taken back within ten minutes: after a %s the request waits again, and the owner's link holds",
    async (_, decide, state) => {
      const { domain } = tree.north;
      const { input, id, token, address } = await ask();
      await api.succeed(domain.actor, decide, { input });
      expect(await stateOf(id)).toBe(state);
      clock.advance(9 * MINUTE_MS);
      expect(await api.succeed(domain.actor, UNDO, { input })).toEqual({ undoApprovals: { count: 1 } });
      expect(await stateOf(id)).toBe("PENDING");
      clock.advance(2 * MINUTE_MS);
      expect((await mailbox.news()).flatMap(({ parameters }) => parameters.items)).toEqual([
        expect.objectContaining({ address, outcome: "WAITING" }),
      ]);
      const { approvals } = await api.succeed<{
        approvals: { edges: { node: { decidedBy: string | null; authorization: { id: string } } }[] };
      }>(domain.actor, WAITING);
      expect(approvals.edges.find(({ node }) => node.authorization.id === id)?.node.decidedBy).toBeNull();
      await api.succeed(ANONYMOUS, ANSWER, { input: { token, decision: "DENY" } });
      expect(await stateOf(id)).toBe("DENIED");
      expect((await reasonOf(domain.actor, input)).reason).toBe("DECISION_STANDS");
    },
  );

  it("stands after ten minutes, and for those below whoever decided", async () => {
    const { domain, actor: reseller } = tree.north;
    const { input, id } = await ask();
    await api.succeed(reseller, APPROVE, { input });
    expect((await reasonOf(domain.actor, input)).code).toBe("FORBIDDEN");
    expect((await reasonOf(tree.south.actor, input)).code).toBe("NOT_FOUND");
    clock.advance(10 * MINUTE_MS);
    expect((await reasonOf(reseller, input)).reason).toBe("DECISION_STANDS");
    expect(await stateOf(id)).toBe("AUTHORIZED");
  });

  it("stands whole where one of several stands", async () => {
    const [one, other] = [await ask(), await ask()];
    const { domain } = tree.north;
    await api.succeed(domain.actor, APPROVE, { input: other.input });
    const input = { authorizationIds: [other.id, one.id] };
    expect((await reasonOf(domain.actor, input)).reason).toBe("DECISION_STANDS");
    expect(await stateOf(other.id)).toBe("AUTHORIZED");
  });
});
