import { Arg, Authorized, Ctx, Mutation, Resolver } from "type-graphql";
import { Identity } from "../authorizations/index.js";
import type { FieldRule, RequestContext } from "../graphql/index.js";
import { markDeliverable } from "./operations/mark-deliverable.js";

@Resolver()
export class DeliverableResolver {
  @Authorized<FieldRule>("OPERATOR")
  @Mutation(() => Identity, {
    description:
      "Mail to the address came back once; its owner may be asked again. What was paused for it stays paused.",
  })
  async markDeliverable(
    @Ctx() context: RequestContext,
    @Arg("address", () => String, { description: "Which is asked by mail again" }) address: string,
    @Arg("reason", () => String, { nullable: true }) reason?: string,
  ): Promise<Identity> {
    return context.database.write((tx) => markDeliverable(tx, context.actor, address, reason));
  }
}
