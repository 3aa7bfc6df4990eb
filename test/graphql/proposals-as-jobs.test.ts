import { beforeEach, expect, it } from "vitest";
import { callBatch } from "../../src/app/api.js";
import { workOnBatchJobs } from "../../src/batch-jobs/index.js";
import type { Actor } from "../../src/kernel/index.js";
import { describeOnEachEngine } from "../support/engines.js";
import { plantAdministrator } from "./access-people.js";
import { openProposals, type Proposals } from "./proposals-world.js";
import { auditActionsOf } from "./tenancy-tree.js";

const TAKE = (what: string) => `mutation ($input: DecideProposalsInput!, $key: String) {
  ${what}(input: $input, idempotencyKey: $key, asJob: true) {
    count proposals { id } job { id state itemCount doneCount } errors { reason field } wasRepeated
  }
}`;
const SHOWN = `query ($id: ID!) { node(id: $id) { ... on BatchJob {
  state doneCount leftCount refusedCount
  results { edges { node { index id named errors { reason field index } } } }
} } }`;

interface Taken {
  readonly proposals: object[];
  readonly job: { readonly id: string; readonly state: string };
}

describeOnEachEngine("proposals that are decided as a job", (engine) => {
  let world: Proposals;

  beforeEach(async () => {
    world = await openProposals(engine);
    await world.proposeAll();
  });

  async function take(actor: Actor, what: string, ids: readonly string[]): Promise<Taken> {
    const variables = { input: { ids, reason: "the contract says so" }, key: what };
    const taken = await world.api.succeed<Record<string, Taken>>(actor, TAKE(what), variables);
    const again = await world.api.succeed<Record<string, Taken>>(actor, TAKE(what), variables);
    const first = taken[what]!;
    expect(first).toMatchObject({
      count: 0,
      proposals: [],
      job: { state: "WAITING", itemCount: ids.length, doneCount: 0 },
      errors: [],
      wasRepeated: false,
    });
    expect(again[what]).toMatchObject({ job: { id: first.job.id }, wasRepeated: true });
    return first;
  }

  async function workToEnd(): Promise<void> {
    while (await workOnBatchJobs(world.api.services, callBatch));
  }

  const stateOf = async (address: string) => {
    const [found] = (await world.list()).filter((each) => each.address === address);
    return `${found!.state} ${found!.authorization?.state}`;
  };

  const idOf = async (address: string) => (await world.list()).find((each) => each.address === address)!.id;

  it("are granted by the worker and not by the call, where the job names one alone", async () => {
    const { api } = world;
    const operator = await plantAdministrator(api, "job-operator", { platform: true });
    const shop = await idOf("shop@partner.test");
    const { job } = await take(operator.actor, "acceptProposals", [shop]);
    expect(await stateOf("shop@partner.test")).toBe("ASKED PENDING");

    await workToEnd();
    const { node } = await api.succeed<{ node: object }>(operator.actor, SHOWN, { id: job.id });
    expect(node).toEqual({
      state: "DONE",
      doneCount: 1,
      leftCount: 0,
      refusedCount: 0,
      results: { edges: [{ node: { index: 0, id: shop, named: null, errors: [] } }] },
    });
    expect(await stateOf("shop@partner.test")).toBe("GRANTED AUTHORIZED");
    expect(await auditActionsOf(api, job.id)).toEqual(["batch-job.started", "batch-job.finished"]);
  });

  it("wait for their owner where the job names many, though a worker does the last of them by itself", async () => {
    const { api } = world;
    const operator = await plantAdministrator(api, "job-operator", { platform: true });
    const unknown = Array.from({ length: 200 }, (_, index) => `Proposal_${String(index).padStart(32, "0")}`);
    const { job } = await take(operator.actor, "acceptProposals", [...unknown, await idOf("shop@partner.test")]);

    await workToEnd();
    const { node } = await api.succeed<{ node: object }>(operator.actor, SHOWN, { id: job.id });
    expect(node).toMatchObject({ state: "DONE", doneCount: 1, refusedCount: 200 });
    expect(await stateOf("shop@partner.test")).toBe("ASKED PENDING");
  });

  it("are dismissed but for those of another tenant, which are refused one by one", async () => {
    const { api, tree, list } = world;
    const boss = await plantAdministrator(api, "job-boss", { resellerId: tree.south.id });
    const [foreign] = await list(tree.north.actor);
    const own = await list(tree.south.actor);
    const ids = [foreign!.id, ...own.map(({ id }) => id)];
    const { job } = await take(boss.actor, "dismissProposals", ids);

    await workToEnd();
    const { node } = await api.succeed<{ node: object }>(boss.actor, SHOWN, { id: job.id });
    expect(node).toEqual({
      state: "DONE",
      doneCount: 2,
      leftCount: 0,
      refusedCount: 1,
      results: {
        edges: [
          {
            node: {
              index: 0,
              id: null,
              named: foreign!.id,
              errors: [{ reason: "NOT_FOUND", field: "input.ids[0]", index: 0 }],
            },
          },
          ...own.map(({ id }, index) => ({ node: { index: index + 1, id, named: null, errors: [] } })),
        ],
      },
    });
    expect(await stateOf("shop@partner.test")).toMatch(/^DISMISSED /);
    expect(await stateOf("user@north.test")).toMatch(/^DISMISSED /);
    expect(await stateOf("boss@elsewhere.test")).toBe("ASKED PENDING");
  });
});
