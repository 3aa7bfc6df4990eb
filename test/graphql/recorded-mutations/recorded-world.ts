import { generateKeyPairSync } from "node:crypto";
import { type GraphQLSchema, getNamedType, isCompositeType } from "graphql";
import { Secret, TOTP } from "otpauth";
import { authenticate } from "../../../src/access/index.js";
import type { Actor } from "../../../src/kernel/index.js";
import { ANONYMOUS, actorWith, OPERATOR, type TestApi } from "../../support/api.js";
import type { TestDns } from "../../support/dns.js";
import type { MovableClock } from "../../support/outbox.js";
import { ORIGIN } from "../access-people.js";
import { CREATE_DOMAIN, innerIdOf, plantAccount, plantDomain, type Tree } from "../tenancy-tree.js";
import type { Mailbox } from "../verification-mailbox.js";

type Arguments = Record<string, unknown>;

export interface Call {
  readonly variables: Arguments;
  /** Default: the operator. */
  readonly actor?: Actor;
}

export interface Recorded {
  /** Makes what the call needs; everything it writes itself is not counted. */
  prepare(world: RecordedWorld): Promise<Call> | Call;
  /** Whether copies must learn of it: one revision more. */
  readonly isFed: boolean;
}

export const PASSWORD = "a long enough password";
const { publicKey } = generateKeyPairSync("ec", {
  namedCurve: "P-256",
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

/** One tenant, and makers of whatever a mutation acts on; every name is new. */
export class RecordedWorld {
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

/** The input of a batch, under a key of its own. */
export const batch = (world: RecordedWorld, items: Arguments) => ({
  input: { idempotencyKey: world.name(), ...items },
});
