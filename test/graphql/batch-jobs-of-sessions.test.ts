import { expect } from "vitest";
import { authenticate } from "../../src/access/index.js";
import { callBatch } from "../../src/app/api.js";
import { workOnBatchJobs } from "../../src/batch-jobs/index.js";
import type { Actor } from "../../src/kernel/index.js";
import { ANONYMOUS, OPERATOR, type TestApi } from "../support/api.js";
import { describeInWorld } from "../support/world.js";
import { ORIGIN, plantAdministrator, type SessionAnswer, signInAs } from "./access-people.js";
import { auditActionsOf, type CreatedTenant } from "./tenancy-tree.js";

const GRANT = `mutation ($input: GrantAuthorizationsInput!) {
  grantAuthorizations(input: $input, asJob: true) { job { id } }
}`;
const SHOWN = "query ($id: ID!) { node(id: $id) { ... on BatchJob { state doneCount } } }";
const END_ALL = "mutation ($of: ID) { endAllSessions(of: $of) }";
const REFRESH = "mutation ($token: String!) { refreshSession(refreshToken: $token) { accessToken } }";
const ITEMS = 300;
const ITEMS_OF_ONE_CHUNK = 200;

let serial = 0;

/** A reseller's administrator in a session of their own, and a job that was begun in it. */
async function beginJob(api: TestApi, tenant: CreatedTenant) {
  serial += 1;
  const login = `starts-${serial}`;
  const { id: administratorId } = await plantAdministrator(api, login, { resellerId: tenant.id });
  const session = await signInAs(api, login);
  const actor = await authenticate(api.services, session.accessToken, ORIGIN);
  const items = Array.from({ length: ITEMS }, (_, index) => ({
    accountId: tenant.account.id,
    address: `s${serial}-${index}@${tenant.domain.name}`,
  }));
  const input = { idempotencyKey: `of-session-${serial}`, items };
  const { grantAuthorizations } = await api.succeed<{ grantAuthorizations: { job: { id: string } } }>(actor, GRANT, {
    input,
  });
  await workOnBatchJobs(api.services, callBatch);
  return { login, administratorId, session, actor, jobId: grantAuthorizations.job.id };
}

type Begun = Awaited<ReturnType<typeof beginJob>>;

const fromElsewhere = async (api: TestApi, { login }: Begun): Promise<Actor> =>
  authenticate(api.services, (await signInAs(api, login)).accessToken, ORIGIN);

const refresh = (api: TestApi, { refreshToken: token }: SessionAnswer) => api.execute(ANONYMOUS, REFRESH, { token });

const ENDINGS: Readonly<Record<string, (api: TestApi, begun: Begun) => Promise<unknown>>> = {
  "its holder ends that one from elsewhere": async (api, begun) => {
    const actor = await fromElsewhere(api, begun);
    const { sessions } = await api.succeed<{ sessions: { id: string; isCurrent: boolean }[] }>(
      actor,
      "{ sessions { id isCurrent } }",
    );
    const { id } = sessions.find(({ isCurrent }) => !isCurrent)!;
    return api.succeed(actor, "mutation ($id: ID!) { endSession(id: $id) }", { id });
  },
  "its holder ends all others": async (api, begun) => api.succeed(await fromElsewhere(api, begun), END_ALL),
  "somebody above ends all": (api, { administratorId }) => api.succeed(OPERATOR, END_ALL, { of: administratorId }),
  "its token is used twice": async (api, { session }) => {
    await refresh(api, session);
    return refresh(api, session);
  },
};

describeInWorld("a job of a session", (it) => {
  it.for(Object.entries(ENDINGS))("is stopped when %s", async ([, end], { api, tenants }) => {
    const begun = await beginJob(api, tenants.north);
    await end(api, begun);
    while (await workOnBatchJobs(api.services, callBatch));
    const { node } = await api.succeed<{ node: object }>(OPERATOR, SHOWN, { id: begun.jobId });
    expect(node).toEqual({ state: "CANCELLED", doneCount: ITEMS_OF_ONE_CHUNK });
    expect(await auditActionsOf(api, begun.jobId)).toEqual(["batch-job.started", "batch-job.cancelled"]);
  });

  it("goes on when its holder signs out there, or another session of theirs is ended", async ({ api, tenants }) => {
    const begun = await beginJob(api, tenants.north);
    await signInAs(api, begun.login);
    await api.succeed(begun.actor, END_ALL);
    await api.succeed(begun.actor, "mutation ($token: String!) { signOut(refreshToken: $token) }", {
      token: begun.session.refreshToken,
    });
    while (await workOnBatchJobs(api.services, callBatch));
    const { node } = await api.succeed<{ node: object }>(OPERATOR, SHOWN, { id: begun.jobId });
    expect(node).toEqual({ state: "DONE", doneCount: ITEMS });
  });
});
