import { generateKeyPairSync } from "node:crypto";
import { type GraphQLSchema, getNamedType, isCompositeType } from "graphql";
import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, expect, it } from "vitest";
import { authenticate } from "../../src/access/index.js";
import { buildApiSchema } from "../../src/app/index.js";
import { createResolver } from "../../src/dns/index.js";
import type { Actor } from "../../src/kernel/index.js";
import { MailRefusedError } from "../../src/outbox/transports/mail-transport.js";
import { ANONYMOUS, actorWith, OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { startTestDns, type TestDns } from "../support/dns.js";
import { describeOnEachEngine } from "../support/engines.js";
import { type MovableClock, movableClock } from "../support/outbox.js";
import { startProofLooks, type TestLooks } from "../support/proof-looks.js";
import { ORIGIN, plantAdministrator } from "./access-people.js";
import {
  CREATE_DOMAIN,
  createTenants,
  innerIdOf,
  plantAccount,
  plantDomain,
  plantReseller,
  type Tree,
} from "./tenancy-tree.js";
import { type Mailbox, openMailbox } from "./verification-mailbox.js";

type Arguments = Record<string, unknown>;

interface Call {
  readonly variables: Arguments;
  /** Default: the operator. */
  readonly actor?: Actor;
}

interface Recorded {
  /** Makes what the call needs; everything it writes itself is not counted. */
  prepare(world: World): Promise<Call> | Call;
  /** Whether copies must learn of it: one revision more. */
  readonly isFed: boolean;
}

/** Mutations whose success writes no audit event on purpose, each with the reason. */
const NOT_AUDITED: Record<string, string> = {
  reportGateway: "a sign of life every few seconds; nothing that anybody decided",
  reportSubmissions: "figures, counted once by their batch",
  reportSpamVerdicts: "figures, like complaints",
  saveView: "a bookmark of one's own, which shows nothing and allows nothing",
  removeSavedView: "the same",
};

/** Those that need weeks of observed mail first; their own tests look at what they record. */
const OF_OBSERVATIONS = ["acceptProposals", "dismissProposals", "releaseHold", "undoDismissals", "undoRelease"];

const PASSWORD = "a long enough password";
const { publicKey } = generateKeyPairSync("ec", {
  namedCurve: "P-256",
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

/** One tenant, and makers of whatever a mutation acts on; every name is new. */
class World {
  #number = 0;

  constructor(
    readonly api: TestApi,
    readonly tree: Tree,
    readonly mailbox: Mailbox,
    readonly clock: MovableClock,
    readonly dns: TestDns,
    readonly schema: GraphQLSchema,
  ) {}

  name(): string {
    this.#number += 1;
    return `made${this.#number}`;
  }

  documentFor(name: string, selection?: string): string {
    const field = this.schema.getMutationType()!.getFields()[name]!;
    const declared = field.args.map(({ name: argument, type }) => `$${argument}: ${type}`).join(", ");
    const passed = field.args.map(({ name: argument }) => `${argument}: $${argument}`).join(", ");
    const whole = selection ?? (isCompositeType(getNamedType(field.type)) ? "{ __typename }" : "");
    if (declared === "") return `mutation { ${name} ${whole} }`;
    return `mutation (${declared}) { ${name}(${passed}) ${whole} }`;
  }

  async make<Made>(name: string, variables: Arguments, selection = "{ id }", actor = OPERATOR): Promise<Made> {
    const data = await this.api.succeed<Record<string, Made>>(actor, this.documentFor(name, selection), variables);
    return data[name]!;
  }

  async account(aliases: string[] = []) {
    const { domain } = this.tree.north;
    const name = this.name();
    const own = aliases.map((alias) => `${name}-${alias}@${domain.name}`);
    const { id, address } = await plantAccount(this.api, domain.id, `${name}@${domain.name}`, own);
    const scope = {
      kind: "ACCOUNT",
      accountId: innerIdOf(id),
      domainId: innerIdOf(domain.id),
      resellerPath: this.tree.north.path,
    } as const;
    return { id, address, aliases: own, actor: actorWith("ACCOUNT", scope) };
  }

  /** Asked for and waiting for its owner. */
  async pending(address = `owner@${this.name()}.test`) {
    this.clock.advance(60_000);
    const account = await this.account();
    const authorization = await this.make<{ id: string; verification: { matchNumber: string } }>(
      "addIdentity",
      { input: { accountId: account.id, address, displayName: "Shop" } },
      "{ id verification { matchNumber } }",
      account.actor,
    );
    return { account, authorization };
  }

  async granted(): Promise<string> {
    const account = await this.account();
    const input = { accountId: account.id, address: `x@${this.name()}.test` };
    return (await this.make<{ id: string }>("grantAuthorization", { input })).id;
  }

  /** The second of its right. */
  async profile(): Promise<string> {
    const input = { authorizationId: await this.granted(), displayName: "Second" };
    return (await this.make<{ id: string }>("addSenderProfile", { input })).id;
  }

  async administrator() {
    const login = this.name();
    const scope = { resellerId: this.tree.north.id };
    const { id } = await this.make<{ id: string }>("createAdministrator", {
      input: { login, password: PASSWORD, scope },
    });
    return { id, login };
  }

  async session(): Promise<{ login: string; refreshToken: string }> {
    const { login } = await this.administrator();
    const input = { login, password: PASSWORD };
    const session = await this.make<{ refreshToken: string }>("signIn", { input }, "{ refreshToken }", ANONYMOUS);
    return { login, ...session };
  }

  async signedIn(): Promise<Actor> {
    const { login } = await this.administrator();
    const input = { login, password: PASSWORD };
    const { accessToken } = await this.make<{ accessToken: string }>("signIn", { input }, "{ accessToken }", ANONYMOUS);
    return authenticate(this.api.services, accessToken, ORIGIN);
  }

  /** Somebody with an authenticator app: signed in, and the proof that the next mutation asks for. */
  async withSecondFactor() {
    const { id, login } = await this.administrator();
    const input = { login, password: PASSWORD };
    const { accessToken } = await this.make<{ accessToken: string }>("signIn", { input }, "{ accessToken }", ANONYMOUS);
    const begun = await this.begunTotp(await authenticate(this.api.services, accessToken, ORIGIN));
    const { secondFactor, recoveryCodes, session } = await this.make<{
      secondFactor: { id: string };
      recoveryCodes: string[];
      session: { accessToken: string };
    }>(
      "confirmSecondFactor",
      { input: { id: begun.id, code: begun.code() } },
      "{ secondFactor { id } recoveryCodes session { accessToken } }",
      begun.actor,
    );
    this.clock.advance(60_000);
    const actor = await authenticate(this.api.services, session.accessToken, ORIGIN);
    const proof = { password: PASSWORD, secondFactor: { recoveryCode: recoveryCodes[0] } };
    return { id, login, actor, factorId: secondFactor.id, code: begun.code, proof };
  }

  async begunTotp(actor: Actor) {
    const input = { name: "Phone", proof: { password: PASSWORD } };
    const { id, secret } = await this.make<{ id: string; secret: string }>(
      "beginTotp",
      { input },
      "{ id secret }",
      actor,
    );
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    return { id, actor, code: () => totp.generate({ timestamp: this.clock.now().getTime() }) };
  }

  async gatewayKey(): Promise<string> {
    const input = { name: this.name(), kind: "GATEWAY", scope: { platform: true } };
    const { key } = await this.make<{ key: { id: string } }>("createApiKey", { input }, "{ key { id } }");
    return key.id;
  }

  /** Waits: no worker is here. */
  async batchJob(): Promise<string> {
    const input = { idempotencyKey: this.name(), ids: [(await this.account()).id] };
    const { job } = await this.make<{ job: { id: string } }>(
      "suspendAccounts",
      { input, asJob: true },
      "{ job { id } }",
    );
    return job.id;
  }

  async webhook(): Promise<string> {
    const input = { name: this.name(), url: "https://panel.example/hook", scope: { resellerId: this.tree.north.id } };
    const { webhook } = await this.make<{ webhook: { id: string } }>("createWebhook", { input }, "{ webhook { id } }");
    return webhook.id;
  }

  async issuer(): Promise<string> {
    return (await this.make<{ id: string }>("registerTrustedIssuer", { input: this.issuerInput() })).id;
  }

  issuerInput() {
    return {
      name: "Panel",
      issuer: `https://${this.name()}.test`,
      audience: "mayfrom",
      algorithm: "ES256",
      publicKeys: [{ pem: publicKey }],
      allowedRoles: ["ACCOUNT"],
      scope: { resellerId: this.tree.north.id },
    };
  }

  async domain() {
    return plantDomain(this.api, this.tree.north, `${this.name()}.test`);
  }

  async unprovenDomain(): Promise<string> {
    const { north } = this.tree;
    const input = { resellerId: north.id, name: `${this.name()}.test` };
    const made = await this.api.succeed<{ createDomain: { id: string } }>(north.actor, CREATE_DOMAIN, { input });
    return made.createDomain.id;
  }

  async claim(domain = `${this.name()}.example`) {
    const account = await this.account();
    const input = { accountId: account.id, domain };
    return this.make<{ id: string; record: { name: string; value: string } | null }>(
      "requestDomainAuthorization",
      { input },
      "{ id record { name value } }",
      account.actor,
    );
  }

  /** A request for an address in the south, which waits for the administrators there. */
  async waiting(): Promise<string> {
    const { authorization } = await this.pending(`${this.name()}@south.test`);
    return authorization.id;
  }
}

const batch = (world: World, items: Arguments) => ({ input: { idempotencyKey: world.name(), ...items } });
const grantInput = async (world: World) => ({
  accountId: (await world.account()).id,
  address: `x@${world.name()}.test`,
});
const identityInput = async (world: World) => ({ ...(await grantInput(world)), displayName: "Shop" });
const suspended = async (world: World): Promise<string> => {
  const { id } = await world.account();
  await world.make("suspendAccount", { id, reason: "test" });
  return id;
};

const MUTATIONS: Record<string, Recorded> = {
  addAccountAlias: {
    isFed: true,
    prepare: async (world) => ({
      variables: { accountId: (await world.account()).id, address: `${world.name()}@north.test` },
    }),
  },
  removeAccountAlias: {
    isFed: true,
    prepare: async (world) => {
      const { id, aliases } = await world.account(["alias"]);
      return { variables: { accountId: id, address: aliases[0] } };
    },
  },
  addIdentity: {
    isFed: true,
    prepare: async (world) => ({ variables: { input: await identityInput(world) } }),
  },
  addIdentities: {
    isFed: true,
    prepare: async (world) => ({
      variables: batch(world, { items: [await identityInput(world), await identityInput(world)] }),
    }),
  },
  grantAuthorization: {
    isFed: true,
    prepare: async (world) => ({ variables: { input: await grantInput(world) } }),
  },
  grantAuthorizations: {
    isFed: true,
    prepare: async (world) => ({
      variables: batch(world, { items: [await grantInput(world), await grantInput(world)] }),
    }),
  },
  // Copies know nothing of profiles.
  addSenderProfile: {
    isFed: false,
    prepare: async (world) => ({
      variables: { input: { authorizationId: await world.granted(), displayName: "Other" } },
    }),
  },
  updateSenderProfile: {
    isFed: false,
    prepare: async (world) => ({ variables: { input: { profileId: await world.profile(), displayName: "New" } } }),
  },
  updateSenderProfiles: {
    isFed: false,
    prepare: async (world) => ({
      variables: { input: { items: [{ profileId: await world.profile(), displayName: "New" }] } },
    }),
  },
  answerProfileProposal: {
    isFed: false,
    prepare: async (world) => {
      const profileId = await world.profile();
      const update = { profileId, bcc: `copy@${world.name()}.test` };
      await world.make("updateSenderProfile", { input: update }, "{ id }", world.tree.north.actor);
      return { variables: { profileId, isTaken: true } };
    },
  },
  removeSenderProfile: {
    isFed: false,
    prepare: async (world) => ({ variables: { profileId: await world.profile() } }),
  },
  updateIdentityProfile: {
    isFed: false,
    prepare: async (world) => ({
      variables: { input: { authorizationId: await world.granted(), displayName: "Other" } },
    }),
  },
  replaceIdentityAddress: {
    isFed: true,
    prepare: async (world) => {
      const { authorization } = await world.pending();
      return { variables: { input: { authorizationId: authorization.id, address: "meant@elsewhere.test" } } };
    },
  },
  resendVerification: {
    // Copies know of the state alone, which stays.
    isFed: false,
    prepare: async (world) => {
      const { authorization } = await world.pending();
      return { variables: { authorizationId: authorization.id } };
    },
  },
  answerVerification: {
    isFed: true,
    prepare: async (world) => {
      const { authorization } = await world.pending();
      const mails = await world.mailbox.deliver();
      world.clock.advance(60_000);
      const { matchNumber } = authorization.verification;
      const token = mails.at(-1)!.secrets.token;
      return { variables: { input: { token, decision: "ALLOW", matchNumber } }, actor: ANONYMOUS };
    },
  },
  revokeAuthorization: {
    isFed: true,
    prepare: async (world) => ({ variables: { authorizationId: await world.granted(), reason: "test" } }),
  },
  revokeAuthorizations: {
    isFed: true,
    prepare: async (world) => ({
      variables: batch(world, { authorizationIds: [await world.granted(), await world.granted()] }),
    }),
  },
  pauseAuthorization: {
    isFed: true,
    prepare: async (world) => ({ variables: { authorizationId: await world.granted() } }),
  },
  resumeAuthorization: {
    isFed: true,
    prepare: async (world) => {
      const authorizationId = await world.granted();
      await world.make("pauseAuthorization", { authorizationId });
      return { variables: { authorizationId } };
    },
  },
  approveAuthorizations: {
    isFed: true,
    prepare: async (world) => ({
      variables: { input: { authorizationIds: [await world.waiting()] } },
      actor: world.tree.south.domain.actor,
    }),
  },
  refuseAuthorizations: {
    isFed: true,
    prepare: async (world) => ({
      variables: { input: { authorizationIds: [await world.waiting()] } },
      actor: world.tree.south.domain.actor,
    }),
  },
  undoApprovals: {
    isFed: true,
    prepare: async (world) => {
      const input = { authorizationIds: [await world.waiting()] };
      const actor = world.tree.south.domain.actor;
      await world.make("approveAuthorizations", { input }, "{ count }", actor);
      return { variables: { input }, actor };
    },
  },
  requestDomainAuthorization: {
    isFed: true,
    prepare: async (world) => ({
      variables: { input: { accountId: (await world.account()).id, domain: `${world.name()}.example` } },
    }),
  },
  verifyDomainAuthorization: {
    isFed: true,
    prepare: async (world) => {
      const { id, record } = await world.claim();
      await world.dns.publish(record!.name, record!.value);
      return { variables: { id } };
    },
  },
  revokeDomainAuthorization: {
    isFed: true,
    prepare: async (world) => ({ variables: { id: (await world.claim()).id } }),
  },
  createReseller: {
    isFed: true,
    prepare: (world) => ({ variables: { input: { name: "New", slug: world.name() } } }),
  },
  updateReseller: {
    isFed: false,
    prepare: async (world) => ({
      variables: { id: (await plantReseller(world.api, world.name())).id, input: { name: "Other" } },
    }),
  },
  moveReseller: {
    isFed: true,
    prepare: async (world) => ({
      variables: { id: (await plantReseller(world.api, world.name())).id, parentId: world.tree.south.id },
    }),
  },
  suspendReseller: {
    isFed: true,
    prepare: async (world) => ({ variables: { id: (await plantReseller(world.api, world.name())).id } }),
  },
  resumeReseller: {
    isFed: true,
    prepare: async (world) => {
      const { id } = await plantReseller(world.api, world.name());
      await world.make("suspendReseller", { id });
      return { variables: { id } };
    },
  },
  deleteReseller: {
    isFed: true,
    prepare: async (world) => ({
      variables: { id: (await plantReseller(world.api, world.name())).id, cascade: false },
    }),
  },
  createDomain: {
    isFed: true,
    prepare: (world) => ({ variables: { input: { resellerId: world.tree.north.id, name: `${world.name()}.test` } } }),
  },
  createDomains: {
    isFed: true,
    prepare: (world) => ({
      variables: batch(world, { items: [{ resellerId: world.tree.north.id, name: `${world.name()}.test` }] }),
    }),
  },
  createDomainAlias: {
    isFed: true,
    prepare: (world) => ({
      variables: { input: { domainId: world.tree.north.domain.id, name: `${world.name()}.test` } },
    }),
  },
  createDomainAliases: {
    isFed: true,
    prepare: (world) => ({
      variables: batch(world, { items: [{ domainId: world.tree.north.domain.id, name: `${world.name()}.test` }] }),
    }),
  },
  deleteDomainAlias: {
    isFed: true,
    prepare: async (world) => {
      const input = { domainId: world.tree.north.domain.id, name: `${world.name()}.test` };
      const { id } = await world.make<{ id: string }>("createDomainAlias", { input });
      return { variables: { id } };
    },
  },
  moveDomain: {
    isFed: true,
    prepare: async (world) => ({
      variables: { id: (await world.domain()).id, resellerId: world.tree.south.id },
    }),
  },
  requestDomainProof: {
    isFed: false,
    prepare: async (world) => ({ variables: { id: await world.unprovenDomain() } }),
  },
  verifyDomain: {
    isFed: true,
    prepare: async (world) => {
      const id = await world.unprovenDomain();
      const { proofRecord } = await world.make<{ proofRecord: { name: string; value: string } }>(
        "requestDomainProof",
        { id },
        "{ proofRecord { name value } }",
      );
      await world.dns.publish(proofRecord.name, proofRecord.value);
      return { variables: { id } };
    },
  },
  confirmDomains: {
    isFed: true,
    prepare: async (world) => ({ variables: { ids: [await world.unprovenDomain()] } }),
  },
  setPlatform: {
    isFed: false,
    prepare: async (world) => ({ variables: { input: { name: world.name() } } }),
  },
  setDomainTrust: {
    isFed: false,
    prepare: async (world) => ({
      variables: { input: { resellerId: world.tree.north.id, isTrusted: true } },
    }),
  },
  decideBrand: {
    isFed: false,
    prepare: async (world) => {
      const { north } = world.tree;
      const brandName = world.name();
      const document = world.documentFor("updateReseller");
      await world.api.succeed(north.actor, document, { id: north.id, input: { brandName } });
      return { variables: { input: { resellerId: north.id, isApproved: true, brandName } } };
    },
  },
  resendEmailConfirmation: {
    isFed: false,
    prepare: async (world) => {
      const { id } = await world.administrator();
      await world.make("updateAdministrator", { input: { id, email: `${world.name()}@elsewhere.test` } });
      return { variables: { id } };
    },
  },
  suspendDomain: { isFed: true, prepare: async (world) => ({ variables: { id: (await world.domain()).id } }) },
  resumeDomain: {
    isFed: true,
    prepare: async (world) => {
      const { id } = await world.domain();
      await world.make("suspendDomain", { id });
      return { variables: { id } };
    },
  },
  deleteDomain: {
    isFed: true,
    prepare: async (world) => ({ variables: { id: (await world.domain()).id, cascade: true } }),
  },
  createAccount: {
    isFed: true,
    prepare: (world) => ({
      variables: { input: { domainId: world.tree.north.domain.id, address: `${world.name()}@north.test` } },
    }),
  },
  createAccounts: {
    isFed: true,
    prepare: (world) => ({
      variables: batch(world, {
        items: [{ domainId: world.tree.north.domain.id, address: `${world.name()}@north.test` }],
      }),
    }),
  },
  updateAccount: {
    isFed: true,
    prepare: async (world) => ({
      variables: { id: (await world.account()).id, input: { address: `${world.name()}@north.test` } },
    }),
  },
  setAccountPassword: {
    isFed: false,
    prepare: async (world) => ({ variables: { input: { accountId: (await world.account()).id, password: PASSWORD } } }),
  },
  suspendAccount: { isFed: true, prepare: async (world) => ({ variables: { id: (await world.account()).id } }) },
  suspendAccounts: {
    isFed: true,
    prepare: async (world) => ({ variables: batch(world, { ids: [(await world.account()).id] }) }),
  },
  resumeAccount: { isFed: true, prepare: async (world) => ({ variables: { id: await suspended(world) } }) },
  resumeAccounts: {
    isFed: true,
    prepare: async (world) => ({ variables: batch(world, { ids: [await suspended(world)] }) }),
  },
  deleteAccount: { isFed: true, prepare: async (world) => ({ variables: { id: (await world.account()).id } }) },
  deleteAccounts: {
    isFed: true,
    prepare: async (world) => ({ variables: batch(world, { ids: [(await world.account()).id] }) }),
  },
  addAccountAliases: {
    isFed: true,
    prepare: async (world) => {
      const items = [{ accountId: (await world.account()).id, address: `${world.name()}@north.test` }];
      return { variables: batch(world, { items }) };
    },
  },
  removeAccountAliases: {
    isFed: true,
    prepare: async (world) => {
      const { id, aliases } = await world.account(["alias"]);
      return { variables: batch(world, { items: [{ accountId: id, address: aliases[0] }] }) };
    },
  },
  setAccountPasswords: {
    isFed: false,
    prepare: async (world) => {
      const items = [{ accountId: (await world.account()).id, password: PASSWORD }];
      return { variables: batch(world, { items }) };
    },
  },
  moveDomains: {
    isFed: true,
    prepare: async (world) => ({
      variables: batch(world, { ids: [(await world.domain()).id], resellerId: world.tree.south.id }),
    }),
  },
  pauseAuthorizations: {
    isFed: true,
    prepare: async (world) => ({ variables: batch(world, { authorizationIds: [await world.granted()] }) }),
  },
  resumeAuthorizations: {
    isFed: true,
    prepare: async (world) => {
      const authorizationId = await world.granted();
      await world.make("pauseAuthorization", { authorizationId });
      return { variables: batch(world, { authorizationIds: [authorizationId] }) };
    },
  },
  resendVerifications: {
    isFed: false,
    prepare: async (world) => {
      const { authorization } = await world.pending();
      return { variables: batch(world, { authorizationIds: [authorization.id] }) };
    },
  },
  addSenderProfiles: {
    isFed: false,
    prepare: async (world) => {
      const items = [{ authorizationId: await world.granted(), displayName: "Another" }];
      return { variables: batch(world, { items }) };
    },
  },
  changeSenderProfiles: {
    isFed: false,
    prepare: async (world) => {
      const items = [{ profileId: await world.profile(), displayName: "New" }];
      return { variables: batch(world, { items }) };
    },
  },
  updateDomain: {
    isFed: false,
    prepare: async (world) => {
      const input = { externalReference: world.name() };
      return { variables: { id: (await world.domain()).id, input } };
    },
  },
  syncDomain: {
    isFed: true,
    prepare: async (world) => {
      const domain = await world.domain();
      const mailboxes = [{ address: `synced@${domain.name}` }];
      return { variables: { input: { domainId: domain.id, mailboxes } } };
    },
  },
  setPolicy: {
    isFed: true,
    prepare: async (world) => ({
      variables: {
        input: {
          scope: { domainId: (await world.domain()).id },
          schedule: [{ at: "2026-01-01T00:00:00Z", mode: "WARN" }],
        },
      },
    }),
  },
  removePolicy: {
    isFed: true,
    prepare: async (world) => {
      const scope = { domainId: (await world.domain()).id };
      await world.make("setPolicy", { input: { scope, verificationHours: 24 } }, "{ mode }");
      return { variables: { scope } };
    },
  },
  signIn: {
    isFed: false,
    prepare: async (world) => ({
      variables: { input: { login: (await world.administrator()).login, password: PASSWORD } },
      actor: ANONYMOUS,
    }),
  },
  refreshSession: {
    isFed: false,
    prepare: async (world) => ({
      variables: { refreshToken: (await world.session()).refreshToken },
      actor: ANONYMOUS,
    }),
  },
  signOut: {
    isFed: false,
    prepare: async (world) => ({
      variables: { refreshToken: (await world.session()).refreshToken },
      actor: ANONYMOUS,
    }),
  },
  endSession: {
    isFed: false,
    prepare: async (world) => {
      const actor = await world.signedIn();
      const { sessions } = await world.api.succeed<{ sessions: { id: string }[] }>(actor, "{ sessions { id } }");
      return { variables: { id: sessions[0]!.id }, actor };
    },
  },
  endAllSessions: {
    isFed: false,
    prepare: async (world) => ({ variables: {}, actor: await world.signedIn() }),
  },
  changePassword: {
    isFed: false,
    prepare: async (world) => {
      const account = await world.account();
      await world.make("setAccountPassword", { input: { accountId: account.id, password: PASSWORD } });
      const input = { currentPassword: PASSWORD, newPassword: `${PASSWORD} of today` };
      return { variables: { input }, actor: account.actor };
    },
  },
  createAdministrator: {
    isFed: false,
    prepare: (world) => ({
      variables: {
        input: { login: world.name(), password: PASSWORD, scope: { resellerId: world.tree.north.id } },
      },
    }),
  },
  updateAdministrator: {
    isFed: false,
    prepare: async (world) => ({
      variables: { input: { id: (await world.administrator()).id, email: "admin@north.test" } },
    }),
  },
  resetAdministratorPassword: {
    isFed: false,
    prepare: async (world) => ({
      variables: { input: { id: (await world.administrator()).id, password: PASSWORD } },
    }),
  },
  disableAdministrator: {
    isFed: false,
    prepare: async (world) => ({ variables: { id: (await world.administrator()).id } }),
  },
  enableAdministrator: {
    isFed: false,
    prepare: async (world) => {
      const { id } = await world.administrator();
      await world.make("disableAdministrator", { id });
      return { variables: { id } };
    },
  },
  deleteAdministrator: {
    isFed: false,
    prepare: async (world) => {
      const { id } = await world.administrator();
      await world.make("disableAdministrator", { id });
      return { variables: { id } };
    },
  },
  completeSignIn: {
    isFed: false,
    prepare: async (world) => {
      const { login, code } = await world.withSecondFactor();
      const input = { login, password: PASSWORD };
      const { challenge } = await world.make<{ challenge: { token: string } }>(
        "signIn",
        { input },
        "{ challenge { token } }",
        ANONYMOUS,
      );
      return { variables: { input: { challenge: challenge.token, secondFactor: { code: code() } } }, actor: ANONYMOUS };
    },
  },
  handOverSession: {
    isFed: false,
    prepare: async (world) => {
      const id = await world.issuer();
      const { actor, address } = await world.account();
      const issuer = { id: innerIdOf(id), name: "Panel", login: address, isMultiFactor: false };
      return { variables: { input: { page: "/" } }, actor: { ...actor, kind: "ISSUER", issuer } };
    },
  },
  requestSecondFactor: {
    isFed: false,
    prepare: async (world) => ({ variables: {}, actor: (await world.withSecondFactor()).actor }),
  },
  beginTotp: {
    isFed: false,
    prepare: async (world) => ({
      variables: { input: { name: "Phone", proof: { password: PASSWORD } } },
      actor: await world.signedIn(),
    }),
  },
  beginPasskey: {
    isFed: false,
    prepare: async (world) => ({
      variables: { input: { name: "Key", proof: { password: PASSWORD } } },
      actor: await world.signedIn(),
    }),
  },
  confirmSecondFactor: {
    isFed: false,
    prepare: async (world) => {
      const { id, actor, code } = await world.begunTotp(await world.signedIn());
      return { variables: { input: { id, code: code() } }, actor };
    },
  },
  removeSecondFactor: {
    isFed: false,
    prepare: async (world) => {
      const { factorId, actor, proof } = await world.withSecondFactor();
      return { variables: { input: { id: factorId, proof } }, actor };
    },
  },
  renewRecoveryCodes: {
    isFed: false,
    prepare: async (world) => {
      const { actor, proof } = await world.withSecondFactor();
      return { variables: { proof }, actor };
    },
  },
  resetSecondFactor: {
    isFed: false,
    prepare: async (world) => ({ variables: { input: { id: (await world.withSecondFactor()).id } } }),
  },
  setSecondFactorRule: {
    isFed: false,
    prepare: async (world) => ({
      variables: { input: { scope: { resellerId: world.tree.south.id }, isRequired: true } },
    }),
  },
  viewAs: {
    isFed: false,
    prepare: async (world) => {
      const { actor } = await plantAdministrator(world.api, world.name(), { platform: true });
      return { variables: { input: { of: world.tree.north.account.id, reason: "help" } }, actor };
    },
  },
  endViewing: {
    isFed: false,
    prepare: async (world) => {
      const { actor } = await plantAdministrator(world.api, world.name(), { platform: true });
      const input = { of: world.tree.north.account.id, reason: "help" };
      const { accessToken } = await world.make<{ accessToken: string }>("viewAs", { input }, "{ accessToken }", actor);
      return { variables: {}, actor: await authenticate(world.api.services, accessToken, ORIGIN) };
    },
  },
  createApiKey: {
    isFed: false,
    prepare: (world) => ({
      variables: { input: { name: world.name(), kind: "PANEL", scope: { resellerId: world.tree.north.id } } },
    }),
  },
  revokeApiKey: {
    isFed: false,
    prepare: async (world) => {
      return { variables: { id: await world.gatewayKey() } };
    },
  },
  createWebhook: {
    isFed: false,
    prepare: (world) => ({
      variables: {
        input: { name: "Panel", url: "https://panel.example/", scope: { domainId: world.tree.north.domain.id } },
      },
    }),
  },
  updateWebhook: {
    isFed: false,
    prepare: async (world) => ({ variables: { input: { id: await world.webhook(), name: "Other" } } }),
  },
  rotateWebhookSecret: { isFed: false, prepare: async (world) => ({ variables: { id: await world.webhook() } }) },
  disableWebhook: { isFed: false, prepare: async (world) => ({ variables: { id: await world.webhook() } }) },
  enableWebhook: {
    isFed: false,
    prepare: async (world) => {
      const id = await world.webhook();
      await world.make("disableWebhook", { id });
      return { variables: { id } };
    },
  },
  deleteWebhook: { isFed: false, prepare: async (world) => ({ variables: { id: await world.webhook() } }) },
  testWebhook: { isFed: false, prepare: async (world) => ({ variables: { id: await world.webhook() } }) },
  cancelBatchJob: { isFed: false, prepare: async (world) => ({ variables: { id: await world.batchJob() } }) },
  redeliverWebhook: { isFed: false, prepare: async (world) => ({ variables: { id: await world.webhook() } }) },
  registerTrustedIssuer: { isFed: false, prepare: (world) => ({ variables: { input: world.issuerInput() } }) },
  updateTrustedIssuer: {
    isFed: false,
    prepare: async (world) => ({ variables: { input: { id: await world.issuer(), name: "Other" } } }),
  },
  disableTrustedIssuer: { isFed: false, prepare: async (world) => ({ variables: { id: await world.issuer() } }) },
  enableTrustedIssuer: {
    isFed: false,
    prepare: async (world) => {
      const id = await world.issuer();
      await world.make("disableTrustedIssuer", { id });
      return { variables: { id } };
    },
  },
  markDeliverable: {
    // No decision rests on it.
    isFed: false,
    prepare: async (world) => {
      const address = `gone@${world.name()}.test`;
      world.mailbox.refuseWith(new MailRefusedError("550 5.1.1 no such user"));
      await world.pending(address);
      await world.mailbox.deliver();
      world.mailbox.refuseWith(null);
      return { variables: { address } };
    },
  },
  retryMail: {
    isFed: false,
    prepare: async (world) => {
      await world.pending(`waiting@${world.name()}.test`);
      const { mails } = await world.api.succeed<{ mails: { edges: { node: { id: string } }[] } }>(
        OPERATOR,
        "{ mails(state: QUEUED, first: 1) { edges { node { id } } } }",
      );
      return { variables: { id: mails.edges[0]?.node.id } };
    },
  },
  sendTestMail: {
    isFed: false,
    prepare: (world) => ({ variables: { input: { to: `kim@${world.name()}.test` } } }),
  },
  confirmTestMail: {
    isFed: false,
    prepare: async (world) => {
      const input = { to: `kim@${world.name()}.test` };
      await world.make("sendTestMail", { input }, "{ mailTest { to } }");
      const mail = (await world.mailbox.deliver()).findLast(({ template }) => template === "mail-test");
      return { variables: { input: { code: mail?.parameters.code } } };
    },
  },
  removeGateway: {
    isFed: false,
    prepare: async (world) => {
      const input = { name: world.name(), version: "1", revision: 0 };
      const gateway = actorWith("GATEWAY", { kind: "PLATFORM" }, { id: innerIdOf(await world.gatewayKey()) });
      const { id } = await world.make<{ id: string }>("reportGateway", { input }, "{ id }", gateway);
      return { variables: { id } };
    },
  },
};

describeOnEachEngine("every mutation", (engine) => {
  let world: World;
  let looks: TestLooks;
  let schema: GraphQLSchema;

  beforeAll(async () => {
    const clock = movableClock();
    const dns = await startTestDns();
    // Domains exist, so that their owners may be asked.
    await dns.load(["*.test A 192.0.2.1"]);
    const api = await startTestApi(engine, clock, { resolver: createResolver([dns.server]) });
    looks = startProofLooks(api);
    schema = await buildApiSchema();
    world = new World(api, await createTenants(api), openMailbox(api), clock, dns, schema);
  });
  afterAll(async () => {
    looks.stop();
    await world.dns.close();
  });

  async function figures(): Promise<{ events: number; revision: number; feed: number }> {
    const { reader } = world.api.database;
    const count = async (query: string) => Number((await reader.query<{ n: number }[]>(query))[0]?.n);
    return {
      events: await count("SELECT COUNT(*) AS n FROM audit_event"),
      revision: await count("SELECT value AS n FROM revision_counter WHERE id = 1"),
      feed: await count("SELECT COUNT(*) AS n FROM feed_entry"),
    };
  }

  it("of the schema is known here", () => {
    const all = Object.keys(schema.getMutationType()!.getFields()).sort();
    const known = [...Object.keys(MUTATIONS), ...Object.keys(NOT_AUDITED), ...OF_OBSERVATIONS].sort();
    expect(known).toEqual(all);
  });

  it.each(Object.keys(MUTATIONS))(
    "leaves an audit event, and a feed entry where copies must learn of it: %s",
    async (name) => {
      const { isFed, prepare } = MUTATIONS[name]!;
      const { variables, actor = OPERATOR } = await prepare(world);
      const before = await figures();
      await world.api.succeed(actor, world.documentFor(name), variables);
      const after = await figures();
      expect(after.events, "audit events").toBeGreaterThan(before.events);
      // One transaction: one revision, however much of it is in the feed.
      expect(after.revision - before.revision, "revisions").toBe(isFed ? 1 : 0);
      expect(after.feed > before.feed, "feed entries").toBe(isFed);
    },
  );
});
