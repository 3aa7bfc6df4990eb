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
import {
  connectionType,
  type FieldRule,
  fromGlobalId,
  PageArguments,
  type RequestContext,
  requireExpectedCount,
  SelectionArguments,
  toConnection,
  VisibleTo,
  writeOrRehearse,
} from "../graphql/index.js";
import { ADMINISTRATORS, type ForeignRow, type GlobalId } from "../kernel/index.js";
import { createSealer } from "../outbox/index.js";
import { Domain, domainById, Reseller, resellerById } from "../tenancy/index.js";
import { Administrator } from "./administrator.entity.js";
import {
  AdministratorFilter,
  CreateAdministratorInput,
  ResetAdministratorPasswordInput,
  UpdateAdministratorInput,
} from "./administrator.input.js";
import { listAdministrators } from "./administrator.queries.js";
import { forgetApiKeys } from "./authentication/authenticate-api-key.js";
import { CredentialMaker, WITH_EVERYTHING_MADE } from "./maker.js";
import { loadMaker } from "./maker.loader.js";
import { narrowedScope } from "./narrowed-scope.js";
import { createAdministrator } from "./operations/create-administrator.js";
import { deleteAdministrator } from "./operations/delete-administrator.js";
import { disableAdministrator } from "./operations/disable-administrator.js";
import { enableAdministrator } from "./operations/enable-administrator.js";
import { endAdministrator } from "./operations/end-credential.js";
import { resendEmailConfirmation } from "./operations/resend-email-confirmation.js";
import { resetAdministratorPassword } from "./operations/reset-administrator-password.js";
import { updateAdministrator } from "./operations/update-administrator.js";

@ObjectType()
export class AdministratorConnection extends connectionType(Administrator) {}

@Resolver(() => Administrator)
export class AdministratorResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Query(() => AdministratorConnection, { description: "Those of the caller's scope." })
  async administrators(
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => AdministratorFilter, { nullable: true }) filter?: AdministratorFilter,
  ): Promise<AdministratorConnection> {
    const scope = await narrowedScope(context, filter?.scope);
    return toConnection(await listAdministrators(context.database, { ...filter, scope }, page));
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => Administrator, {
    description: "For the caller's own scope or a part of it; by a key or an issuer's token only below its scope.",
  })
  async createAdministrator(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateAdministratorInput) input: CreateAdministratorInput,
  ): Promise<Administrator> {
    return createAdministrator(context, context.actor, input);
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => Administrator)
  async updateAdministrator(
    @Ctx() context: RequestContext,
    @Arg("input", () => UpdateAdministratorInput) input: UpdateAdministratorInput,
  ): Promise<Administrator> {
    const sealer = createSealer(context.configuration.keys.outboxSeal);
    return context.database.write((tx) =>
      updateAdministrator(tx, context.actor, sealer, { ...input, id: fromGlobalId("Administrator", input.id) }),
    );
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => Administrator, {
    description: "Mails the question whose address it is once more; links mailed before end. Three a day.",
  })
  async resendEmailConfirmation(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID) id: GlobalId,
  ): Promise<Administrator> {
    const sealer = createSealer(context.configuration.keys.outboxSeal);
    return context.database.write((tx) =>
      resendEmailConfirmation(tx, context.actor, sealer, fromGlobalId("Administrator", id)),
    );
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => Administrator, {
    description:
      "Gives somebody else another password: all their sessions end, and they are told by mail. A key does so only below its scope.",
  })
  async resetAdministratorPassword(
    @Ctx() context: RequestContext,
    @Arg("input", () => ResetAdministratorPasswordInput) input: ResetAdministratorPasswordInput,
  ): Promise<Administrator> {
    return resetAdministratorPassword(context, context.actor, {
      ...input,
      id: fromGlobalId("Administrator", input.id),
    });
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => Administrator, {
    description: `Keeps the administrator from signing in, from now on. ${WITH_EVERYTHING_MADE}`,
  })
  async disableAdministrator(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID) id: GlobalId,
    @Arg("reason", () => String, { nullable: true }) reason: string | undefined,
    @Arg("withEverythingMade", () => Boolean, {
      nullable: true,
      description: "Whether the keys, issuers and administrators that they made end as well",
    })
    withEverythingMade: boolean | null | undefined,
    @Args(() => SelectionArguments) selection: SelectionArguments,
  ): Promise<Administrator> {
    if (!withEverythingMade) requireExpectedCount(selection, 1, "expectedCount");
    const disabled = await writeOrRehearse(context.database, selection, (tx) =>
      withEverythingMade
        ? endAdministrator(tx, context.actor, fromGlobalId("Administrator", id), { reason, selection })
        : disableAdministrator(tx, context.actor, fromGlobalId("Administrator", id), reason),
    );
    forgetApiKeys(context.database);
    return disabled;
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => CredentialMaker, { nullable: true, description: "What made it; null for mayfrom itself" })
  async madeBy(@Root() administrator: Administrator, @Ctx() context: RequestContext): Promise<CredentialMaker | null> {
    return loadMaker(context, administrator);
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => Administrator)
  async enableAdministrator(@Ctx() context: RequestContext, @Arg("id", () => ID) id: GlobalId): Promise<Administrator> {
    return context.database.write((tx) => enableAdministrator(tx, context.actor, fromGlobalId("Administrator", id)));
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => ID, {
    description: "Of an administrator who is disabled, for good; the name is free again. What they made stays.",
  })
  async deleteAdministrator(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID) id: GlobalId,
    @Arg("reason", () => String, { nullable: true }) reason: string | null | undefined,
    @Args(() => SelectionArguments) selection: SelectionArguments,
  ): Promise<GlobalId> {
    requireExpectedCount(selection, 1, "expectedCount");
    await writeOrRehearse(context.database, selection, (tx) =>
      deleteAdministrator(tx, context.actor, fromGlobalId("Administrator", id), reason),
    );
    return id;
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => Reseller, { nullable: true, description: "Whose subtree it administers" })
  async reseller(
    @Root() { resellerId }: Administrator,
    @Ctx() context: RequestContext,
  ): Promise<ForeignRow<Reseller> | null> {
    return resellerId === null ? null : context.loader(resellerById).load(resellerId);
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => Domain, { nullable: true, description: "The one domain it administers" })
  async domain(
    @Root() { domainId }: Administrator,
    @Ctx() context: RequestContext,
  ): Promise<ForeignRow<Domain> | null> {
    return domainId === null ? null : context.loader(domainById).load(domainId);
  }
}
