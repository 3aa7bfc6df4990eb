import {
  Arg,
  Args,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import {
  connectionType,
  FIELD_WEIGHTS,
  type FieldRule,
  fromGlobalId,
  type Order,
  orderOf,
  PageArguments,
  PayloadType,
  type RequestContext,
  requireExpectedCount,
  SelectionArguments,
  toConnection,
  VisibleTo,
  writeOrRehearse,
} from "../graphql/index.js";
import {
  ADMINISTRATORS,
  type ForeignRow,
  type GlobalId,
  parseDomainName,
  requireScope,
  rowWithin,
} from "../kernel/index.js";
import { AccountConnection } from "./account.connection.js";
import { CreateDomainsInput, MoveDomainsInput } from "./batch.input.js";
import type { ItemAnswer } from "./batch.js";
import { ItemResult, viewOfBatch } from "./batch-results.js";
import type { RememberedAnswer } from "./bulk-calls.js";
import { Domain } from "./domain.entity.js";
import { CreateDomainInput, DomainFilter, DomainOrderInput, UpdateDomainInput } from "./domain.input.js";
import { type DomainOrderField, findHostedDomain, listDomains, requireDomain } from "./domain.queries.js";
import { findByReference } from "./external-reference.js";
import { domainsWanted } from "./filters.js";
import { accountsOfDomain, domainById, resellerById } from "./loaders.js";
import { confirmDomains } from "./operations/confirm-domains.js";
import { createDomain } from "./operations/create-domain.js";
import { createDomains } from "./operations/create-domains.js";
import { deleteDomain } from "./operations/delete-domain.js";
import { moveDomain } from "./operations/move-domain.js";
import { moveDomains } from "./operations/move-domains.js";
import { resumeDomain } from "./operations/resume-domain.js";
import { suspendDomain } from "./operations/suspend-domain.js";
import { updateDomain } from "./operations/update-domain.js";
import { placeOfDomain, placeOfReseller } from "./places.js";
import { Reseller } from "./reseller.entity.js";
import { accountsInDomain, COUNTED } from "./tenant-counts.js";

@ObjectType()
export class DomainConnection extends connectionType(Domain) {}

@VisibleTo("WITH_PARENT")
@PayloadType()
@ObjectType({ description: "What a batch has made." })
export class DomainBatch {
  @Field(() => [ID], { description: "Of what was done, in the order of the items." })
  ids: GlobalId[];

  @Field(() => [Domain], { description: "Those of them that still exist." })
  domains: ForeignRow<Domain>[];

  @Field(() => [ItemResult], { description: "Of each item, in their order; none where nothing was done." })
  results: ItemResult[];

  @Field(() => Boolean, { description: "The key was used before: this is the answer of then, and nothing was done." })
  wasRepeated: boolean;
}

@Resolver(() => Domain)
export class DomainResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Query(() => Domain)
  async domain(@Ctx() context: RequestContext, @Arg("id", () => ID) id: GlobalId): Promise<Domain> {
    return requireDomain(context.database.reader, requireScope(context.actor), fromGlobalId("Domain", id));
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Query(() => Domain, { nullable: true, description: "By its whole name; null where the caller sees none." })
  async domainByName(
    @Ctx() { actor, database }: RequestContext,
    @Arg("name", () => String, { description: "In Unicode or A-labels" }) name: string,
  ): Promise<Domain | null> {
    const parsed = parseDomainName(name);
    const domain = parsed === null ? null : await findHostedDomain(database.reader, parsed);
    return rowWithin(requireScope(actor), domain, placeOfDomain);
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Query(() => DomainConnection, { description: "By reseller, and by name within one." })
  async domains(
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => DomainFilter, { nullable: true }) filter?: DomainFilter,
    @Arg("orderBy", () => [DomainOrderInput], { nullable: true }) orderBy?: Order<DomainOrderField>[] | null,
  ): Promise<DomainConnection> {
    const scope = requireScope(context.actor);
    const wanted = await domainsWanted(context.database.reader, scope, filter ?? {});
    return toConnection(await listDomains(context.database, scope, { wanted, page, orderBy: orderOf(orderBy) }));
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Query(() => Domain, { nullable: true, description: "By what your panel knows it by; null where you see none." })
  domainByReference(
    @Ctx() { actor, database }: RequestContext,
    @Arg("externalReference", () => String, { description: "As the caller's reseller calls it" })
    externalReference: string,
  ): Promise<Domain | null> {
    return findByReference(database.reader, Domain, { actor, externalReference, placeOf: placeOfDomain });
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => Domain)
  async updateDomain(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID) id: GlobalId,
    @Arg("input", () => UpdateDomainInput) input: UpdateDomainInput,
  ): Promise<Domain> {
    return context.database.write((tx) => updateDomain(tx, context.actor, fromGlobalId("Domain", id), input));
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER", "PANEL")
  @Mutation(() => Domain, {
    description: "A name is hosted once. Below another customer's domain only the platform makes one.",
  })
  async createDomain(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateDomainInput) input: CreateDomainInput,
  ): Promise<Domain> {
    return context.database.write((tx) => createDomain(tx, context.actor, input));
  }

  @Authorized<FieldRule>("OPERATOR")
  @Mutation(() => [Domain], {
    description:
      "Says that each of these domains is its tenant's own, and decides a conflict about it. Up to 1,000, all or none.",
  })
  async confirmDomains(
    @Ctx() context: RequestContext,
    @Arg("ids", () => [ID], { description: "Global ids of the domains, up to 1,000" }) ids: GlobalId[],
    @Args(() => SelectionArguments) selection: SelectionArguments,
    @Arg("reason", () => String, { nullable: true }) reason?: string | null,
  ): Promise<Domain[]> {
    requireExpectedCount(selection, ids.length, "expectedCount");
    return writeOrRehearse(context.database, selection, (tx) =>
      confirmDomains(
        tx,
        context.actor,
        ids.map((id) => fromGlobalId("Domain", id)),
        reason,
      ),
    );
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER", "PANEL")
  @Mutation(() => Domain, { description: "With everything in it, to another reseller of yours." })
  async moveDomain(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID) id: GlobalId,
    @Arg("resellerId", () => ID, { description: "Global id of the reseller that it moves to" }) resellerId: GlobalId,
  ): Promise<Domain> {
    return context.database.write((tx) =>
      moveDomain(tx, context.actor, fromGlobalId("Domain", id), fromGlobalId("Reseller", resellerId)),
    );
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER", "PANEL")
  @Mutation(() => ID, {
    description:
      "With `cascade` also its accounts, up to 10,000. `expectedCount` counts accounts; `previewDeletion` says what else would end. Returns the id.",
  })
  async deleteDomain(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID) id: GlobalId,
    @Arg("cascade", () => Boolean, { defaultValue: false, description: "Whether its accounts go as well" })
    cascade: boolean,
    @Args(() => SelectionArguments) selection: SelectionArguments,
  ): Promise<GlobalId> {
    await writeOrRehearse(context.database, selection, (tx) =>
      deleteDomain(tx, context.actor, fromGlobalId("Domain", id), { cascade, selection }),
    );
    return id;
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER", "PANEL")
  @Mutation(() => Domain, { description: "None of its accounts may send until it is resumed." })
  async suspendDomain(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID) id: GlobalId,
    @Arg("reason", () => String, { nullable: true }) reason?: string | null,
  ): Promise<Domain> {
    return context.database.write((tx) => suspendDomain(tx, context.actor, fromGlobalId("Domain", id), reason));
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER", "PANEL")
  @Mutation(() => Domain)
  async resumeDomain(@Ctx() context: RequestContext, @Arg("id", () => ID) id: GlobalId): Promise<Domain> {
    return context.database.write((tx) => resumeDomain(tx, context.actor, fromGlobalId("Domain", id)));
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER", "PANEL")
  @Mutation(() => DomainBatch, { description: "Up to 1,000 domains in one transaction, all or none." })
  async createDomains(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateDomainsInput) input: CreateDomainsInput,
  ): Promise<DomainBatch> {
    const { actor, configuration, database } = context;
    return batchOf(context, await createDomains(database, actor, input, configuration.keys.bulkCall));
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER", "PANEL")
  @Mutation(() => DomainBatch, {
    description: "Up to 1,000 to one reseller, with everything in them; what is its own already stays.",
  })
  async moveDomains(
    @Ctx() context: RequestContext,
    @Arg("input", () => MoveDomainsInput) input: MoveDomainsInput,
  ): Promise<DomainBatch> {
    const { actor, configuration, database } = context;
    return batchOf(context, await moveDomains(database, actor, input, configuration.keys.bulkCall));
  }

  @VisibleTo("ADMINISTRATORS")
  @FieldResolver(() => AccountConnection, { description: "By address." })
  async accounts(
    @Root() domain: Domain,
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<AccountConnection> {
    return toConnection(await context.loader(accountsOfDomain).load({ parentId: domain.id, ...page }));
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => Reseller, { nullable: true, description: "Null for those who see no more than the domain." })
  async reseller(@Root() domain: Domain, @Ctx() context: RequestContext): Promise<Reseller | null> {
    const reseller = await context.loader(resellerById).load(domain.resellerId);
    return rowWithin(requireScope(context.actor), reseller, placeOfReseller);
  }

  @VisibleTo("OPERATOR")
  @FieldResolver(() => Boolean, {
    description: "Other tenants hold authorizations in it, and the operator should decide whose it is.",
  })
  isConflict(@Root() domain: Domain): boolean {
    return domain.conflictAt !== null;
  }

  @VisibleTo("ADMINISTERED")
  @FieldResolver(() => Int, { complexity: FIELD_WEIGHTS.count, description: COUNTED })
  async accountCount(@Root() { id }: Domain, @Ctx() context: RequestContext): Promise<number> {
    return (await context.loader(accountsInDomain).load(id)).count;
  }

  @VisibleTo("ADMINISTERED")
  @FieldResolver(() => String, { nullable: true, description: "For its administrators; null for a mailbox's user." })
  suspendedReason(@Root() domain: Domain, @Ctx() context: RequestContext): string | null {
    return context.actor.role === "ACCOUNT" ? null : domain.suspendedReason;
  }
}

export async function batchOf(
  context: RequestContext,
  answered: RememberedAnswer<readonly ItemAnswer[]>,
): Promise<DomainBatch> {
  const { rows: domains, ...view } = await viewOfBatch(context, answered, "Domain", domainById);
  return { ...view, domains };
}
