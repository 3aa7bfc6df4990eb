import {
  Arg,
  Args,
  Authorized,
  Ctx,
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
  fromOptionalId,
  type Order,
  orderOf,
  PageArguments,
  type RequestContext,
  SelectionArguments,
  toConnection,
  VisibleTo,
  writeOrRehearse,
} from "../graphql/index.js";
import { type GlobalId, requireScope, rowWithin } from "../kernel/index.js";
import { DomainConnection } from "./domain.resolver.js";
import { findByReference } from "./external-reference.js";
import { resellersWanted } from "./filters.js";
import { HelpText, helpTextsIn } from "./help-texts.js";
import { childrenOfReseller, domainsOfReseller, resellerByPath } from "./loaders.js";
import { Logo, logoNamed } from "./logos/logo.js";
import { redrawLogo } from "./logos/redraw-logo.js";
import { createReseller } from "./operations/create-reseller.js";
import { decideBrand } from "./operations/decide-brand.js";
import { deleteReseller } from "./operations/delete-reseller.js";
import { moveReseller } from "./operations/move-reseller.js";
import { resumeReseller } from "./operations/resume-reseller.js";
import { setDomainTrust } from "./operations/set-domain-trust.js";
import { suspendReseller } from "./operations/suspend-reseller.js";
import { updateReseller } from "./operations/update-reseller.js";
import { placeOfReseller } from "./places.js";
import { Reseller } from "./reseller.entity.js";
import {
  CreateResellerInput,
  DecideBrandInput,
  ResellerFilter,
  ResellerOrderInput,
  SetDomainTrustInput,
  UpdateResellerInput,
} from "./reseller.input.js";
import { listResellers, type ResellerOrderField, requireReseller } from "./reseller.queries.js";
import { parentPathOf } from "./reseller-path.js";
import { accountsWithin, COUNTED, domainsWithin } from "./tenant-counts.js";

@ObjectType()
export class ResellerConnection extends connectionType(Reseller) {}

@Resolver(() => Reseller)
export class ResellerResolver {
  @Authorized<FieldRule>("OPERATOR", "RESELLER", "PANEL")
  @Query(() => Reseller)
  async reseller(@Ctx() context: RequestContext, @Arg("id", () => ID) id: GlobalId): Promise<Reseller> {
    return requireReseller(context.database.reader, requireScope(context.actor), fromGlobalId("Reseller", id));
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER", "PANEL")
  @Query(() => Reseller, { nullable: true, description: "By what your panel knows it by; null where you see none." })
  resellerByReference(
    @Ctx() { actor, database }: RequestContext,
    @Arg("externalReference", () => String, { description: "As the caller's reseller calls it" })
    externalReference: string,
  ): Promise<Reseller | null> {
    return findByReference(database.reader, Reseller, { actor, externalReference, placeOf: placeOfReseller });
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER", "PANEL")
  @Query(() => ResellerConnection, { description: "The caller's own reseller and all below it, in the tree's order." })
  async resellers(
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => ResellerFilter, { nullable: true }) filter?: ResellerFilter,
    @Arg("orderBy", () => [ResellerOrderInput], { nullable: true }) orderBy?: Order<ResellerOrderField>[] | null,
  ): Promise<ResellerConnection> {
    const scope = requireScope(context.actor);
    const wanted = await resellersWanted(context.database.reader, scope, filter ?? {});
    return toConnection(await listResellers(context.database, scope, { wanted, page, orderBy: orderOf(orderBy) }));
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER", "PANEL")
  @Mutation(() => Reseller, { description: "Below a reseller of yours; at the top the platform only." })
  async createReseller(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateResellerInput) input: CreateResellerInput,
  ): Promise<Reseller> {
    const logo = await redrawLogo(input.logo, "input.logo");
    return context.database.write((tx) =>
      createReseller(tx, context.actor, { ...input, logo, parentId: fromOptionalId("Reseller", input.parentId) }),
    );
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER", "PANEL")
  @Mutation(() => Reseller, {
    description: "Name and slug are changed from above; branding also by the reseller itself.",
  })
  async updateReseller(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID) id: GlobalId,
    @Arg("input", () => UpdateResellerInput) input: UpdateResellerInput,
  ): Promise<Reseller> {
    const logo = await redrawLogo(input.logo, "input.logo");
    return context.database.write((tx) =>
      updateReseller(tx, context.actor, fromGlobalId("Reseller", id), { ...input, logo }),
    );
  }

  @Authorized<FieldRule>("OPERATOR")
  @Mutation(() => Reseller, {
    description: "Whether mails and pages show a reseller's brand and support contact. Another text waits anew.",
  })
  async decideBrand(
    @Ctx() context: RequestContext,
    @Arg("input", () => DecideBrandInput) input: DecideBrandInput,
  ): Promise<Reseller> {
    return context.database.write((tx) =>
      decideBrand(tx, context.actor, fromGlobalId("Reseller", input.resellerId), input),
    );
  }

  @Authorized<FieldRule>("OPERATOR")
  @Mutation(() => Reseller, {
    description: "Whether its word is taken for new domains, and which mail exchangers prove one of its domains (MX).",
  })
  async setDomainTrust(
    @Ctx() context: RequestContext,
    @Arg("input", () => SetDomainTrustInput) input: SetDomainTrustInput,
  ): Promise<Reseller> {
    return context.database.write((tx) =>
      setDomainTrust(tx, context.actor, fromGlobalId("Reseller", input.resellerId), input),
    );
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER", "PANEL")
  @Mutation(() => Reseller, { description: "With everything below it. Without `parentId` to the top, if you may." })
  async moveReseller(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID) id: GlobalId,
    @Arg("parentId", () => ID, {
      nullable: true,
      description: "Global id of the reseller that it moves below; null for the platform itself",
    })
    parentId?: GlobalId | null,
  ): Promise<Reseller> {
    return context.database.write((tx) =>
      moveReseller(tx, context.actor, fromGlobalId("Reseller", id), fromOptionalId("Reseller", parentId) ?? null),
    );
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER", "PANEL")
  @Mutation(() => ID, {
    description:
      "With `cascade` also all below it, up to 10,000 accounts. `expectedCount` counts accounts; `previewDeletion` says what else would end. Returns the id.",
  })
  async deleteReseller(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID) id: GlobalId,
    @Arg("cascade", () => Boolean, { defaultValue: false, description: "Whether everything below it goes as well" })
    cascade: boolean,
    @Args(() => SelectionArguments) selection: SelectionArguments,
  ): Promise<GlobalId> {
    await writeOrRehearse(context.database, selection, (tx) =>
      deleteReseller(tx, context.actor, fromGlobalId("Reseller", id), { cascade, selection }),
    );
    return id;
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER", "PANEL")
  @Mutation(() => Reseller, { description: "Nothing below it may send until it is resumed." })
  async suspendReseller(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID) id: GlobalId,
    @Arg("reason", () => String, { nullable: true }) reason?: string | null,
  ): Promise<Reseller> {
    return context.database.write((tx) => suspendReseller(tx, context.actor, fromGlobalId("Reseller", id), reason));
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER", "PANEL")
  @Mutation(() => Reseller)
  async resumeReseller(@Ctx() context: RequestContext, @Arg("id", () => ID) id: GlobalId): Promise<Reseller> {
    return context.database.write((tx) => resumeReseller(tx, context.actor, fromGlobalId("Reseller", id)));
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => [HelpText], {
    description: "What its people read under Help of the console in place of ours, and on screens; empty inherits",
  })
  helpTexts(@Root() { helpTexts }: Reseller): HelpText[] {
    return helpTextsIn(helpTexts);
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => Logo, { nullable: true, description: "Its own, also before it is approved." })
  logo(@Root() { logo }: Reseller): Logo | null {
    return logoNamed(logo);
  }

  @VisibleTo("OPERATOR")
  @FieldResolver(() => Boolean, { description: "The operator takes its word for domains that it makes." })
  isTrustedForDomains(@Root() reseller: Reseller): boolean {
    return reseller.isTrustedForDomains;
  }

  @VisibleTo("OPERATOR")
  @FieldResolver(() => [String], { description: "Mail exchangers that prove one of its domains (MX)." })
  mailExchangers(@Root() reseller: Reseller): string[] {
    return reseller.mailExchangers ?? [];
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => ResellerConnection, { description: "Directly below it." })
  async children(
    @Root() reseller: Reseller,
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<ResellerConnection> {
    return toConnection(await context.loader(childrenOfReseller).load({ parentId: reseller.id, ...page }));
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => DomainConnection, { description: "Its own domains, by name." })
  async domains(
    @Root() reseller: Reseller,
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<DomainConnection> {
    return toConnection(await context.loader(domainsOfReseller).load({ parentId: reseller.id, ...page }));
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => Int, {
    complexity: FIELD_WEIGHTS.count,
    description: `Its own and those of the resellers below it. ${COUNTED}`,
  })
  async domainCount(@Root() { path }: Reseller, @Ctx() context: RequestContext): Promise<number> {
    return (await context.loader(domainsWithin).load(path)).count;
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => Int, {
    complexity: FIELD_WEIGHTS.count,
    description: `Its own and those of the resellers below it. ${COUNTED}`,
  })
  async accountCount(@Root() { path }: Reseller, @Ctx() context: RequestContext): Promise<number> {
    return (await context.loader(accountsWithin).load(path)).count;
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => Reseller, {
    nullable: true,
    description: "Null at the top, and at the top of what you may see.",
  })
  async parent(@Root() reseller: Reseller, @Ctx() context: RequestContext): Promise<Reseller | null> {
    const path = parentPathOf(reseller.path);
    const parent = path === null ? null : await context.loader(resellerByPath).load(path);
    return rowWithin(requireScope(context.actor), parent, placeOfReseller);
  }
}
