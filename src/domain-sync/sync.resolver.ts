import { Arg, Args, Authorized, Ctx, Mutation, Resolver } from "type-graphql";
import { type FieldRule, type RequestContext, SelectionArguments } from "../graphql/index.js";
import { ADMINISTRATORS } from "../kernel/index.js";
import { noRoutesOf, verificationKeys } from "../verification/index.js";
import { SyncDomainInput } from "./sync.input.js";
import { DomainSync } from "./sync.types.js";
import { syncDomain } from "./sync-domain.js";

@Resolver()
export class DomainSyncResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => DomainSync, {
    description:
      "Makes a domain what it should be, in one transaction: what differs is made, changed or ended as the single mutations do it, and what they refuse is left and listed. `expectedCount` is how many mailboxes, domain aliases, aliases and rights it ends. Called again it finds no difference. Owners who have been asked, or have said no, are not asked again.",
  })
  syncDomain(
    @Ctx() { database, actor, configuration, resolver }: RequestContext,
    @Arg("input", () => SyncDomainInput) input: SyncDomainInput,
    @Args(() => SelectionArguments) selection: SelectionArguments,
  ): Promise<DomainSync> {
    const mailer = verificationKeys(configuration);
    const findNoRoutes = (items: readonly { readonly address: string }[]) =>
      noRoutesOf({ resolver, configuration }, items);
    return syncDomain({ database, actor, mailer, findNoRoutes }, input, selection);
  }
}
