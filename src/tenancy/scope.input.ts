import { Field, ID, InputType } from "type-graphql";
import type { EntityManager } from "typeorm";
import { fromGlobalId, Selects } from "../graphql/index.js";
import {
  type Actor,
  badInput,
  forbidden,
  type GlobalId,
  notFound,
  PLATFORM_SCOPE,
  placeOfScope,
  required,
  requireScope,
  type Scope,
  scopeCovers,
} from "../kernel/index.js";
import { Account } from "./account.entity.js";
import { Domain } from "./domain.entity.js";
import { requireOwnDomain } from "./domain-alias.js";
import { placeOfDomain } from "./places.js";
import { Reseller } from "./reseller.entity.js";

@Selects("platform", "resellerId", "domainId", "accountId")
@InputType({ description: "A part of the tenant tree. Exactly one of the fields." })
export class ScopeInput {
  @Field(() => Boolean, { nullable: true, description: "true, or left out" })
  platform?: boolean | null;

  @Field(() => ID, { nullable: true, description: "The reseller and everything below it" })
  resellerId?: GlobalId | null;

  @Field(() => ID, { nullable: true, description: "One domain and everything in it" })
  domainId?: GlobalId | null;

  @Field(() => ID, { nullable: true, description: "One account" })
  accountId?: GlobalId | null;
}

const EXPECTED = "one of platform: true, resellerId, domainId, accountId";

/**
 * The scope that the input names, with its current path. Throws BAD_USER_INPUT (naming `field`) unless exactly one
 * part is given, FORBIDDEN for the platform where the actor is not its operator, NOT_FOUND for what does not exist or lies
 * outside the actor's own scope, and CONFLICT for a domain alias, in which nothing lies.
 */
export async function resolveScope(
  manager: EntityManager,
  actor: Actor,
  input: ScopeInput,
  field: string,
): Promise<Scope> {
  const own = requireScope(actor);
  const scope = await loadScope(manager, own, input, field);
  if (scope.kind === "PLATFORM" && own.kind !== "PLATFORM")
    throw forbidden("OPERATOR_ONLY", "Only the platform's operator may do this");
  if (!scopeCovers(own, placeOfScope(scope))) throw notFound(NAMES[scope.kind]);
  return scope;
}

const NAMES: Record<Scope["kind"], string> = {
  PLATFORM: "Platform",
  RESELLER: "Reseller",
  DOMAIN: "Domain",
  ACCOUNT: "Account",
};

async function loadScope(manager: EntityManager, own: Scope, input: ScopeInput, field: string): Promise<Scope> {
  const given = Object.values(input).filter((part) => part !== null && part !== undefined);
  if (given.length !== 1)
    throw badInput("EXACTLY_ONE_WANTED", field, "Exactly one part of the scope is wanted", EXPECTED);
  if (typeof input.platform === "boolean") {
    if (!input.platform)
      throw badInput("VALUE_MISSING", `${field}.platform`, "The platform is named by true", EXPECTED);
    return PLATFORM_SCOPE;
  }
  if (isGiven(input.resellerId)) return resellerScope(manager, fromGlobalId("Reseller", input.resellerId));
  if (isGiven(input.domainId)) {
    const domain = await manager.findOneBy(Domain, { id: fromGlobalId("Domain", input.domainId) });
    if (domain === null || !scopeCovers(own, placeOfDomain(domain))) throw notFound("Domain");
    requireOwnDomain(domain, `${field}.domainId`);
    return { kind: "DOMAIN", domainId: domain.id, domainName: domain.name, resellerPath: domain.resellerPath };
  }
  return accountScope(manager, fromGlobalId("Account", required(input.accountId)));
}

const isGiven = (id: GlobalId | null | undefined): id is GlobalId => id !== null && id !== undefined;

async function resellerScope(manager: EntityManager, id: string): Promise<Scope> {
  const reseller = await manager.findOneBy(Reseller, { id });
  if (reseller === null) throw notFound("Reseller");
  return { kind: "RESELLER", resellerId: reseller.id, resellerPath: reseller.path };
}

async function accountScope(manager: EntityManager, id: string): Promise<Scope> {
  const account = await manager.findOneBy(Account, { id });
  if (account === null) throw notFound("Account");
  return {
    kind: "ACCOUNT",
    accountId: account.id,
    domainId: account.domainId,
    resellerPath: account.resellerPath,
  };
}
