import { expect } from "vitest";
import type { Actor } from "../../../src/kernel/index.js";
import { WebhookLanes } from "../../../src/webhooks/index.js";
import { confirmMailbox } from "../../graphql/access-people.js";
import { plantDomain } from "../../graphql/tenancy-tree.js";
import { OPERATOR, type TestApi, testConfiguration } from "../../support/api.js";
import { isSignedBy, startWebhookReceiver } from "../../support/webhook-receiver.js";
import { describeInWorld } from "../../support/world.js";

const CREATE = `mutation ($input: CreateWebhookInput!) {
  createWebhook(input: $input) { secret webhook { id state } }
}`;
const WEBHOOK = `query ($id: ID!) { node(id: $id) { ... on Webhook {
  id state disabledBecause failingSince
  deliveries(first: 200) { edges { node { id sequence state attempts statusCode error excerpt } } }
} } }`;
const SUSPEND = "mutation ($id: ID!) { suspendAccount(id: $id) { id } }";
const RESUME = "mutation ($id: ID!) { resumeAccount(id: $id) { id } }";
const ROTATE = "mutation ($id: ID!, $hours: Int) { rotateWebhookSecret(id: $id, formerHours: $hours) { secret } }";
const REDELIVER = "mutation ($id: ID!) { redeliverWebhook(id: $id) { count hasMore } }";
const TEST = "mutation ($id: ID!) { testWebhook(id: $id) { id state } }";
const ADMINISTRATOR = "mutation ($input: CreateAdministratorInput!) { createAdministrator(input: $input) { id } }";
const DISABLE = "mutation ($id: ID!) { disableWebhook(id: $id) { id } }";
const MOVE = "mutation ($id: ID!, $to: ID!) { moveDomain(id: $id, resellerId: $to) { id } }";
const KINDS = ["ACCOUNT_SUSPENDED", "ACCOUNT_RESUMED"];
const DAY_MS = 24 * 60 * 60 * 1_000;

interface Delivery {
  readonly id: string;
  readonly state: string;
  readonly attempts: number;
  readonly statusCode: number | null;
  readonly error: string | null;
  readonly excerpt: string | null;
}

interface Shown {
  readonly state: string;
  readonly disabledBecause: string | null;
  readonly deliveries: { readonly edges: readonly { readonly node: Delivery }[] };
}

async function create(api: TestApi, actor: Actor, scope: object, url: string, kinds: string[] | null = KINDS) {
  const input = { scope, name: url, url, kinds };
  type Created = { createWebhook: { secret: string; webhook: { id: string } } };
  const { createWebhook } = await api.succeed<Created>(actor, CREATE, { input });
  return { id: createWebhook.webhook.id, secret: createWebhook.secret };
}

async function shown(api: TestApi, id: string) {
  const { node } = await api.succeed<{ node: Shown }>(OPERATOR, WEBHOOK, { id });
  return { ...node, deliveries: node.deliveries.edges.map((edge) => edge.node) };
}

/** What the workers of two processes do until nothing more is due. */
async function sendAll(api: TestApi, deadlineMs?: number): Promise<void> {
  const { signal } = new AbortController();
  const workers = [1, 2].map(() => new WebhookLanes(api.services, signal, { deadlineMs }));
  for (let begun = 1; begun > 0; ) {
    begun = 0;
    for (const worker of workers) begun += await worker.begin();
    await Promise.all(workers.map((worker) => worker.ended()));
  }
}

async function turnTwice(api: TestApi, actor: Actor, id: string): Promise<void> {
  await api.succeed(actor, SUSPEND, { id });
  await api.succeed(actor, RESUME, { id });
}

const configuration = testConfiguration({ arePrivateWebhooksAllowed: true });

describeInWorld(
  "webhooks",
  (it) => {
    it("tell of what happens in their scope, signed, and in order", async ({ api, tenants: { north, south } }) => {
      const receiver = await startWebhookReceiver();
      const { secret } = await create(api, north.actor, { resellerId: north.id }, receiver.urlOf("/north"));
      await create(api, north.domain.actor, { domainId: north.domain.id }, receiver.urlOf("/domain"));
      await create(api, OPERATOR, { platform: true }, receiver.urlOf("/platform"));
      await turnTwice(api, north.actor, north.account.id);
      await turnTwice(api, south.actor, south.account.id);
      await sendAll(api);
      const told = receiver.at("/north");
      expect(told.map(({ body }) => [body.type, body.data.subjectId])).toEqual([
        ["account.suspended", north.account.id],
        ["account.resumed", north.account.id],
      ]);
      expect(told.every((message) => isSignedBy(secret, message))).toBe(true);
      expect(told.every((message) => isSignedBy("whsec_AAAA", message))).toBe(false);
      expect(new Set(told.map(({ id }) => id)).size).toBe(2);
      expect(receiver.at("/domain")).toHaveLength(2);
      expect(receiver.at("/platform")).toHaveLength(4);
    });

    it("are signed with both secrets while one takes the place of the other", async ({ api, tenants, clock }) => {
      const receiver = await startWebhookReceiver();
      const { north } = tenants;
      const former = await create(api, north.actor, { resellerId: north.id }, receiver.urlOf("/rotated"));
      const rotated = await api.succeed<{ rotateWebhookSecret: { secret: string } }>(north.actor, ROTATE, {
        id: former.id,
        hours: 1,
      });
      const { secret } = rotated.rotateWebhookSecret;
      await api.succeed(north.actor, SUSPEND, { id: north.account.id });
      await sendAll(api);
      clock.advance(2 * 60 * 60 * 1_000);
      await api.succeed(north.actor, RESUME, { id: north.account.id });
      await sendAll(api);
      const both = receiver.at("/rotated").map((each) => [isSignedBy(secret, each), isSignedBy(former.secret, each)]);
      expect(both).toEqual([
        [true, true],
        [true, false],
      ]);
    });

    it("lose nothing while a receiver fails, and keep the order of each subject", async ({ api, tenants, clock }) => {
      const receiver = await startWebhookReceiver();
      const { north } = tenants;
      const { id } = await create(api, north.actor, { resellerId: north.id }, receiver.urlOf("/failing"));
      receiver.set("/failing", 500);
      for (let round = 0; round < 2; round += 1) await turnTwice(api, north.actor, north.account.id);
      await turnTwice(api, north.actor, north.neighbour.id);
      for (let round = 0; round < 8; round += 1) {
        await sendAll(api);
        clock.advance(60_000 * 2 ** round);
      }
      const tried = receiver.at("/failing");
      // Of each subject the first alone, again and again.
      expect(new Set(tried.map((message) => message.id)).size).toBe(2);
      expect((await shown(api, id)).deliveries.every(({ state }) => state === "WAITING")).toBe(true);
      receiver.set("/failing", 204);
      clock.advance(DAY_MS / 4);
      await sendAll(api);
      const delivered = receiver.at("/failing").slice(tried.length);
      for (const subject of [north.account.id, north.neighbour.id]) {
        const sequences = delivered.flatMap(({ body: { data } }) =>
          data.subjectId === subject ? [data.sequence ?? 0] : [],
        );
        expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
      }
      expect(delivered).toHaveLength(6);
      const after = await shown(api, id);
      expect(after.deliveries.map(({ state }) => state)).toEqual(Array(6).fill("DELIVERED"));
    });

    it("let one message that is not taken hold up its own subject alone", async ({ api, tenants: { north } }) => {
      const receiver = await startWebhookReceiver();
      await create(api, north.actor, { resellerId: north.id }, receiver.urlOf("/picky"));
      receiver.set("/picky", (response, { body }) => {
        response.writeHead(body.data.subjectId === north.account.id ? 422 : 204).end();
      });
      await turnTwice(api, north.actor, north.account.id);
      await turnTwice(api, north.actor, north.neighbour.id);
      await sendAll(api);
      const told = receiver.at("/picky").map(({ body }) => [body.type, body.data.subjectId]);
      expect(told).toContainEqual(["account.suspended", north.neighbour.id]);
      expect(told).toContainEqual(["account.resumed", north.neighbour.id]);
      expect(told).not.toContainEqual(["account.resumed", north.account.id]);
    });

    it("follow no redirect, wait for no answer without an end, and others are told meanwhile", async ({
      api,
      tenants,
      clock,
    }) => {
      const receiver = await startWebhookReceiver();
      const { south } = tenants;
      const paths = ["/redirect", "/silent", "/endless", "/huge", "/brisk"];
      const made = new Map<string, string>();
      for (const path of paths) {
        const { id } = await create(api, south.actor, { resellerId: south.id }, receiver.urlOf(path));
        made.set(path, id);
      }
      await api.succeed(south.actor, SUSPEND, { id: south.account.id });
      // On a busy machine a try may be over before its time; the next one is not.
      for (let round = 0; round < 3; round += 1) {
        await sendAll(api, 1_500);
        clock.advance(10 * 60_000);
      }
      await api.succeed(south.actor, RESUME, { id: south.account.id });
      expect(receiver.at("/redirected")).toEqual([]);
      const first = async (path: string) => (await shown(api, made.get(path) ?? "")).deliveries[0];
      expect(await first("/redirect")).toMatchObject({ state: "WAITING", statusCode: 307 });
      expect((await first("/redirect"))?.error).toContain("redirects are not followed");
      expect(await first("/silent")).toMatchObject({ state: "WAITING", statusCode: null });
      expect((await first("/silent"))?.error).toContain("no answer within");
      expect(await first("/endless")).toMatchObject({ state: "DELIVERED", statusCode: 200 });
      expect((await first("/huge"))?.excerpt).toHaveLength(500);
      expect(await first("/brisk")).toMatchObject({ state: "DELIVERED", statusCode: 204 });
      // Later tests move the clock, and each time would wait for this one to the end.
      await api.succeed(south.actor, DISABLE, { id: made.get("/silent") });
    });

    it("end after days without a delivery, their people hear of it, and what was given up is sent again", async ({
      api,
      tenants,
      clock,
      mailbox,
    }) => {
      const { north } = tenants;
      const receiver = await startWebhookReceiver();
      const administrator = { login: "told", password: "a long password", email: "told@north.test" };
      const input = { ...administrator, scope: { resellerId: north.id } };
      const { createAdministrator } = await api.succeed<{ createAdministrator: { id: string } }>(
        OPERATOR,
        ADMINISTRATOR,
        { input },
      );
      await confirmMailbox(api, createAdministrator.id);
      await mailbox.deliver();
      const { id } = await create(api, north.actor, { resellerId: north.id }, receiver.urlOf("/down"));
      receiver.set("/down", 503);
      await turnTwice(api, north.actor, north.account.id);
      await sendAll(api);
      clock.advance(3 * DAY_MS);
      await sendAll(api);
      const ended = await shown(api, id);
      expect(ended).toMatchObject({ state: "DISABLED", disabledBecause: "FAILING" });
      expect(ended.deliveries.map(({ state }) => state).sort()).toEqual(["DEAD", "WAITING"]);
      const mails = (await mailbox.deliver()).filter(({ template }) => template === "webhook-disabled");
      const { host } = new URL(receiver.urlOf("/down"));
      expect(mails.filter(({ parameters }) => parameters.host === host)).toHaveLength(1);
      receiver.set("/down", 204);
      await api.succeed(north.actor, "mutation ($id: ID!) { enableWebhook(id: $id) { id } }", { id });
      const { redeliverWebhook } = await api.succeed<{ redeliverWebhook: object }>(north.actor, REDELIVER, { id });
      expect(redeliverWebhook).toEqual({ count: 1, hasMore: false });
      const before = receiver.at("/down").length;
      await sendAll(api);
      const types = receiver
        .at("/down")
        .slice(before)
        .map(({ body }) => body.type);
      expect(types).toEqual(["account.suspended", "account.resumed"]);
    });

    it("end where a receiver says that it is gone", async ({ api, tenants: { north } }) => {
      const receiver = await startWebhookReceiver();
      const { id } = await create(api, north.actor, { resellerId: north.id }, receiver.urlOf("/gone"));
      await api.succeed(north.actor, TEST, { id });
      await sendAll(api);
      expect(receiver.at("/gone")[0]?.body).toMatchObject({ type: "webhook.test", data: {} });
      expect(await shown(api, id)).toMatchObject({ state: "DISABLED", disabledBecause: "GONE" });
    });

    it("tell a domain's former holder nothing of it", async ({ api, tenants: { north, south } }) => {
      const receiver = await startWebhookReceiver();
      const domain = await plantDomain(api, north, "leaving.test");
      const { id } = await create(api, north.actor, { domainId: domain.id }, receiver.urlOf("/former"), null);
      const own = await create(api, domain.actor, { domainId: domain.id }, receiver.urlOf("/own"), ["DOMAIN_MOVED"]);
      await sendAll(api);
      const before = receiver.at("/former").length;
      await api.succeed(OPERATOR, MOVE, { id: domain.id, to: south.id });
      await sendAll(api);
      expect(receiver.at("/former")).toHaveLength(before);
      expect(receiver.at("/own")).toHaveLength(1);
      expect(await shown(api, id)).toMatchObject({ state: "DISABLED", disabledBecause: "FORMER_HOLDER" });
      expect((await shown(api, own.id)).state).toBe("ENABLED");
    });
  },
  { configuration },
);
