import { In } from "typeorm";
import { beforeAll, expect, it } from "vitest";
import { authenticateAccessToken } from "../../src/access/authentication/authenticate-access-token.js";
import { signIn } from "../../src/access/operations/sign-in.js";
import { RefreshToken } from "../../src/access/refresh-token.entity.js";
import {
  Authorization,
  AuthorizationState,
  DomainAuthorization,
  grantAuthorization,
} from "../../src/authorizations/index.js";
import { Policy, setPolicy } from "../../src/policy/index.js";
import { passwordHashOf } from "../../src/tenancy/account-password.js";
import { deleteAccount, deleteDomain, updateAccount } from "../../src/tenancy/index.js";
import { moveDomain } from "../../src/tenancy/operations/move-domain.js";
import { moveReseller } from "../../src/tenancy/operations/move-reseller.js";
import { setAccountPassword } from "../../src/tenancy/operations/set-account-password.js";
import { Verification } from "../../src/verification/index.js";
import { VerificationState } from "../../src/verification/verification.entity.js";
import { type CreatedTenant, innerIdOf, plantReseller, plantTenant } from "../graphql/tenancy-tree.js";
import { ADD_IDENTITY, type AuthorizationAnswer } from "../graphql/verification-mailbox.js";
import { OPERATOR, startTestApi, type TestApi } from "../support/api.js";
import { describeOnEachEngine } from "../support/engines.js";

const ORIGIN = { remoteAddress: "192.0.2.1", userAgent: null, requestId: null };
const PASSWORD = "correct horse battery";

/** What tenancy does when called directly, from no resolver: the rooms above clean up all the same. */
describeOnEachEngine("what rested on something released", (engine) => {
  let api: TestApi;
  let number = 0;
  let asker: CreatedTenant;

  beforeAll(async () => {
    api = await startTestApi(engine);
    asker = await plantTenant(api, "asker");
  });

  async function tenant(): Promise<CreatedTenant> {
    number += 1;
    return plantTenant(api, `tenant${number}`);
  }

  /** The asker may send as the mailbox, and as a second address of the domain its question is open. */
  async function usedByOthers({ account, neighbour }: CreatedTenant) {
    const accountId = innerIdOf(asker.account.id);
    const { authorization } = await api.database.write((tx) =>
      grantAuthorization(tx, OPERATOR, { accountId, address: account.address }),
    );
    const { addIdentity } = await api.succeed<{ addIdentity: AuthorizationAnswer }>(asker.account.actor, ADD_IDENTITY, {
      input: { accountId: asker.account.id, address: neighbour.address, displayName: "Asker" },
    });
    return { granted: authorization.id, asked: innerIdOf(addIdentity.id) };
  }

  async function signedIn(tenant: CreatedTenant): Promise<() => Promise<boolean>> {
    const passwordHash = await passwordHashOf({ password: PASSWORD }, "input");
    await api.database.write((tx) => setAccountPassword(tx, OPERATOR, innerIdOf(tenant.account.id), passwordHash));
    const outcome = await signIn(api.services, ORIGIN, { login: tenant.account.address, password: PASSWORD });
    if (outcome.state !== "SIGNED_IN") throw new Error("a mailbox has no second factor");
    const { accessToken } = outcome.session;
    const isSignedIn = async () => (await authenticateAccessToken(api.services, accessToken, ORIGIN)) !== null;
    expect(await isSignedIn()).toBe(true);
    return isSignedIn;
  }

  const stateOf = async (id: string) => (await api.database.reader.findOneByOrFail(Authorization, { id })).state;
  const openQuestions = (authorizationId: string) =>
    api.database.reader.countBy(Verification, {
      authorizationId,
      state: In([VerificationState.OPEN, VerificationState.HELD]),
    });

  it("ends with an account that is deleted by the operation alone", async () => {
    const gone = await tenant();
    const { granted } = await usedByOthers(gone);
    const isSignedIn = await signedIn(gone);
    const scope = {
      kind: "ACCOUNT" as const,
      accountId: innerIdOf(gone.account.id),
      domainId: innerIdOf(gone.domain.id),
      resellerPath: gone.path,
    };
    await api.database.write((tx) => setPolicy(tx, OPERATOR, scope, { changes: { allowNullSender: false } }));

    await api.database.write((tx) => deleteAccount(tx, OPERATOR, innerIdOf(gone.account.id)));
    expect(await stateOf(granted)).toBe(AuthorizationState.REVOKED);
    expect(await isSignedIn()).toBe(false);
    expect(await api.database.reader.countBy(Policy, { scopeId: innerIdOf(gone.account.id) })).toBe(0);
    const sessions = await api.database.reader.findBy(RefreshToken, { subjectId: innerIdOf(gone.account.id) });
    expect(sessions.map(({ revokedAt }) => revokedAt === null)).toEqual([false]);
  });

  it("ends with a domain that is deleted by the operation alone, questions included", async () => {
    const gone = await tenant();
    const { granted, asked } = await usedByOthers(gone);
    expect(await openQuestions(asked)).toBe(1);
    await api.database.write((tx) => deleteDomain(tx, OPERATOR, innerIdOf(gone.domain.id), { cascade: true }));
    expect([await stateOf(granted), await stateOf(asked)]).toEqual(["REVOKED", "REVOKED"]);
    expect(await openQuestions(asked)).toBe(0);
  });

  it("ends when an account gets another address: others' use of the old one, and its access tokens at once", async () => {
    const renamed = await tenant();
    const { granted } = await usedByOthers(renamed);
    const isSignedIn = await signedIn(renamed);
    const address = `renamed@${renamed.domain.name}`;
    await api.database.write((tx) => updateAccount(tx, OPERATOR, innerIdOf(renamed.account.id), { address }));
    expect(await stateOf(granted)).toBe("REVOKED");
    expect(await isSignedIn()).toBe(false);
  });

  it.each(["domain", "reseller"] as const)("signs mailboxes out at once when their %s moves", async (kind) => {
    const moved = await tenant();
    const isSignedIn = await signedIn(moved);
    const other = await plantReseller(api, `other${number}`);
    await api.database.write(async (tx) => {
      if (kind === "domain") await moveDomain(tx, OPERATOR, innerIdOf(moved.domain.id), innerIdOf(other.id));
      else await moveReseller(tx, OPERATOR, innerIdOf(moved.id), innerIdOf(other.id));
    });
    expect(await isSignedIn()).toBe(false);
  });

  it("stays when the transaction is rolled back", async () => {
    const kept = await tenant();
    const { granted } = await usedByOthers(kept);
    const failed = api.database.write(async (tx) => {
      await deleteAccount(tx, OPERATOR, innerIdOf(kept.account.id));
      throw new Error("not after all");
    });
    await expect(failed).rejects.toThrow("not after all");
    expect(await stateOf(granted)).toBe("AUTHORIZED");
    expect(await api.database.reader.countBy(DomainAuthorization, {})).toBe(0);
  });
});
