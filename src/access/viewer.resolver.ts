import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { RequestContext } from "../graphql/index.js";
import { type Actor, type ForeignRow, placeOfScope, rowAcrossTenants } from "../kernel/index.js";
import {
  Account,
  accountById,
  Domain,
  domainById,
  HelpText,
  helpTextsFor,
  Reseller,
  resellerById,
} from "../tenancy/index.js";
import { Administrator } from "./administrator.entity.js";
import { ApiKey } from "./api-key.entity.js";
import { administratorById, apiKeyById } from "./nodes.js";
import { Viewer } from "./session.types.js";

/** What the viewer's scope is called, and the row that stands behind the viewer. */
@Resolver(() => Viewer)
export class ViewerResolver {
  @FieldResolver(() => String, { description: "Name of the reseller, the domain or the account; `platform`" })
  async scopeName(@Root() viewer: Viewer, @Ctx() context: RequestContext): Promise<string> {
    const own = "it is the caller's scope itself";
    const reseller = rowAcrossTenants(await this.reseller(viewer, context), own);
    const account = rowAcrossTenants(await this.account(viewer, context), own);
    const domain = rowAcrossTenants(await this.domain(viewer, context), own);
    return reseller?.name ?? account?.address ?? domain?.name ?? "platform";
  }

  @FieldResolver(() => Reseller, { nullable: true, description: "Whose subtree the viewer administers" })
  async reseller(@Root() { actor }: Viewer, @Ctx() context: RequestContext): Promise<ForeignRow<Reseller> | null> {
    return actor.scope?.kind === "RESELLER" ? context.loader(resellerById).load(actor.scope.resellerId) : null;
  }

  @FieldResolver(() => Domain, { nullable: true, description: "The one domain that the viewer administers" })
  async domain(@Root() { actor }: Viewer, @Ctx() context: RequestContext): Promise<ForeignRow<Domain> | null> {
    return actor.scope?.kind === "DOMAIN" ? context.loader(domainById).load(actor.scope.domainId) : null;
  }

  @FieldResolver(() => Account, { nullable: true, description: "The viewer's own mailbox" })
  async account(@Root() { actor }: Viewer, @Ctx() context: RequestContext): Promise<ForeignRow<Account> | null> {
    return actor.scope?.kind === "ACCOUNT" ? context.loader(accountById).load(actor.scope.accountId) : null;
  }

  @FieldResolver(() => Administrator, { nullable: true, description: "Null where it is none" })
  async administrator(
    @Root() { actor }: Viewer,
    @Ctx() context: RequestContext,
  ): Promise<ForeignRow<Administrator> | null> {
    const isPerson = actor.kind === "ADMINISTRATOR" || (actor.kind === "ISSUER" && actor.role !== "ACCOUNT");
    return isPerson && actor.id !== null ? context.loader(administratorById).load(actor.id) : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "What whoever runs the viewer's mailboxes wrote for Help, in the caller's language as far as there is one; null where nobody wrote",
  })
  async helpText(@Root() { actor }: Viewer, @Ctx() { database, language }: RequestContext): Promise<string | null> {
    const texts = await helpTextsFor(database.reader, resellerPathOf(actor), language.code);
    return texts.find(({ screen }) => screen === null)?.text ?? null;
  }

  @FieldResolver(() => [HelpText], {
    description: "The same for single screens: one text for each of which there is any",
  })
  async screenHelp(@Root() { actor }: Viewer, @Ctx() { database, language }: RequestContext): Promise<HelpText[]> {
    const texts = await helpTextsFor(database.reader, resellerPathOf(actor), language.code);
    return texts.filter(({ screen }) => screen !== null);
  }

  @FieldResolver(() => ApiKey, { nullable: true, description: "Null where it is none" })
  async apiKey(@Root() { actor }: Viewer, @Ctx() context: RequestContext): Promise<ForeignRow<ApiKey> | null> {
    return actor.kind === "API_KEY" && actor.id !== null ? context.loader(apiKeyById).load(actor.id) : null;
  }
}

function resellerPathOf({ scope }: Actor): string | null {
  return scope === null ? null : placeOfScope(scope).resellerPath;
}
