import { DomainProof } from "../../../src/authorizations/domain-authorization.entity.js";
import {
  type Authorization,
  DomainAuthorization,
  DomainAuthorizationState,
  grantAuthorization,
  Identity,
  recordIdentity,
  revokeAuthorization,
} from "../../../src/authorizations/index.js";
import { recordDomainAuthorization } from "../../../src/authorizations/record-authorization.js";
import type { Transaction } from "../../../src/database/index.js";
import { toGlobalId } from "../../../src/graphql/index.js";
import {
  DomainError,
  type GlobalId,
  newIdentifier,
  newInstance,
  PLATFORM_SCOPE,
  type Scope,
} from "../../../src/kernel/index.js";
import { setPolicy } from "../../../src/policy/index.js";
import { removePolicy } from "../../../src/policy/operations/remove-policy.js";
import type { PolicyChanges } from "../../../src/policy/settings-table.js";
import {
  Account,
  AccountAlias,
  Domain,
  DomainProofKind,
  deleteAccount,
  deleteDomain,
  Reseller,
  setDomainProof,
  updateAccount,
} from "../../../src/tenancy/index.js";
import { addAccountAlias } from "../../../src/tenancy/operations/add-account-alias.js";
import { createAccount } from "../../../src/tenancy/operations/create-account.js";
import { createDomain } from "../../../src/tenancy/operations/create-domain.js";
import { createDomainAlias } from "../../../src/tenancy/operations/create-domain-alias.js";
import { createReseller } from "../../../src/tenancy/operations/create-reseller.js";
import { moveDomain } from "../../../src/tenancy/operations/move-domain.js";
import { moveReseller } from "../../../src/tenancy/operations/move-reseller.js";
import { removeAccountAlias } from "../../../src/tenancy/operations/remove-account-alias.js";
import { resumeAccount } from "../../../src/tenancy/operations/resume-account.js";
import { resumeDomain } from "../../../src/tenancy/operations/resume-domain.js";
import { resumeReseller } from "../../../src/tenancy/operations/resume-reseller.js";
import { suspendAccount } from "../../../src/tenancy/operations/suspend-account.js";
import { suspendDomain } from "../../../src/tenancy/operations/suspend-domain.js";
import { suspendReseller } from "../../../src/tenancy/operations/suspend-reseller.js";
import { OPERATOR, type TestApi } from "../../support/api.js";

/** A source of choices; the same numbers make the same writes. */
export type Dice = (sides: number) => number;

export function diceOf(numbers: readonly number[]): Dice {
  let at = 0;
  return (sides) => (numbers[at++ % numbers.length] as number) % sides;
}

/** Addresses that authorizations are for: few, so that many accounts meet in each. */
export const TARGETS = [
  "sales@target.test",
  "info@target.test",
  "info+news@target.test",
  "boss@other.test",
  "übung@other.test",
];
const TARGET_DOMAINS = ["target.test", "other.test"];
const MODES = ["OFF", "MONITOR", "WARN", "ENFORCE"] as const;
const MAX_PER_KIND = 6;

/** One write that a platform may see, picked by the dice; one that the rules refuse changes nothing. */
export async function writeSomething(api: TestApi, dice: Dice): Promise<void> {
  try {
    await api.database.write((tx) => pickWrite(tx, dice));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
}

/** Another account in the first domain there is, for a test that wants one whatever was drawn. */
export async function writeAccount(api: TestApi): Promise<void> {
  await api.database.write(async (tx) => {
    const domain = await tx.manager.findOneOrFail(Domain, { where: {}, order: { id: "ASC" } });
    await newAccount(tx, domain, newIdentifier().slice(-8));
  });
}

async function pickWrite(tx: Transaction, dice: Dice): Promise<unknown> {
  const resellers = await tx.manager.find(Reseller, { order: { id: "ASC" } });
  const domains = await tx.manager.find(Domain, { order: { id: "ASC" } });
  const accounts = await tx.manager.find(Account, { order: { id: "ASC" } });
  const reseller = resellers[dice(Math.max(resellers.length, 1))];
  const domain = domains[dice(Math.max(domains.length, 1))];
  const account = accounts[dice(Math.max(accounts.length, 1))];
  const unique = newIdentifier().slice(-8);
  if (reseller === undefined) return createReseller(tx, OPERATOR, { name: "Top", slug: `top-${unique}` });
  if (domain === undefined) {
    return createDomain(tx, OPERATOR, { resellerId: global("Reseller", reseller.id), name: `d-${unique}.test` });
  }
  if (account === undefined) return newAccount(tx, domain, unique);
  switch (dice(27)) {
    case 0:
      if (resellers.length > MAX_PER_KIND) return suspendReseller(tx, OPERATOR, reseller.id);
      return createReseller(tx, OPERATOR, {
        name: "Below",
        slug: `below-${unique}`,
        parentId: reseller.id,
      });
    case 1:
      if (domains.length > MAX_PER_KIND) return deleteDomain(tx, OPERATOR, domain.id, { cascade: true });
      return createDomain(tx, OPERATOR, { resellerId: global("Reseller", reseller.id), name: `d-${unique}.test` });
    case 2:
    case 3:
      if (accounts.length > 3 * MAX_PER_KIND) return deleteAccount(tx, OPERATOR, account.id);
      return newAccount(tx, domain, unique);
    case 4:
      return suspendReseller(tx, OPERATOR, reseller.id);
    case 5:
      return resumeReseller(tx, OPERATOR, reseller.id);
    case 6:
      return suspendDomain(tx, OPERATOR, domain.id);
    case 7:
      return resumeDomain(tx, OPERATOR, domain.id);
    case 8:
      return suspendAccount(tx, OPERATOR, account.id);
    case 9:
      return resumeAccount(tx, OPERATOR, account.id);
    case 10:
      return addAccountAlias(tx, OPERATOR, account.id, `alias${unique}@${domain.name}`);
    case 11: {
      const alias = await tx.manager.findOneBy(AccountAlias, { accountId: account.id });
      if (alias === null) return undefined;
      return removeAccountAlias(tx, OPERATOR, account.id, alias.address);
    }
    case 12:
      return updateAccount(tx, OPERATOR, account.id, {
        address: `renamed${unique}@${account.addressKey.slice(account.addressKey.lastIndexOf("@") + 1)}`,
      });
    case 13:
      return moveDomain(tx, OPERATOR, domain.id, reseller.id);
    case 14: {
      const other = resellers[dice(resellers.length)] as Reseller;
      const parentId = dice(3) === 0 ? null : other.id;
      return moveReseller(tx, OPERATOR, reseller.id, parentId);
    }
    case 15:
    case 16:
    case 17:
      return grantAuthorization(tx, OPERATOR, {
        accountId: account.id,
        address: dice(2) === 0 ? (TARGETS[dice(TARGETS.length)] as string) : await hostedAddress(tx, dice),
        until: dice(2) === 0 ? null : new Date(tx.now.getTime() + 3_600_000 * (1 + dice(5))),
      });
    case 18:
      return revokeSomething(tx, dice);
    case 19:
      return changeDomainAuthorization(tx, account, dice);
    case 20: {
      const kind = dice(4);
      return setPolicy(tx, OPERATOR, scopeOf(kind, reseller, domain, account), {
        changes: {
          schedule: [{ at: dice(2) === 0 ? 0 : tx.now.getTime() + 7_200_000, mode: MODES[dice(4)] ?? "OFF" }],
          ...delimitersFor(kind, dice),
          refusalAdvice: ([null, "LINK", "WORDS"] as const)[dice(3)],
          resentMail: ([null, "BOTH", "RESENT_FROM"] as const)[dice(3)],
        },
        locked: dice(4) === 0 ? ["schedule"] : [],
      });
    }
    case 21:
    case 22: {
      const isProven = domain.proof !== DomainProofKind.UNPROVEN;
      return setDomainProof(tx, OPERATOR, domain, {
        proof: isProven ? DomainProofKind.UNPROVEN : DomainProofKind.OPERATOR,
      });
    }
    case 23:
      return blockOrUnblock(tx, dice);
    case 24:
      return createDomainAlias(tx, OPERATOR, { domainId: global("Domain", domain.id), name: `also-${unique}.test` });
    case 25:
      return newAccount(tx, domain, unique, (await hostedAddress(tx, dice)).replace(/@.*/, ""));
    default:
      return removePolicy(tx, OPERATOR, scopeOf(dice(4), reseller, domain, account));
  }
}

function newAccount(tx: Transaction, domain: Domain, unique: string, localPart = `user${unique}`): Promise<Account> {
  const aliases = unique.endsWith("a") ? [`also${unique}@${domain.name}`] : [];
  const input = { domainId: global("Domain", domain.id), address: `${localPart}@${domain.name}`, aliases };
  return createAccount(tx, OPERATOR, input, null);
}

/** An address of an account or an alias, or what looks like a subaddress of one. */
async function hostedAddress(tx: Transaction, dice: Dice): Promise<string> {
  const accounts = await tx.manager.find(Account, { order: { id: "ASC" } });
  const aliases = await tx.manager.find(AccountAlias, { order: { id: "ASC" } });
  const keys = [...accounts, ...aliases].map(({ addressKey }) => addressKey);
  return (keys[dice(keys.length)] as string).replace("@", ["@", "+tag@", "-tag@"][dice(3)] as string);
}

function delimitersFor(kind: number, dice: Dice): PolicyChanges {
  const subaddressDelimiters = ["", "+", "+-", "-"][dice(4)] as string;
  if (kind === 3) return {};
  if (kind !== 0) return { subaddressDelimiters };
  const subaddressDomains = TARGET_DOMAINS.slice(dice(3)).map((domain) => ({ domain, delimiters: "+" }));
  return { subaddressDelimiters, subaddressDomains };
}

/** Written as its owner's answer writes it. */
async function blockOrUnblock(tx: Transaction, dice: Dice): Promise<void> {
  const identities = await tx.manager.find(Identity, { order: { id: "ASC" } });
  const identity = identities[dice(Math.max(identities.length, 1))];
  if (identity === undefined) return;
  identity.blockedAt = identity.blockedAt === null ? tx.now : null;
  await tx.manager.update(Identity, { id: identity.id }, { blockedAt: identity.blockedAt });
  recordIdentity(tx, identity);
}

async function revokeSomething(tx: Transaction, dice: Dice): Promise<unknown> {
  const rows = await tx.manager.query<Pick<Authorization, "id">[]>(
    "SELECT id FROM sender_authorization WHERE state = 'AUTHORIZED' ORDER BY id",
    [],
  );
  const row = rows[dice(Math.max(rows.length, 1))];
  return row === undefined ? undefined : revokeAuthorization(tx, OPERATOR, row.id);
}

/** Written as the verification of a whole domain writes it, without asking the DNS. */
async function changeDomainAuthorization(tx: Transaction, account: Account, dice: Dice): Promise<void> {
  const domain = TARGET_DOMAINS[dice(TARGET_DOMAINS.length)] as string;
  const known = await tx.manager.findOneBy(DomainAuthorization, { accountId: account.id, domain });
  const state = dice(2) === 0 ? DomainAuthorizationState.AUTHORIZED : DomainAuthorizationState.REVOKED;
  const expiresAt = dice(2) === 0 ? null : new Date(tx.now.getTime() + 3_600_000);
  const row = newInstance(DomainAuthorization, {
    id: known?.id ?? newIdentifier(),
    accountId: account.id,
    domainId: account.domainId,
    resellerPath: account.resellerPath,
    domain,
    state,
    proof: DomainProof.DNS_TXT,
    reason: null,
    givenBy: null,
    createdAt: known?.createdAt ?? tx.now,
    authorizedAt: tx.now,
    expiresAt,
  });
  await tx.manager.save(DomainAuthorization, row);
  recordDomainAuthorization(tx, OPERATOR, { action: "domain_authorization.verified", row, account: account.address });
}

function scopeOf(kind: number, reseller: Reseller, domain: Domain, account: Account): Scope {
  const { resellerPath } = domain;
  if (kind === 0) return PLATFORM_SCOPE;
  if (kind === 1) return { kind: "RESELLER", resellerId: reseller.id, resellerPath: reseller.path };
  if (kind === 2) return { kind: "DOMAIN", domainId: domain.id, domainName: domain.name, resellerPath };
  return { kind: "ACCOUNT", accountId: account.id, domainId: account.domainId, resellerPath: account.resellerPath };
}

function global(kind: string, id: string): GlobalId {
  return toGlobalId(kind, id);
}
