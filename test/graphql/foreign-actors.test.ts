import { beforeAll, expect, it } from "vitest";
import type { Actor } from "../../src/kernel/index.js";
import { OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";
import { movableClock } from "../support/outbox.js";
import { createTenants, type Tree } from "./tenancy-tree.js";
import { ADD_IDENTITY, type AuthorizationAnswer } from "./verification-mailbox.js";

interface Event {
  readonly action: string;
  readonly actorLabel: string;
  readonly remoteAddress: string | null;
}

const APPROVE = "mutation ($input: ApprovalSelectionInput!) { approveAuthorizations(input: $input) { count } }";
const PAUSE = "mutation ($id: ID!) { pauseAuthorization(authorizationId: $id) { id } }";
const EVENTS = "{ auditEvents(first: 50) { edges { node { action actorLabel remoteAddress } } } }";
const REASON = "query ($id: ID!) { node(id: $id) { ... on Authorization { reason } } }";

describeOnEachEngine("whoever acts on another tenant's rows", (engine) => {
  let api: TestApi;
  let tree: Tree;
  let authorizationId: string;
  const named = (actor: Actor, label: string, remoteAddress: string): Actor => ({ ...actor, label, remoteAddress });
  const operator = named(OPERATOR, "olga", "192.0.2.1");
  const southAdmin = () => named(tree.south.domain.actor, "sven", "192.0.2.2");
  const northAdmin = () => named(tree.north.domain.actor, "nora", "192.0.2.3");
  const northReseller = () => named(tree.north.actor, "rita", "192.0.2.4");

  beforeAll(async () => {
    api = await startTestApi(engine, movableClock());
    tree = await createTenants(api);
    const input = { accountId: tree.north.account.id, address: "sales@south.test", displayName: "Sales" };
    const { addIdentity } = await api.succeed<{ addIdentity: AuthorizationAnswer }>(northAdmin(), ADD_IDENTITY, {
      input,
    });
    authorizationId = addIdentity.id;
    await api.succeed(southAdmin(), APPROVE, { input: { authorizationIds: [authorizationId] } });
  });

  async function seenBy(viewer: Actor, action: string): Promise<Omit<Event, "action">> {
    const { auditEvents } = await api.succeed<{ auditEvents: { edges: { node: Event }[] } }>(viewer, EVENTS);
    const { actorLabel, remoteAddress } = auditEvents.edges.map(({ node }) => node).find((e) => e.action === action)!;
    return { actorLabel, remoteAddress };
  }

  async function reasonFor(viewer: Actor): Promise<string | null> {
    const { node } = await api.succeed<{ node: { reason: string | null } }>(viewer, REASON, { id: authorizationId });
    return node.reason;
  }

  it("is a domain's administrator to the asker's side, without a network address", async () => {
    for (const viewer of [northReseller(), northAdmin(), tree.north.account.actor]) {
      const shown = { actorLabel: "an administrator of south.test", remoteAddress: null };
      expect(await seenBy(viewer, "authorization.approved")).toEqual(shown);
      expect(await reasonFor(viewer)).toBe("approved by an administrator of south.test");
    }
  });

  it("has a name and a network address for the platform and for those above in the same tenant", async () => {
    const approved = { actorLabel: "sven", remoteAddress: "192.0.2.2" };
    expect(await seenBy(operator, "authorization.approved")).toEqual(approved);
    const asked = { actorLabel: "nora", remoteAddress: "192.0.2.3" };
    expect(await seenBy(northReseller(), "authorization.requested")).toEqual(asked);
    expect(await seenBy(northAdmin(), "authorization.requested")).toEqual(asked);
    const shown = { actorLabel: "an administrator of north.test", remoteAddress: null };
    expect(await seenBy(tree.north.account.actor, "authorization.requested")).toEqual(shown);
  });

  it("is named in their own domain's list of what was decided", async () => {
    const query = "{ approvals(filter: { state: APPROVED }) { edges { node { decidedBy } } } }";
    const { approvals } = await api.succeed<{ approvals: { edges: { node: { decidedBy: string } }[] } }>(
      southAdmin(),
      query,
    );
    expect(approvals.edges.map(({ node }) => node.decidedBy)).toEqual(["sven"]);
  });

  it("is the platform, or a reseller's administrator, to those below", async () => {
    await api.succeed(northReseller(), PAUSE, { id: authorizationId });
    expect(await reasonFor(northAdmin())).toBe("paused by an administrator of a reseller");
    const byReseller = { actorLabel: "an administrator of a reseller", remoteAddress: null };
    expect(await seenBy(northAdmin(), "authorization.paused")).toEqual(byReseller);
    await api.succeed(operator, PAUSE, { id: authorizationId });
    expect(await reasonFor(northReseller())).toBe("paused by the platform");
    for (const viewer of [northReseller(), northAdmin(), tree.north.account.actor]) {
      expect(await seenBy(viewer, "authorization.paused")).toEqual({ actorLabel: "the platform", remoteAddress: null });
    }
  });
});
