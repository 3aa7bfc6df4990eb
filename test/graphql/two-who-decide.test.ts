import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { AuditEvent } from "../../src/audit/index.js";
import { Authorization, ensureIdentity } from "../../src/authorizations/index.js";
import { insertRow, type Transaction } from "../../src/database/index.js";
import { newIdentifier, newInstance, requireEmailAddress } from "../../src/kernel/index.js";
import { decideProposals } from "../../src/rollout/proposals/decide-proposals.js";
import { Proposal, ProposalState } from "../../src/rollout/proposals/proposal.entity.js";
import { undoDismissals } from "../../src/rollout/proposals/undo-dismissals.js";
import { blockIdentity } from "../../src/verification/operations/block-identity.js";
import { decideApprovals } from "../../src/verification/operations/decide-approvals.js";
import { verificationKeys } from "../../src/verification/verification-keys.js";
import { OPERATOR, type TestApi } from "../support/api.js";
import { describeInWorld } from "../support/world.js";
import { type CreatedTenant, innerIdOf } from "./tenancy-tree.js";
import { ADD_IDENTITY, type AuthorizationAnswer } from "./verification-mailbox.js";

/** Long enough for a second transaction to have read what it reads without a lock. */
const HEAD_START_MS = 150;

/** The second begins once the first has done its work, and before it commits. Answers what became of each. */
async function oneAfterTheOther(
  { database }: TestApi,
  first: (tx: Transaction) => Promise<unknown>,
  second: (tx: Transaction) => Promise<unknown>,
) {
  let begin = () => {};
  const isDone = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const earlier = database.write(async (tx) => {
    await first(tx);
    begin();
    await sleep(HEAD_START_MS);
  });
  const later = isDone.then(() => database.write(second));
  return Promise.allSettled([earlier, later]);
}

describeInWorld("of two who decide at once", (it) => {
  async function planProposal({ database }: TestApi, tenant: CreatedTenant, address: string): Promise<string> {
    const id = newIdentifier();
    await database.write((tx) =>
      insertRow(
        tx,
        Proposal,
        newInstance(Proposal, {
          id,
          accountId: innerIdOf(tenant.account.id),
          domainId: innerIdOf(tenant.domain.id),
          addressKey: address,
          state: ProposalState.OPEN,
          messages: 3,
          days: 2,
          firstSeenAt: tx.now,
          lastSeenAt: tx.now,
          authorizationId: null,
          matchNumber: null,
          createdAt: tx.now,
          decidedAt: null,
          decidedBy: null,
          dismissal: null,
        }),
      ),
    );
    return id;
  }
  const trailOf = async ({ database }: TestApi, subjectId: string) =>
    (await database.reader.find(AuditEvent, { where: { subjectId }, order: { sequence: "ASC" } })).map(
      ({ action }) => action,
    );
  const decided = { status: "fulfilled" };
  const refused = (reason: string) => ({ status: "rejected", reason: { reason } });

  it("about a proposal the later is told, and the trail holds one decision", async ({ api, tenants: { north } }) => {
    const id = await planProposal(api, north, "kept@elsewhere.test");
    const selection = { ids: [id] };
    const both = await oneAfterTheOther(
      api,
      (tx) => decideProposals(tx, OPERATOR, "ACCEPT", selection),
      (tx) => decideProposals(tx, north.domain.actor, "DISMISS", selection),
    );
    expect(both).toMatchObject([decided, refused("DECIDED_ALREADY")]);
    expect(await trailOf(api, id)).toEqual(["proposal.accepted"]);
  });

  it("by a filter the later passes over what the earlier has decided", async ({ api, tenants: { south } }) => {
    const id = await planProposal(api, south, "filtered@elsewhere.test");
    const filter = { addressKey: "filtered@elsewhere.test" };
    let found: unknown;
    await oneAfterTheOther(
      api,
      (tx) => decideProposals(tx, south.actor, "DISMISS", { filter }),
      async (tx) => {
        found = await decideProposals(tx, south.domain.actor, "DISMISS", { filter });
      },
    );
    expect(found).toMatchObject({ proposals: [], count: 0 });
    expect(await trailOf(api, id)).toEqual(["proposal.dismissed"]);
  });

  it("one dismissal is taken back once", async ({ api, tenants: { north } }) => {
    const id = await planProposal(api, north, "twice@elsewhere.test");
    await api.database.write((tx) => decideProposals(tx, north.actor, "DISMISS", { ids: [id] }));
    const undo = (tx: Transaction) => undoDismissals(tx, north.actor, [id]);
    await oneAfterTheOther(api, undo, undo);
    expect(await trailOf(api, id)).toEqual(["proposal.dismissed", "proposal.reconsidered"]);
  });

  it("about a request the later is told, with nothing done", async ({ api, tenants: { north, south } }) => {
    const input = { accountId: south.account.id, address: "decided@north.test", displayName: "Shop" };
    const { addIdentity } = await api.succeed<{ addIdentity: AuthorizationAnswer }>(south.account.actor, ADD_IDENTITY, {
      input,
    });
    const keys = verificationKeys(api.services.configuration);
    const selection = { authorizationIds: [innerIdOf(addIdentity.id)] };
    const both = await oneAfterTheOther(
      api,
      (tx) => decideApprovals(tx, north.domain.actor, keys, { decision: "APPROVE", selection }),
      (tx) => decideApprovals(tx, north.actor, keys, { decision: "REFUSE", selection }),
    );
    expect(both).toMatchObject([decided, refused("DECIDED_ALREADY")]);
  });

  it("an approval stands when the owner ends all requests a moment later", async ({
    api,
    tenants: { north, south },
  }) => {
    const input = { accountId: south.account.id, address: "ended@north.test", displayName: "Shop" };
    const { addIdentity } = await api.succeed<{ addIdentity: AuthorizationAnswer }>(south.account.actor, ADD_IDENTITY, {
      input,
    });
    const keys = verificationKeys(api.services.configuration);
    const id = innerIdOf(addIdentity.id);
    await oneAfterTheOther(
      api,
      (tx) =>
        decideApprovals(tx, north.domain.actor, keys, {
          decision: "APPROVE",
          selection: { authorizationIds: [id] },
        }),
      async (tx) => {
        const identity = await ensureIdentity(tx, requireEmailAddress("ended@north.test", "address"));
        await blockIdentity(tx, OPERATOR, keys, identity);
      },
    );
    const authorization = await api.database.reader.findOneByOrFail(Authorization, { id });
    expect(authorization.state).toBe("AUTHORIZED");
  });
});
