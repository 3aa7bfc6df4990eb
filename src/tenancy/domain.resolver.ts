import {
  Arg,
  Args,
  Authorized,
  Ctx,
  FieldResolver,
  ID,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { ADMINISTRATORS, requireScope, scopeCovers } from "../kernel/index.js";
import {
  connectionType,
  type FieldRule,
  fromGlobalId,
  PageArguments,
  type RequestContext,
  toConnection,
} from "../request/index.js";
import { Domain } from "./domain.entity.js";
import { CreateDomainInput, DomainFilter } from "./domain.input.js";
import { listDomains, requireDomain } from "./domain.queries.js";
import { domainsWanted } from "./filters.js";
import { resellerById } from "./loaders.js";
import { createDomain } from "./operations/create-domain.js";
import { placeOfReseller } from "./places.js";
import { Reseller } from "./reseller.entity.js";

@ObjectType()
export class DomainConnection extends connectionType(Domain) {}

@Resolver(() => Domain)
export class DomainResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Query(() => Domain)
  async domain(@Ctx() context: RequestContext, @Arg("id", () => ID) id: string): Promise<Domain> {
    return requireDomain(context.database.reader, requireScope(context.actor), fromGlobalId("Domain", id));
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Query(() => DomainConnection, { description: "By reseller, and by name within one." })
  async domains(
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => DomainFilter, { nullable: true }) filter?: DomainFilter,
  ): Promise<DomainConnection> {
    const scope = requireScope(context.actor);
    const wanted = await domainsWanted(context.database.reader, scope, filter ?? {});
    return toConnection(await listDomains(context.database, scope, wanted, page));
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER", "PANEL")
  @Mutation(() => Domain)
  async createDomain(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateDomainInput) input: CreateDomainInput,
  ): Promise<Domain> {
    return context.database.write((tx) => createDomain(tx, context.actor, input));
  }

  @FieldResolver(() => Reseller, { nullable: true, description: "Null for those who see no more than the domain." })
  async reseller(@Root() domain: Domain, @Ctx() context: RequestContext): Promise<Reseller | null> {
    const reseller = await context.loader(resellerById).load(domain.resellerId);
    return reseller !== null && scopeCovers(requireScope(context.actor), placeOfReseller(reseller)) ? reseller : null;
  }

  @FieldResolver(() => String, { nullable: true, description: "For its administrators; null for a mailbox's user." })
  suspendedReason(@Root() domain: Domain, @Ctx() context: RequestContext): string | null {
    return context.actor.role === "ACCOUNT" ? null : domain.suspendedReason;
  }
}
