import type { EntityManager } from "typeorm";
import {
  type Actor,
  PLATFORM_SCOPE,
  parseEmailAddress,
  placeOfScope,
  type Role,
  rowAcrossTenants,
  type Scope,
} from "../kernel/index.js";
import { Account, findAccountReceivingAt, isResellerSuspended, TenantState } from "../tenancy/index.js";
import { Administrator, AdministratorRole } from "./administrator.entity.js";
import type { SubjectKind } from "./refresh-token.entity.js";

/** Somebody who can sign in, as they stand right now: an administrator or a mailbox. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
  readonly login: string;
  readonly role: Role;
  readonly scope: Scope;
  /** Null for a mailbox whose user comes in through a panel or webmail only. */
  readonly passwordHash: string | null;
  /** Since when a second factor is asked for; null without one. */
  readonly secondFactorSince: Date | null;
  /** Disabled, or suspended itself or through something above it. */
  readonly isBlocked: boolean;
}

/** Where a request comes from. */
export interface Origin {
  readonly remoteAddress: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
}

export function actorOfSubject(subject: Subject, origin: Origin): Actor {
  const { kind, id, login: label, role, scope } = subject;
  const { remoteAddress, userAgent, requestId } = origin;
  return { kind, id, label, role, scope, remoteAddress, userAgent, requestId };
}

export function subjectForAudit(subject: Subject) {
  const kind = subject.kind === "ACCOUNT" ? "Account" : "Administrator";
  return { kind, id: subject.id, label: subject.login, ...placeOfScope(subject.scope) };
}

/**
 * The form logins are compared in: an account's address as its canonical key, an administrator's name in lower case.
 * Names of administrators hold no `@`, so the two never meet.
 */
export function canonicalLogin(login: string): { kind: SubjectKind; key: string } | null {
  if (!login.includes("@")) return { kind: "ADMINISTRATOR", key: login.toLowerCase() };
  const parsed = parseEmailAddress(login);
  return parsed.ok ? { kind: "ACCOUNT", key: parsed.address.key } : null;
}

/** What a password is checked against. */
export interface Credentials {
  readonly kind: SubjectKind;
  readonly id: string;
  readonly passwordHash: string | null;
}

/** One indexed read whether the login exists or not, so that the time tells nobody. */
export async function findCredentials(manager: EntityManager, login: string): Promise<Credentials | null> {
  const canonical = canonicalLogin(login);
  if (canonical === null) return null;
  const { kind, key } = canonical;
  const row =
    kind === "ACCOUNT"
      ? await manager.findOne(Account, { select: { id: true, passwordHash: true }, where: { addressKey: key } })
      : await manager.findOne(Administrator, { select: { id: true, passwordHash: true }, where: { login: key } });
  return row === null ? null : { kind, id: row.id, passwordHash: row.passwordHash };
}

/** The subject with this login, whatever its state. As at a mail server, an alias of an account is a name of it. */
export async function findSubjectByLogin(manager: EntityManager, login: string): Promise<Subject | null> {
  const canonical = canonicalLogin(login);
  if (canonical === null) return null;
  const { kind, key } = canonical;
  if (kind === "ADMINISTRATOR") return findAdministratorSubject(manager, "administrator.login", key);
  return (await findAccountSubject(manager, "account.addressKey", key)) ?? findSubjectByAlias(manager, key);
}

async function findSubjectByAlias(manager: EntityManager, key: string): Promise<Subject | null> {
  const found = await findAccountReceivingAt(manager, key);
  const account = rowAcrossTenants(found, "whoever vouches for a login is held to its subtree afterwards");
  return account && findAccountSubject(manager, "account.id", account.id);
}

export async function findSubject(manager: EntityManager, kind: SubjectKind, id: string): Promise<Subject | null> {
  return kind === "ACCOUNT"
    ? findAccountSubject(manager, "account.id", id)
    : findAdministratorSubject(manager, "administrator.id", id);
}

async function findAccountSubject(
  manager: EntityManager,
  column: "account.id" | "account.addressKey",
  value: string,
): Promise<Subject | null> {
  const account = await manager
    .createQueryBuilder(Account, "account")
    .leftJoinAndSelect("account.domainRow", "domain")
    .where(`${column} = :value`, { value })
    .getOne();
  const domain = account?.domainRow;
  if (!account || !domain) return null;
  const { id, domainId, resellerPath } = account;
  return {
    kind: "ACCOUNT",
    id,
    login: account.addressKey,
    role: "ACCOUNT",
    scope: { kind: "ACCOUNT", accountId: id, domainId, resellerPath },
    passwordHash: account.passwordHash,
    secondFactorSince: null,
    isBlocked:
      account.state === TenantState.SUSPENDED ||
      domain.state === TenantState.SUSPENDED ||
      (await isResellerSuspended(manager, resellerPath)),
  };
}

/** Paths come from the reseller's or the domain's own row, so that a move takes effect at once. */
async function findAdministratorSubject(
  manager: EntityManager,
  column: "administrator.id" | "administrator.login",
  value: string,
): Promise<Subject | null> {
  const administrator = await manager
    .createQueryBuilder(Administrator, "administrator")
    .leftJoinAndSelect("administrator.resellerRow", "reseller")
    .leftJoinAndSelect("administrator.domainRow", "domain")
    .where(`${column} = :value`, { value })
    .getOne();
  if (administrator === null) return null;
  const scope = scopeOfAdministrator(administrator);
  const isSuspended =
    administrator.domainRow?.state === TenantState.SUSPENDED ||
    (scope.kind !== "PLATFORM" && (await isResellerSuspended(manager, scope.resellerPath)));
  return {
    kind: "ADMINISTRATOR",
    id: administrator.id,
    login: administrator.login,
    role: administrator.role,
    scope,
    passwordHash: administrator.passwordHash,
    secondFactorSince: administrator.secondFactorSince,
    isBlocked: administrator.isDisabled || isSuspended,
  };
}

function scopeOfAdministrator({ role, resellerRow, domainRow, login }: Administrator): Scope {
  if (role === AdministratorRole.OPERATOR) return PLATFORM_SCOPE;
  if (role === AdministratorRole.RESELLER && resellerRow) {
    return { kind: "RESELLER", resellerId: resellerRow.id, resellerPath: resellerRow.path };
  }
  if (role === AdministratorRole.DOMAIN_ADMIN && domainRow) {
    const { id, name, resellerPath } = domainRow;
    return { kind: "DOMAIN", domainId: id, domainName: name, resellerPath };
  }
  throw new Error(`The administrator ${login} has the role ${role} and nothing to administer`);
}
