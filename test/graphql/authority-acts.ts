import { generateKeyPairSync } from "node:crypto";
import type { Actor } from "../../src/kernel/index.js";
import { actorWith, OPERATOR, type TestApi } from "../support/api.js";
import { innerIdOf, type PlantedReseller, plantAccount, plantDomain, plantReseller } from "./tenancy-tree.js";

const { publicKey } = generateKeyPairSync("ec", {
  namedCurve: "P-256",
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

export type Call = (actor: Actor) => Promise<unknown>;

export interface Act {
  /** What is set, and how it would be undone, in words for the page. */
  readonly title: string;
  readonly mutation: string;
  /** Throws where somebody may not set it at all. */
  readonly set: Call;
  readonly undo: Call;
}

/** Each thing that somebody can set, and each way to undo it; \`name\` makes names that nothing has. */
export function authorityActs(api: TestApi, name: () => string) {
  const call = (document: string, variables: Record<string, unknown>) => (actor: Actor) =>
    api.succeed<Record<string, { id: string }>>(actor, document, variables);

  async function accountOf(domainId: string, reseller: PlantedReseller) {
    const { id, address } = await plantAccount(api, domainId, `${name()}@own.test`);
    const { database } = api;
    const [row] = await database.reader.query<{ id: string; domainId: string }[]>(
      "SELECT id, domainId FROM account WHERE addressKey = ?",
      [address],
    );
    const scope = {
      kind: "ACCOUNT",
      accountId: row!.id,
      domainId: row!.domainId,
      resellerPath: reseller.path,
    } as const;
    return { id, address, actor: actorWith("ACCOUNT", scope) };
  }

  async function actsOn(
    own: PlantedReseller,
    domain: { id: string },
    account: { id: string; actor: Actor },
  ): Promise<readonly Act[]> {
    const byId = (mutation: string, id: string) => call(`mutation ($id: ID!) { ${mutation}(id: $id) { id } }`, { id });
    const suspended = async (kind: string, id: string): Promise<Act> => ({
      title: `suspended ${kind.toLowerCase()}: resume${kind}`,
      mutation: `resume${kind}`,
      set: byId(`suspend${kind}`, id),
      undo: byId(`resume${kind}`, id),
    });
    const batch = await plantAccount(api, domain.id, `${name()}@own.test`);
    const lone = await plantDomain(api, own, "lone.test");
    const administrator = await created("createAdministrator", "CreateAdministratorInput", {
      login: name(),
      password: "a long enough password",
      scope: { domainId: domain.id },
    });
    const issuer = await created("registerTrustedIssuer", "RegisterTrustedIssuerInput", {
      name: "Panel",
      issuer: "https://panel.test",
      audience: "mayfrom",
      algorithm: "ES256",
      publicKeys: [{ pem: publicKey }],
      allowedRoles: ["ACCOUNT"],
      scope: { resellerId: own.id },
    });
    const hook = { name: "Panel", url: "https://panel.example/hook", scope: { domainId: domain.id } };
    const { createWebhook } = await api.succeed<{ createWebhook: { webhook: { id: string } } }>(
      actorWith("DOMAIN_ADMIN", {
        kind: "DOMAIN",
        domainId: innerIdOf(domain.id),
        domainName: "own.test",
        resellerPath: own.path,
      }),
      "mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { webhook { id } } }",
      { input: hook },
    );
    const webhook = createWebhook.webhook.id;
    return [
      await suspended("Account", (await plantAccount(api, domain.id, `${name()}@own.test`)).id),
      {
        title: "suspended account: resumeAccounts",
        mutation: "resumeAccounts",
        set: byId("suspendAccount", batch.id),
        undo: (actor) =>
          call("mutation ($input: AccountsInput!) { resumeAccounts(input: $input) { __typename } }", {
            input: { ids: [batch.id], idempotencyKey: name() },
          })(actor),
      },
      await suspended("Domain", lone.id),
      await suspended("Reseller", (await plantReseller(api, "lone", own.id)).id),
      {
        title: "disabled domain administrator: enableAdministrator",
        mutation: "enableAdministrator",
        set: byId("disableAdministrator", administrator),
        undo: byId("enableAdministrator", administrator),
      },
      {
        title: "disabled issuer: enableTrustedIssuer",
        mutation: "enableTrustedIssuer",
        set: byId("disableTrustedIssuer", issuer),
        undo: byId("enableTrustedIssuer", issuer),
      },
      {
        title: "disabled webhook: enableWebhook",
        mutation: "enableWebhook",
        set: byId("disableWebhook", webhook),
        undo: byId("enableWebhook", webhook),
      },
      {
        title: "required second factor: setSecondFactorRule",
        mutation: "setSecondFactorRule",
        set: secondFactorRule(own.id, true),
        undo: secondFactorRule(own.id, false),
      },
      ...(await onPauses(account)),
      ...(await onPolicies(domain.id)),
    ];
  }

  function secondFactorRule(resellerId: string, isRequired: boolean): Call {
    const document =
      "mutation ($input: SetSecondFactorRuleInput!) { setSecondFactorRule(input: $input) { isRequired } }";
    return call(document, { input: { scope: { resellerId }, isRequired } });
  }

  async function created(mutation: string, type: string, input: object): Promise<string> {
    const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) { id } }`;
    return (await call(document, { input })(OPERATOR))[mutation]!.id;
  }

  /** The address is in a domain of the tenant, so that every administrator there may give it. */
  async function onPauses(account: { id: string; actor: Actor }): Promise<Act[]> {
    const pausing = async (
      title: string,
      mutation: string,
      undoOf: (id: string, address: string) => Call,
      isRevoked = false,
    ) => {
      const address = `${name()}@own.test`;
      const grant = call("mutation ($input: GrantAuthorizationInput!) { grantAuthorization(input: $input) { id } }", {
        input: { accountId: account.id, address },
      });
      const { id } = (await grant(OPERATOR)).grantAuthorization!;
      const onIt = (field: string) => call(`mutation ($id: ID!) { ${field}(authorizationId: $id) { id } }`, { id });
      const state = async () => {
        const [row] = await api.database.reader.query<{ state: string }[]>(
          "SELECT state FROM sender_authorization WHERE accountId = ? AND addressKey = ?",
          [account.actor.id, address],
        );
        return row!.state;
      };
      const set: Call = async (actor) => {
        if ((await state()) === "PENDING") await onIt("revokeAuthorization")(OPERATOR);
        if ((await state()) !== "AUTHORIZED") await grant(OPERATOR).catch(() => undefined);
        await onIt("pauseAuthorization")(actor);
        if (isRevoked) await onIt("revokeAuthorization")(account.actor);
      };
      return { title, mutation, set, undo: undoOf(id, address) };
    };
    const input = (address: string) => ({ accountId: account.id, address, displayName: "X" });
    const add = (address: string) =>
      call("mutation ($input: AddIdentityInput!) { addIdentity(input: $input) { id } }", { input: input(address) });
    const grant = (address: string) =>
      call("mutation ($input: GrantAuthorizationInput!) { grantAuthorization(input: $input) { id } }", {
        input: { accountId: account.id, address },
      });
    const onIt = (field: string) => (id: string) =>
      call(`mutation ($id: ID!) { ${field}(authorizationId: $id) { id } }`, { id });
    return [
      await pausing("paused authorization: resumeAuthorization", "resumeAuthorization", onIt("resumeAuthorization")),
      await pausing("paused authorization: grantAuthorization", "grantAuthorization", (_id, address) => grant(address)),
      await pausing("paused authorization: resendVerification", "resendVerification", onIt("resendVerification")),
      await pausing(
        "paused authorization, revoked since: grantAuthorization",
        "grantAuthorization",
        (_id, address) => grant(address),
        true,
      ),
      await pausing(
        "paused authorization, revoked since: addIdentity",
        "addIdentity",
        (_id, address) => add(address),
        true,
      ),
    ];
  }

  async function onPolicies(domainId: string): Promise<Act[]> {
    const onMailbox = async (title: string, mutation: string, set: object, undo: object | null) => {
      const scope = { accountId: (await plantAccount(api, domainId, `${name()}@own.test`)).id };
      const setPolicy = (input: object) =>
        call("mutation ($input: SetPolicyInput!) { setPolicy(input: $input) { mode } }", {
          input: { scope, ...input },
        });
      const remove = call("mutation ($scope: ScopeInput!) { removePolicy(scope: $scope) { mode } }", { scope });
      // Whoever sets it anew finds nothing of anybody's there.
      const setAnew: Call = async (actor) => {
        await remove(OPERATOR).catch(() => undefined);
        await setPolicy(set)(actor);
      };
      return { title, mutation, set: setAnew, undo: undo === null ? remove : setPolicy(undo) };
    };
    const locked = { locked: ["verificationHours"] };
    return [
      await onMailbox(
        "setting: setPolicy with another value",
        "setPolicy",
        { verificationHours: 24 },
        { verificationHours: 48 },
      ),
      await onMailbox(
        "setting: setPolicy with null",
        "setPolicy",
        { verificationHours: 24 },
        { verificationHours: null },
      ),
      await onMailbox("lock: setPolicy without it", "setPolicy", locked, { locked: [] }),
      await onMailbox("lock: setPolicy of what it locks", "setPolicy", locked, { verificationHours: 48 }),
      await onMailbox("policy: removePolicy", "removePolicy", { verificationHours: 24, ...locked }, null),
    ];
  }

  return { accountOf, actsOn };
}
