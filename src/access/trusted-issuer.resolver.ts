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
import { type ForeignRow, type GlobalId, requireScope } from "../kernel/index.js";
import { Reseller, resellerById } from "../tenancy/index.js";
import { forgetApiKeys } from "./authentication/authenticate-api-key.js";
import { CredentialMaker, WITH_EVERYTHING_MADE } from "./maker.js";
import { loadMaker } from "./maker.loader.js";
import { disableTrustedIssuer } from "./operations/disable-trusted-issuer.js";
import { enableTrustedIssuer } from "./operations/enable-trusted-issuer.js";
import { endTrustedIssuer } from "./operations/end-credential.js";
import { registerTrustedIssuer } from "./operations/register-trusted-issuer.js";
import { updateTrustedIssuer } from "./operations/update-trusted-issuer.js";
import { TrustedIssuer } from "./trusted-issuer.entity.js";
import { RegisterTrustedIssuerInput, TrustedIssuerFilter, UpdateTrustedIssuerInput } from "./trusted-issuer.input.js";
import { listTrustedIssuers } from "./trusted-issuer.queries.js";

@ObjectType()
export class TrustedIssuerConnection extends connectionType(TrustedIssuer) {}

/** By people only, as keys are: who registers an issuer can speak for everybody in the subtree. */
@Resolver(() => TrustedIssuer)
export class TrustedIssuerResolver {
  @Authorized<FieldRule>("OPERATOR", "RESELLER")
  @Query(() => TrustedIssuerConnection, { description: "Those of the caller's scope." })
  async trustedIssuers(
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => TrustedIssuerFilter, { nullable: true }) filter?: TrustedIssuerFilter,
  ): Promise<TrustedIssuerConnection> {
    const scope = requireScope(context.actor);
    return toConnection(await listTrustedIssuers(context.database, { scope, madeBy: filter?.madeBy }, page));
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER")
  @Mutation(() => TrustedIssuer, { description: "Lets a panel or webmail sign its users in with tokens of its own." })
  async registerTrustedIssuer(
    @Ctx() context: RequestContext,
    @Arg("input", () => RegisterTrustedIssuerInput) input: RegisterTrustedIssuerInput,
  ): Promise<TrustedIssuer> {
    const { publicUrl } = context.configuration;
    return context.database.write((tx) => registerTrustedIssuer(tx, context.actor, publicUrl, input));
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER")
  @Mutation(() => TrustedIssuer)
  async updateTrustedIssuer(
    @Ctx() context: RequestContext,
    @Arg("input", () => UpdateTrustedIssuerInput) input: UpdateTrustedIssuerInput,
  ): Promise<TrustedIssuer> {
    return context.database.write((tx) =>
      updateTrustedIssuer(tx, context.actor, { ...input, id: fromGlobalId("TrustedIssuer", input.id) }),
    );
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER")
  @Mutation(() => TrustedIssuer, {
    description: `Its tokens are refused from the next request on. ${WITH_EVERYTHING_MADE}`,
  })
  async disableTrustedIssuer(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID) id: GlobalId,
    @Arg("reason", () => String, { nullable: true }) reason: string | undefined,
    @Arg("withEverythingMade", () => Boolean, {
      nullable: true,
      description: "Whether what its tokens made ends as well",
    })
    withEverythingMade: boolean | null | undefined,
    @Args(() => SelectionArguments) selection: SelectionArguments,
  ): Promise<TrustedIssuer> {
    if (!withEverythingMade) requireExpectedCount(selection, 1, "expectedCount");
    const disabled = await writeOrRehearse(context.database, selection, (tx) =>
      withEverythingMade
        ? endTrustedIssuer(tx, context.actor, fromGlobalId("TrustedIssuer", id), { reason, selection })
        : disableTrustedIssuer(tx, context.actor, fromGlobalId("TrustedIssuer", id), reason),
    );
    forgetApiKeys(context.database);
    return disabled;
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => CredentialMaker, { nullable: true, description: "What made it; null for mayfrom itself" })
  async madeBy(@Root() issuer: TrustedIssuer, @Ctx() context: RequestContext): Promise<CredentialMaker | null> {
    return loadMaker(context, issuer);
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER")
  @Mutation(() => TrustedIssuer)
  async enableTrustedIssuer(@Ctx() context: RequestContext, @Arg("id", () => ID) id: GlobalId): Promise<TrustedIssuer> {
    return context.database.write((tx) => enableTrustedIssuer(tx, context.actor, fromGlobalId("TrustedIssuer", id)));
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => Reseller, { nullable: true, description: "Whose users it signs in; null for the platform" })
  async reseller(
    @Root() { resellerId }: TrustedIssuer,
    @Ctx() context: RequestContext,
  ): Promise<ForeignRow<Reseller> | null> {
    return resellerId === null ? null : context.loader(resellerById).load(resellerId);
  }
}
