import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../src/kernel/index.js";
import { actorWith, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { innerIdOf, plantAccount, plantDomain, plantReseller } from "./tenancy-tree.js";

/** The mutation behind an act, with what it takes beside the id of the thing. */
interface Called {
  readonly document: string;
  readonly variables?: Record<string, unknown>;
}

/** Things of a type, each in a state of its own that somebody else has brought it into. */
interface Kind {
  readonly type: string;
  readonly acts: Readonly<Record<string, Called>>;
  /** For each state a new thing in it: tried acts change it. */
  readonly states: readonly (() => Promise<string>)[];
}

const byId = (mutation: string, more = "", selection = " { __typename }"): Called => ({
  document: `mutation ($id: ID!) { ${mutation}(id: $id${more})${selection} }`,
});
const PASSWORD = "a long enough password";

describe("viewerCan", () => {
  let api: TestApi;
  let actors: Readonly<Record<string, Actor>>;
  let kinds: readonly Kind[];
  let ownId: string;
  let number = 0;

  const name = () => {
    number += 1;
    return `made${number}`;
  };

  beforeAll(async () => {
    api = await startTestApi("SQLite");
    const above = await plantReseller(api, "above");
    const own = await plantReseller(api, "own", above.id);
    ownId = own.id;
    const domain = await plantDomain(api, own, "own.test");
    const lone = await plantAccount(api, domain.id, "lone@own.test");
    const place = { domainId: innerIdOf(domain.id), resellerPath: own.path };
    const scope = { kind: "ACCOUNT", accountId: innerIdOf(lone.id), ...place } as const;
    const account = actorWith("ACCOUNT", scope);
    actors = {
      operator: OPERATOR,
      above: above.actor,
      reseller: own.actor,
      panel: actorWith("PANEL", own.actor.scope!),
      "domain admin": domain.actor,
      account,
      viewing: { ...own.actor, restriction: "VIEWING" },
      foreign: (await plantReseller(api, "foreign")).actor,
    };
    const call = async (actor: Actor, document: string, variables: Record<string, unknown>) =>
      Object.values(await api.succeed<Record<string, { id: string }>>(actor, document, variables))[0]!.id;
    const created = (mutation: string, type: string, input: object, actor = OPERATOR) =>
      call(actor, `mutation ($input: ${type}!) { ${mutation}(input: $input) { id } }`, { input });
    /** A new thing that each of these has done that to, one after the other. */
    const having = async (made: Promise<string>, mutation: string, ...by: Actor[]) => {
      const id = await made;
      for (const actor of by) await api.succeed(actor, byId(mutation).document, { id });
      return id;
    };
    const newAccount = async () => (await plantAccount(api, domain.id, `${name()}@own.test`)).id;
    const newDomain = async () => (await plantDomain(api, own, `${name()}.test`)).id;
    const newReseller = async () => (await plantReseller(api, name(), own.id)).id;
    const newAdministrator = () =>
      created("createAdministrator", "CreateAdministratorInput", {
        login: name(),
        password: PASSWORD,
        scope: { resellerId: own.id },
      });
    const newKey = (kind: string) => {
      const at = kind === "GATEWAY" ? { platform: true } : { resellerId: own.id };
      const document = "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { key { id } } }";
      return api
        .succeed<{ createApiKey: { key: { id: string } } }>(OPERATOR, document, {
          input: { name: name(), kind, scope: at },
        })
        .then(({ createApiKey }) => createApiKey.key.id);
    };
    const newWebhook = async (actor: Actor) => {
      // One at a time: a scope has twenty at most.
      await api.database.write((tx) => tx.manager.query("DELETE FROM webhook"));
      const document = "mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { webhook { id } } }";
      const input = { name: name(), url: "https://panel.example/hook", scope: { domainId: domain.id } };
      const made = await api.succeed<{ createWebhook: { webhook: { id: string } } }>(actor, document, { input });
      return made.createWebhook.webhook.id;
    };
    const newRight = (mutation = "grantAuthorization", type = "GrantAuthorizationInput") =>
      created(mutation, type, { accountId: lone.id, address: `${name()}@club.test` });
    const paused = async (id: Promise<string>, actor: Actor) =>
      call(actor, "mutation ($id: ID!) { pauseAuthorization(authorizationId: $id) { id } }", { id: await id });
    const revoked = async (id: Promise<string>) =>
      call(OPERATOR, "mutation ($id: ID!) { revokeAuthorization(authorizationId: $id) { id } }", { id: await id });
    const onRight = (mutation: string): Called => ({
      document: `mutation ($id: ID!) { ${mutation}(authorizationId: $id) { __typename } }`,
    });
    const suspended = (type: string, make: () => Promise<string>, admin: Actor) => [
      make,
      () => having(make(), `suspend${type}`, OPERATOR),
      () => having(make(), `suspend${type}`, admin),
    ];
    const acts = (type: string, remove: Called) => ({
      SUSPEND: byId(`suspend${type}`),
      RESUME: byId(`resume${type}`),
      DELETE: remove,
    });
    kinds = [
      {
        type: "Account",
        acts: {
          ...acts("Account", byId("deleteAccount", "", "")),
          SET_PASSWORD: {
            document:
              "mutation ($id: ID!) { setAccountPassword(input: { accountId: $id, password: null }) { __typename } }",
          },
        },
        states: suspended("Account", newAccount, domain.actor),
      },
      {
        type: "Domain",
        acts: acts("Domain", byId("deleteDomain", ", cascade: true", "")),
        states: suspended("Domain", newDomain, own.actor),
      },
      {
        type: "Reseller",
        acts: acts("Reseller", byId("deleteReseller", ", cascade: true", "")),
        states: suspended("Reseller", newReseller, own.actor),
      },
      {
        type: "Administrator",
        acts: {
          DISABLE: byId("disableAdministrator"),
          ENABLE: byId("enableAdministrator"),
        },
        states: [
          newAdministrator,
          () => having(newAdministrator(), "disableAdministrator", OPERATOR),
          () => having(newAdministrator(), "disableAdministrator", own.actor),
        ],
      },
      {
        type: "ApiKey",
        acts: { REVOKE: byId("revokeApiKey") },
        states: [
          () => newKey("PANEL"),
          () => newKey("GATEWAY"),
          () => having(newKey("PANEL"), "revokeApiKey", OPERATOR),
        ],
      },
      {
        type: "Webhook",
        acts: {
          DISABLE: byId("disableWebhook"),
          ENABLE: byId("enableWebhook"),
          TEST: byId("testWebhook"),
          ROTATE_SECRET: byId("rotateWebhookSecret"),
          DELETE: byId("deleteWebhook", "", ""),
        },
        states: [
          () => newWebhook(domain.actor),
          () => newWebhook(OPERATOR),
          () => having(newWebhook(domain.actor), "disableWebhook", domain.actor),
          () => having(newWebhook(domain.actor), "disableWebhook", OPERATOR),
        ],
      },
      {
        type: "Authorization",
        acts: {
          REVOKE: onRight("revokeAuthorization"),
          PAUSE: onRight("pauseAuthorization"),
          RESUME: onRight("resumeAuthorization"),
        },
        states: [
          () => newRight(),
          () => newRight("addIdentity", "AddIdentityInput"),
          () => paused(newRight(), OPERATOR),
          () => paused(newRight(), domain.actor),
          () => revoked(newRight()),
        ],
      },
    ];
  });

  async function said(actor: Actor, type: string, id: string): Promise<readonly string[] | null> {
    const document = `query ($id: ID!) { node(id: $id) { ... on ${type} { viewerCan } } }`;
    return (
      (await api.succeed<{ node: { viewerCan: string[] } | null }>(actor, document, { id })).node?.viewerCan ?? null
    );
  }

  it("says yes to what succeeds and no to what is refused, to everybody in every state", async () => {
    const wrong: string[] = [];
    let tried = 0;
    for (const { type, acts, states } of kinds) {
      for (const [index, make] of states.entries()) {
        let id: string | null = null;
        for (const [who, actor] of Object.entries(actors)) {
          let can: readonly string[] | null = null;
          for (const [act, { document }] of Object.entries(acts)) {
            id ??= await make();
            can ??= (await said(actor, type, id)) ?? [];
            const isYes = can.includes(act);
            const { errors } = await api.execute(actor, document, { id });
            tried += 1;
            if (isYes === errors.length > 0)
              wrong.push(`${who}: ${act} of ${type} ${index}: ${JSON.stringify(errors)}`);
            if (errors.length > 0) continue;
            id = null;
            can = null;
          }
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(300);
  }, 60_000);

  it("says the same of a reseller to itself, and of administrators' passwords", async () => {
    expect(await said(actors.reseller!, "Reseller", ownId)).toEqual([]);
    expect((await api.execute(actors.reseller!, byId("suspendReseller").document, { id: ownId })).errors).toHaveLength(
      1,
    );
    const input = { login: name(), password: PASSWORD, scope: { resellerId: ownId } };
    const document = "mutation ($input: CreateAdministratorInput!) { createAdministrator(input: $input) { id } }";
    const made = await api.succeed<{ createAdministrator: { id: string } }>(OPERATOR, document, { input });
    const { id } = made.createAdministrator;
    const reset =
      "mutation ($input: ResetAdministratorPasswordInput!) { resetAdministratorPassword(input: $input) { id } }";
    for (const [who, can] of [
      ["operator", true],
      ["above", true],
      ["panel", false],
      ["domain admin", false],
    ] as const) {
      expect((await said(actors[who]!, "Administrator", id))?.includes("RESET_PASSWORD") ?? false).toBe(can);
      const { errors } = await api.execute(actors[who]!, reset, { input: { id, password: PASSWORD } });
      expect(errors.length === 0).toBe(can);
    }
  });
});
