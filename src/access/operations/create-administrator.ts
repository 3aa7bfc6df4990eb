import { recordAudit } from "../../audit/index.js";
import { isUniqueViolation, type Transaction } from "../../database/index.js";
import { hashPassword, type Services } from "../../graphql/index.js";
import {
  type Actor,
  badInput,
  conflict,
  newIdentifier,
  newInstance,
  placeOfScope,
  requireEmailAddress,
  type Scope,
} from "../../kernel/index.js";
import { createSealer, type Sealer } from "../../outbox/index.js";
import { optionalLanguage, resolveScope, type ScopeInput } from "../../tenancy/index.js";
import { Administrator, AdministratorRole } from "../administrator.entity.js";
import { administratorForAudit } from "../administrator.queries.js";
import { rankOfAdministrator, requireAuthorityOver } from "../credential-authority.js";
import { makerOf } from "../maker.js";
import { askToConfirmEmail } from "./ask-to-confirm-email.js";

/** No `@`, which an account's login always has; the two are told apart by it. */
const LOGIN = /^[a-z0-9][a-z0-9._-]{1,63}$/;

export interface CreateAdministrator {
  readonly login: string;
  readonly password: string;
  readonly scope: ScopeInput;
  readonly email?: string | null;
  readonly language?: string | null;
}

/**
 * An administrator for the actor's own scope or a part of it (for a key or an issuer's token: below its own); the role
 * follows from what is administered, so none above the actor's own can be given. Its
 * address gets one mail, which asks whose it is. Hashes the password before its transaction begins.
 */
export async function createAdministrator(
  { database, configuration }: Pick<Services, "database" | "configuration">,
  actor: Actor,
  input: CreateAdministrator,
): Promise<Administrator> {
  const sealer = createSealer(configuration.keys.outboxSeal);
  const login = requireLogin(input.login);
  const contact = contactOf(input);
  const passwordHash = await hashPassword(input.password, "input.password");
  return database.write(async (tx) => {
    const scope = await resolveScope(tx.manager, actor, input.scope, "input.scope");
    const administrator = newAdministrator(tx, actor, scope, { login, passwordHash, ...contact });
    requireAuthorityOver(actor, rankOfAdministrator(administrator));
    return insertAdministrator(tx, actor, administrator, sealer);
  });
}

/** With an address it takes the sealer of the mail that asks whose it is; null where there is none. */
export async function insertAdministrator(
  tx: Transaction,
  actor: Actor,
  administrator: Administrator,
  sealer: Sealer | null,
): Promise<Administrator> {
  try {
    await tx.manager.insert(Administrator, administrator);
  } catch (error) {
    if (isUniqueViolation(error, "ux_administrator_login", "administrator.login")) {
      throw conflict("LOGIN_TAKEN", "This login is taken", "input.login");
    }
    throw error;
  }
  const { role, email, language } = administrator;
  recordAudit(tx, actor, {
    action: "administrator.created",
    subject: administratorForAudit(administrator),
    after: { role, email, language },
  });
  if (sealer !== null && administrator.emailConfirmedAt === null) await askToConfirmEmail(tx, sealer, administrator);
  return administrator;
}

export function newAdministrator(
  tx: Transaction,
  actor: Actor,
  scope: Scope,
  parts: Pick<Administrator, "login" | "passwordHash" | "email" | "language">,
): Administrator {
  return newInstance(Administrator, {
    ...parts,
    ...makerOf(actor),
    id: newIdentifier(),
    role: roleFor(scope),
    resellerId: scope.kind === "RESELLER" ? scope.resellerId : null,
    resellerPath: placeOfScope(scope).resellerPath,
    domainId: placeOfScope(scope).domainId,
    // What mayfrom makes by itself, sample tenants for instance, is nobody's claim.
    emailConfirmedAt: parts.email !== null && actor.kind === "SYSTEM" ? tx.now : null,
    confirmationHash: null,
    confirmationEndsAt: null,
    isDisabled: false,
    disabledBy: null,
    secondFactorSince: null,
    updatedAt: null,
    createdAt: tx.now,
  });
}

function roleFor(scope: Scope): AdministratorRole {
  switch (scope.kind) {
    case "PLATFORM":
      return AdministratorRole.OPERATOR;
    case "RESELLER":
      return AdministratorRole.RESELLER;
    case "DOMAIN":
      return AdministratorRole.DOMAIN_ADMIN;
    case "ACCOUNT":
      throw badInput(
        "SCOPE_NOT_FITTING",
        "input.scope.accountId",
        "A mailbox has no administrator; its user signs in with its address",
        "platform: true, resellerId or domainId",
      );
  }
}

function requireLogin(text: string): string {
  const login = text.toLowerCase();
  if (!LOGIN.test(login)) {
    throw badInput(
      "NAME_MALFORMED",
      "input.login",
      "This is not a name for an administrator",
      "2 to 64 of a-z, 0-9, dot, dash and underscore, beginning with a letter or digit",
    );
  }
  return login;
}

function contactOf(input: CreateAdministrator): Pick<Administrator, "email" | "language"> {
  return {
    email: input.email ? requireEmailAddress(input.email, "input.email").typed : null,
    language: optionalLanguage(input.language, "input.language") ?? null,
  };
}
