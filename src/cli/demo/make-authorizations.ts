import {
  Authorization,
  type AuthorizationBasis,
  AuthorizationSource,
  AuthorizationState,
  ensureIdentities,
  type Identity,
  reasonText,
  recordAuthorization,
} from "../../authorizations/index.js";
import { insertRows, type Transaction } from "../../database/index.js";
import type { Services } from "../../graphql/index.js";
import { newIdentifier, newInstance, requireEmailAddress, SYSTEM_ACTOR } from "../../kernel/index.js";
import { Account } from "../../tenancy/index.js";
import { addIdentity, verificationKeys } from "../../verification/index.js";
import type { MadeTenants } from "./make-tenants.js";

const DAY_MS = 86_400_000;

/** How often each state comes up among the samples, with what belongs to it. */
const SAMPLES: readonly {
  readonly state: AuthorizationState;
  readonly times: number;
  readonly reason: string | null;
}[] = [
  { state: AuthorizationState.AUTHORIZED, times: 11, reason: null },
  { state: AuthorizationState.DENIED, times: 2, reason: "the owner said no" },
  { state: AuthorizationState.REVOKED, times: 2, reason: "no longer works for us" },
  { state: AuthorizationState.EXPIRED, times: 2, reason: "was allowed until the end of the season" },
  { state: AuthorizationState.PAUSED, times: 1, reason: "mail to the owner's address came back" },
];

const FREE_MAIL = ["webmail.test", "inbox.test", "post.test"];

/** Authorizations in every state, and a few real questions whose mails wait in the mailbox. */
export async function makeAuthorizations(services: Services, tenants: MadeTenants): Promise<void> {
  await services.database.write((tx) => insertSamples(tx, tenants));
  await askRealQuestions(services, tenants);
}

async function insertSamples(tx: Transaction, { accountIds }: MadeTenants): Promise<void> {
  const states = SAMPLES.flatMap((sample) => Array.from({ length: sample.times }, () => sample));
  const accounts = await tx.manager.find(Account, { order: { addressKey: "ASC" } });
  const chosen = accounts.filter(({ addressKey }, index) => accountIds.has(addressKey) && index % 3 !== 2);
  const addresses = chosen.map(({ addressKey }, index) => {
    const [localPart = "", domain = ""] = addressKey.split("@");
    const shop = domain.split(".")[0] ?? "";
    return index % 4 === 0 ? `sales@${shop}-shop.test` : `${localPart}.${shop}@${FREE_MAIL[index % FREE_MAIL.length]}`;
  });
  const identities = await ensureIdentities(
    tx,
    addresses.map((address) => requireEmailAddress(address, "address")),
  );
  const rows = chosen.map((account, index) => {
    const sample = states[index % states.length] ?? SAMPLES[0]!;
    const identity = identities.get(addresses[index] ?? "")!;
    return sampleRow(tx.now, account, identity, sample, index);
  });
  await insertRows(tx, Authorization, rows);
  rows.forEach((row, index) => {
    const names = { account: chosen[index]?.addressKey ?? "", address: addresses[index] ?? "" };
    recordAuthorization(tx, SYSTEM_ACTOR, "authorization.imported", row, names, { after: { state: row.state } });
  });
}

function sampleRow(
  now: Date,
  account: Account,
  identity: Identity,
  { state, reason }: { state: AuthorizationState; reason: string | null },
  index: number,
): Authorization {
  const createdAt = new Date(now.getTime() - (200 - (index % 150)) * DAY_MS);
  const wasAuthorized = state !== AuthorizationState.DENIED;
  const source = index % 5 === 0 ? AuthorizationSource.IMPORT : AuthorizationSource.REQUEST;
  const name = (account.addressKey.split("@")[0] ?? "").replace(/^./, (letter) => letter.toUpperCase());
  return newInstance(Authorization, {
    id: newIdentifier(),
    accountId: account.id,
    identityId: identity.id,
    domainId: account.domainId,
    resellerPath: account.resellerPath,
    identityDomain: identity.domain,
    addressKey: identity.addressKey,
    state,
    source,
    givenBy: null,
    basis: basisOf(state, source),
    reason: reasonText(reason),
    displayName: `${name} (${identity.domain.split(".")[0]})`,
    organization: null,
    replyTo: null,
    bcc: null,
    signature: null,
    isDefault: false,
    createdAt,
    updatedAt: createdAt,
    authorizedAt: wasAuthorized ? new Date(createdAt.getTime() + DAY_MS) : null,
    expiresAt: state === AuthorizationState.EXPIRED ? new Date(now.getTime() - 10 * DAY_MS) : null,
    lastUsedAt: state === AuthorizationState.AUTHORIZED ? new Date(now.getTime() - (index % 20) * DAY_MS) : null,
    askAgainAt: null,
    refusedByOwnerAt: state === AuthorizationState.DENIED ? createdAt : null,
    pausedBy: null,
  });
}

function basisOf(state: AuthorizationState, source: AuthorizationSource): AuthorizationBasis | null {
  if (state === AuthorizationState.REVOKED) return null;
  return source === AuthorizationSource.IMPORT && state !== AuthorizationState.DENIED ? "GRANT" : "OWNER";
}

async function askRealQuestions(services: Services, { accountIds }: MadeTenants): Promise<void> {
  const questions = [
    ["anna@bakery.example", "orders@shop.test"],
    ["ben@bakery.example", "ben.baker@webmail.test"],
    ["clara@brewery.example", "clara@boatyard.example"],
    ["anna@boatyard.example", "orders@shop.test"],
    ["hugo@gallery.example", "atelier@inbox.test"],
    ["ines@clinic.example", "ines@post.test"],
  ] as const;
  const mailer = verificationKeys(services.configuration);
  await services.database.write(async (tx) => {
    for (const [login, address] of questions) {
      const displayName = (login.split("@")[0] ?? "").replace(/^./, (letter) => letter.toUpperCase());
      await addIdentity(tx, SYSTEM_ACTOR, mailer, { accountId: accountIds.get(login) ?? "", address, displayName });
    }
  });
}
