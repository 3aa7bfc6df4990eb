import { Args, Authorized, Ctx, ObjectType, Query, Resolver } from "type-graphql";
import { acrossTenants, keysetPage } from "../database/index.js";
import { connectionType, type FieldRule, PageArguments, type RequestContext, toConnection } from "../graphql/index.js";
import { UnknownLogin } from "./unknown-login.entity.js";

@ObjectType()
class UnknownLoginConnection extends connectionType(UnknownLogin) {}

const LATEST_FIRST = [
  { column: "unknown.day", valueOf: (row: UnknownLogin) => row.day },
  { column: "unknown.loginKey", valueOf: (row: UnknownLogin) => row.loginKey },
];

@Resolver()
export class UnknownLoginResolver {
  @Authorized<FieldRule>("OPERATOR")
  @Query(() => UnknownLoginConnection, {
    description: "Logins that servers accepted but that no account has, day by day, the latest first.",
  })
  async unknownLogins(
    @Ctx() { database }: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<UnknownLoginConnection> {
    const query = acrossTenants(
      database.reader.createQueryBuilder(UnknownLogin, "unknown"),
      "a login without an account belongs to nobody; only the operator may ask",
    );
    return toConnection(await keysetPage(query, LATEST_FIRST, page, "DESC"));
  }
}
