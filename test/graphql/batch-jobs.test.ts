import { expect } from "vitest";
import { callBatch } from "../../src/app/api.js";
import { Authorization } from "../../src/authorizations/index.js";
import { BatchJobChunk } from "../../src/batch-jobs/batch-job-chunk.entity.js";
import { type CallBatch, deleteOldBatchJobs, workOnBatchJobs } from "../../src/batch-jobs/index.js";
import { onItsOwn } from "../../src/database/index.js";
import type { Actor } from "../../src/kernel/index.js";
import { OPERATOR, type TestApi } from "../support/api.js";
import type { MovableClock } from "../support/outbox.js";
import { describeInWorld } from "../support/world.js";
import { plantAdministrator } from "./access-people.js";
import { auditActionsOf, type CreatedTenant, innerIdOf, plantReseller } from "./tenancy-tree.js";

interface Job {
  readonly id: string;
  readonly state: string;
  readonly itemCount: number;
  readonly doneCount: number;
  readonly leftCount: number;
  readonly refusedCount: number;
  readonly errors: { readonly reason: string }[];
}

const JOB = "id state itemCount doneCount leftCount refusedCount errors { reason }";
const GRANT = `mutation ($input: GrantAuthorizationsInput!) {
  grantAuthorizations(input: $input, asJob: true) { ids job { ${JOB} } errors { reason field } wasRepeated }
}`;
const REVOKE = `mutation ($input: RevokeAuthorizationsInput!) {
  revokeAuthorizations(input: $input, asJob: true) { job { id } errors { reason field } }
}`;
const CANCEL = `mutation ($id: ID!) { cancelBatchJob(id: $id) { batchJob { ${JOB} } errors { reason } } }`;
const SHOWN = `query ($id: ID!) { node(id: $id) { ... on BatchJob { ${JOB} } } }`;
const RESULTS = `query ($id: ID!, $first: Int, $after: String, $onlyRefused: Boolean) {
  node(id: $id) { ... on BatchJob { results(first: $first, after: $after, onlyRefused: $onlyRefused) {
    totalCount pageInfo { endCursor hasNextPage } edges { node { index id named errors { reason field index } } }
  } } }
}`;
const JOBS = "{ batchJobs { edges { node { id madeBy { name } } } } }";
const HELD_MS = 61_000;

interface Taken {
  readonly ids: string[];
  readonly job: Job;
  readonly errors: { readonly reason: string; readonly field: string }[];
  readonly wasRepeated: boolean;
}

interface Results {
  readonly totalCount: number;
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
  readonly edges: {
    readonly node: {
      readonly index: number;
      readonly id: string | null;
      readonly named: string | null;
      readonly errors: object[];
    };
  }[];
}

let serial = 0;

const nextKey = () => `as-job-${++serial}`;

function addresses(tenant: CreatedTenant, count: number, name = `j${++serial}`) {
  return Array.from({ length: count }, (_, index) => ({
    accountId: tenant.account.id,
    address: `${name}-${index}@${tenant.domain.name}`,
  }));
}

async function take(api: TestApi, actor: Actor, items: object[], input: object = {}): Promise<Taken> {
  const variables = { input: { idempotencyKey: nextKey(), items, ...input } };
  return (await api.succeed<{ grantAuthorizations: Taken }>(actor, GRANT, variables)).grantAuthorizations;
}

async function shown(api: TestApi, actor: Actor, id: string): Promise<Job> {
  return (await api.succeed<{ node: Job }>(actor, SHOWN, { id })).node;
}

async function resultsOf(api: TestApi, actor: Actor, variables: Record<string, unknown>): Promise<Results> {
  return (await api.succeed<{ node: { results: Results } }>(actor, RESULTS, variables)).node.results;
}

async function workToEnd(api: TestApi): Promise<void> {
  while (await workOnBatchJobs(api.services, callBatch));
}

/** How many rights the account has to addresses that begin so. */
function rights(api: TestApi, prefix: string): Promise<number> {
  return api.database.reader
    .createQueryBuilder(Authorization, "each")
    .where("each.addressKey >= :prefix AND each.addressKey < :end", { prefix, end: `${prefix}~` })
    .getCount();
}

describeInWorld("a batch taken as a job", (it) => {
  const boss = (api: TestApi, tenant: CreatedTenant, login = `boss${++serial}`) =>
    plantAdministrator(api, login, { resellerId: tenant.id });

  it("is kept, done some items at a time, and says what became of each", async ({ api, tenants }) => {
    const { north } = tenants;
    const { actor } = await boss(api, north, "kept-boss");
    const items = addresses(north, 450, "kept");
    items[203] = { accountId: north.account.id, address: "no address" };
    items[204] = { accountId: north.account.id, address: items[0]!.address };
    const input = { idempotencyKey: "kept" };
    const taken = await take(api, actor, items, input);
    expect(taken).toMatchObject({
      ids: [],
      wasRepeated: false,
      job: { state: "WAITING", itemCount: 450, doneCount: 0 },
    });
    expect(await take(api, actor, items, input)).toMatchObject({ wasRepeated: true, job: { id: taken.job.id } });
    expect(await rights(api, "kept-")).toBe(0);

    expect(await workOnBatchJobs(api.services, callBatch)).toBe(true);
    const { id } = taken.job;
    expect(await shown(api, actor, id)).toMatchObject({ state: "RUNNING", doneCount: 200, refusedCount: 0 });
    expect(await rights(api, "kept-")).toBe(200);
    await workToEnd(api);
    expect(await shown(api, actor, id)).toMatchObject({ state: "DONE", doneCount: 448, leftCount: 1, refusedCount: 1 });
    expect(await rights(api, "kept-")).toBe(448);
    expect(await auditActionsOf(api, id)).toEqual(["batch-job.started", "batch-job.finished"]);
    expect(await api.database.reader.countBy(BatchJobChunk, { jobId: innerIdOf(id) })).toBe(0);

    const first = await resultsOf(api, actor, { id, first: 200 });
    const second = await resultsOf(api, actor, { id, first: 200, after: first.pageInfo.endCursor });
    expect([first.totalCount, first.pageInfo.hasNextPage]).toEqual([450, true]);
    expect(second.edges.map(({ node }) => node.index)).toEqual(Array.from({ length: 200 }, (_, index) => 200 + index));
    expect(first.edges[0]!.node.id).toMatch(/^Authorization_/);
    expect(first.edges[0]!.node.named).toBeNull();
    // Left as it was: it is known already.
    expect(second.edges[4]!.node).toMatchObject({ index: 204, id: null, named: items[0]!.address, errors: [] });
    expect((await resultsOf(api, actor, { id, onlyRefused: true })).edges.map(({ node }) => node)).toEqual([
      {
        index: 203,
        id: null,
        named: "no address",
        errors: [{ reason: "ADDRESS_MALFORMED", field: "input.items[203].address", index: 203 }],
      },
    ]);
  });

  it("loses nothing and does nothing twice where its worker dies before a commit, after it, or is overtaken", async ({
    api,
    tenants,
    clock,
  }) => {
    const { north } = tenants;
    const { actor } = await boss(api, north);
    const { job } = await take(api, actor, addresses(north, 500, "dies"));
    const dies = async (work: CallBatch) => {
      await workOnBatchJobs(api.services, work);
      (clock as MovableClock).advance(HELD_MS);
    };
    await dies(async () => {
      throw new Error("it dies before it has begun");
    });
    expect(await shown(api, actor, job.id)).toMatchObject({ state: "RUNNING", doneCount: 0 });
    await dies(async (...call) => {
      await callBatch(...call);
      throw new Error("it dies after the commit");
    });
    expect(await shown(api, actor, job.id)).toMatchObject({ state: "RUNNING", doneCount: 200 });
    // So slow that another worker takes up the same items meanwhile, and has done them.
    await dies(async (...call) => {
      (clock as MovableClock).advance(HELD_MS);
      await onItsOwn(() => workOnBatchJobs(api.services, callBatch));
      return callBatch(...call);
    });
    expect(await shown(api, actor, job.id)).toMatchObject({ state: "RUNNING", doneCount: 400 });
    await workToEnd(api);
    expect(await shown(api, actor, job.id)).toMatchObject({ state: "DONE", doneCount: 500, leftCount: 0 });
    expect(await rights(api, "dies-")).toBe(500);
    expect((await resultsOf(api, actor, { id: job.id, first: 1 })).totalCount).toBe(500);
  });

  it("is stopped between its transactions by those who see it, and what is done stays", async ({ api, tenants }) => {
    const { north, south } = tenants;
    const { actor } = await boss(api, north, "stop-boss");
    const { job } = await take(api, actor, addresses(north, 300, "stop"));
    await workOnBatchJobs(api.services, callBatch);
    const foreign = await api.execute<{ node: unknown }>(south.actor, SHOWN, { id: job.id });
    expect(foreign.data?.node).toBeNull();
    expect(
      (await api.refuse(south.actor, "mutation ($id: ID!) { cancelBatchJob(id: $id) { id } }", { id: job.id }))
        .extensions.code,
    ).toBe("NOT_FOUND");
    const below = await plantReseller(api, "below-stop", north.id);
    expect(JSON.stringify(await api.succeed(below.actor, JOBS))).not.toContain(job.id);
    expect(JSON.stringify(await api.succeed(OPERATOR, JOBS))).toContain(job.id);
    expect(JSON.stringify(await api.succeed(north.actor, JOBS))).toContain("stop-boss");
    const { cancelBatchJob } = await api.succeed<{ cancelBatchJob: { batchJob: Job } }>(north.actor, CANCEL, {
      id: job.id,
    });
    expect(cancelBatchJob.batchJob).toMatchObject({ state: "CANCELLED", doneCount: 200, itemCount: 300 });
    await workToEnd(api);
    expect(await rights(api, "stop-")).toBe(200);
    expect(await api.database.reader.countBy(BatchJobChunk, { jobId: innerIdOf(job.id) })).toBe(0);
    expect(await auditActionsOf(api, job.id)).toEqual(["batch-job.started", "batch-job.cancelled"]);
  });

  it("ends with whoever started it, and keeps passwords sealed until it has set them", async ({ api, tenants }) => {
    const { north } = tenants;
    const { actor, id } = await boss(api, north);
    const document = `mutation ($input: SetAccountPasswordsInput!) {
      setAccountPasswords(input: $input, asJob: true) { job { id } }
    }`;
    const items = [{ accountId: north.account.id, password: "a password to keep" }];
    const { setAccountPasswords } = await api.succeed<{ setAccountPasswords: Taken }>(actor, document, {
      input: { idempotencyKey: nextKey(), items },
    });
    const kept = await api.database.reader.findBy(BatchJobChunk, { jobId: innerIdOf(setAccountPasswords.job.id) });
    expect(kept.map(({ sealedItems }) => sealedItems.length > 0 && !sealedItems.includes("password"))).toEqual([true]);
    await api.succeed(OPERATOR, "mutation ($id: ID!) { disableAdministrator(id: $id) { id } }", { id });
    await workToEnd(api);
    expect(await shown(api, OPERATOR, setAccountPasswords.job.id)).toMatchObject({
      state: "FAILED",
      errors: [{ reason: "TOKEN_EXPIRED" }],
    });
  });

  it("fails as a whole where the call itself is wrong, and is forgotten after its time", async ({
    api,
    tenants,
    clock,
  }) => {
    const { north } = tenants;
    const { actor } = await boss(api, north);
    const named = [`Authorization_${"0".repeat(32)}`];
    const { revokeAuthorizations } = await api.succeed<{ revokeAuthorizations: Taken }>(actor, REVOKE, {
      input: { idempotencyKey: nextKey(), authorizationIds: named, reason: "x".repeat(2_000) },
    });
    const { id } = revokeAuthorizations.job;
    await workToEnd(api);
    expect(await shown(api, actor, id)).toMatchObject({ state: "FAILED", errors: [{ reason: "TEXT_TOO_LONG" }] });
    expect(await api.database.write((tx) => deleteOldBatchJobs(tx, new Date(0)))).toBe(0);
    const later = new Date(clock.now().getTime() + 1);
    while ((await api.database.write((tx) => deleteOldBatchJobs(tx, later))) > 0);
    expect((await api.execute<{ node: unknown }>(actor, SHOWN, { id })).data?.node).toBeNull();
  });

  it("is refused for nothing, for too much, as a dry run, all or none, twice the same, and by a filter", async ({
    api,
    tenants,
  }) => {
    const { north } = tenants;
    const refusal = async (items: object[], input: object = {}, actor: Actor = OPERATOR) =>
      (await take(api, actor, items, input)).errors.map(({ reason, field }) => `${reason} ${field}`);
    const one = addresses(north, 1);
    expect(await refusal([])).toEqual(["BATCH_SIZE input.items"]);
    expect(await refusal(Array.from({ length: 10_001 }, () => one[0]!))).toEqual(["BATCH_SIZE input.items"]);
    expect(await refusal(one, { onError: "NOTHING" })).toEqual(["EXACTLY_ONE_WANTED input.onError"]);
    expect(await refusal([{ ...one[0], signature: "x".repeat(40_000) }])).toEqual(["TEXT_TOO_LONG input.items[0]"]);
    const id = `Authorization_${"0".repeat(31)}1`;
    const revoke = async (input: object) =>
      (
        await api.succeed<{ revokeAuthorizations: Taken }>(OPERATOR, REVOKE, {
          input: { idempotencyKey: nextKey(), ...input },
        })
      ).revokeAuthorizations.errors.map(({ reason, field }) => `${reason} ${field}`);
    expect(await revoke({ authorizationIds: [id, id] })).toEqual(["NAMED_TWICE input.authorizationIds[1]"]);
    expect(await revoke({ authorizationIds: [id], dryRun: true })).toEqual(["EXACTLY_ONE_WANTED input.dryRun"]);
    expect(await revoke({ authorizationIds: [id], expectedCount: 2 })).toEqual(["COUNT_DIFFERS input.expectedCount"]);
    expect(await revoke({ authorizationIds: [id], reason: "x".repeat(70_000) })).toEqual(["TEXT_TOO_LONG null"]);
    expect(await revoke({ filter: { accountId: north.account.id } })).toEqual(["VALUE_MISSING input.authorizationIds"]);
  });
});
