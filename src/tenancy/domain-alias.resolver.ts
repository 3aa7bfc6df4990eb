import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from "type-graphql";
import {
  type FieldRule,
  fromGlobalId,
  PageArguments,
  type RequestContext,
  SelectionArguments,
  toConnection,
  VisibleTo,
  writeOrRehearse,
} from "../graphql/index.js";
import { type ForeignRow, type GlobalId } from "../kernel/index.js";
import { CreateDomainAliasesInput } from "./batch.input.js";
import { Domain } from "./domain.entity.js";
import { CreateDomainAliasInput } from "./domain.input.js";
import { batchOf, DomainBatch, DomainConnection } from "./domain.resolver.js";
import { aliasesOfDomain, domainById } from "./loaders.js";
import { createDomainAlias } from "./operations/create-domain-alias.js";
import { createDomainAliases } from "./operations/create-domain-aliases.js";
import { deleteDomainAlias } from "./operations/delete-domain-alias.js";

@Resolver(() => Domain)
export class DomainAliasResolver {
  @Authorized<FieldRule>("OPERATOR", "RESELLER", "PANEL")
  @Mutation(() => Domain, {
    description:
      "Hosts a name that stands for another domain: whoever may send as an address there may send as the same at the " +
      "alias, once it is proven as any domain is. It has no accounts, policy and state of its own.",
  })
  async createDomainAlias(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateDomainAliasInput) input: CreateDomainAliasInput,
  ): Promise<Domain> {
    return context.database.write((tx) => createDomainAlias(tx, context.actor, input));
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER", "PANEL")
  @Mutation(() => DomainBatch, { description: "Up to 1,000 domain aliases in one transaction, all or none." })
  async createDomainAliases(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateDomainAliasesInput) input: CreateDomainAliasesInput,
  ): Promise<DomainBatch> {
    const { actor, configuration, database } = context;
    return batchOf(context, await createDomainAliases(database, actor, input, configuration.keys.bulkCall));
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER", "PANEL")
  @Mutation(() => ID, {
    description:
      "Deletes a domain alias; what the domain that it stood for has stays. CONFLICT for another domain. Returns the id.",
  })
  async deleteDomainAlias(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID) id: GlobalId,
    @Args(() => SelectionArguments) selection: SelectionArguments,
  ): Promise<GlobalId> {
    await writeOrRehearse(context.database, selection, (tx) =>
      deleteDomainAlias(tx, context.actor, fromGlobalId("Domain", id), selection),
    );
    return id;
  }

  @VisibleTo("ADMINISTERED")
  @FieldResolver(() => DomainConnection, { description: "Domains that stand for this one, by name." })
  async domainAliases(
    @Root() domain: Domain,
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<DomainConnection> {
    return toConnection(await context.loader(aliasesOfDomain).load({ parentId: domain.id, ...page }));
  }

  @VisibleTo("ADMINISTERED", "OWN_DOMAIN")
  @FieldResolver(() => Domain, {
    nullable: true,
    description: "What it stands for, where it is a domain alias: accounts, policy and state are that one's",
  })
  aliasOf(@Root() { aliasOfId }: Domain, @Ctx() context: RequestContext): Promise<ForeignRow<Domain> | null> | null {
    return aliasOfId === null ? null : context.loader(domainById).load(aliasOfId);
  }
}
