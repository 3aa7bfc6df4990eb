import { Arg, Authorized, Ctx, Mutation, Resolver } from "type-graphql";
import type { FieldRule, RequestContext } from "../../graphql/index.js";
import { newInstance } from "../../kernel/index.js";
import { handOverSession } from "./hand-over-session.js";
import { HandedOverSession, HandOverSessionInput } from "./handed-over-session.types.js";

@Resolver()
export class SessionHandoverResolver {
  @Authorized<FieldRule>("RESELLER", "DOMAIN_ADMIN", "ACCOUNT")
  @Mutation(() => HandedOverSession, {
    description:
      "A link to the console that signs in whoever the token of a trusted issuer speaks for. Asked by the panel's server; " +
      "docs/trusted-issuers.md.",
  })
  async handOverSession(
    @Ctx() { actor, configuration, database }: RequestContext,
    @Arg("input", () => HandOverSessionInput) input: HandOverSessionInput,
  ): Promise<HandedOverSession> {
    const { code, page, expiresAt } = await database.write((tx) => handOverSession(tx, actor, input.page));
    return newInstance(HandedOverSession, {
      url: `${configuration.publicUrl}/console${page}#entry=${code}`,
      expiresAt,
    });
  }
}
