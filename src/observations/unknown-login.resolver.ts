import { Arg, Args, Authorized, Ctx, ObjectType, Query, Resolver } from "type-graphql";
import { acrossTenants, keysetPage } from "../database/index.js";
import {
  connectionType,
  type FieldRule,
  type Order,
  OrderDirection,
  orderOf,
  orderType,
  PageArguments,
  type RequestContext,
  toConnection,
} from "../graphql/index.js";
import { UnknownLogin } from "./unknown-login.entity.js";

@ObjectType()
class UnknownLoginConnection extends connectionType(UnknownLogin) {}

const BY_DAY = [
  { column: "unknown.day", valueOf: (row: UnknownLogin) => row.day },
  { column: "unknown.loginKey", valueOf: (row: UnknownLogin) => row.loginKey },
];

const BY_MESSAGES = [{ column: "unknown.messages", valueOf: (row: UnknownLogin) => row.messages }, ...BY_DAY];

enum UnknownLoginOrderField {
  DAY = "DAY",
  MESSAGES = "MESSAGES",
}

const UnknownLoginOrderInput = orderType("UnknownLogin", UnknownLoginOrderField);

@Resolver()
export class UnknownLoginResolver {
  @Authorized<FieldRule>("OPERATOR")
  @Query(() => UnknownLoginConnection, {
    description: "Logins that servers accepted but that no account has, day by day, the latest first.",
  })
  async unknownLogins(
    @Ctx() { database }: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("orderBy", () => [UnknownLoginOrderInput], { nullable: true }) orderBy?:
      | Order<UnknownLoginOrderField>[]
      | null,
  ): Promise<UnknownLoginConnection> {
    const query = acrossTenants(
      database.reader.createQueryBuilder(UnknownLogin, "unknown"),
      "a login without an account belongs to nobody; only the operator may ask",
    );
    const { field, direction } = orderOf(orderBy) ?? {
      field: UnknownLoginOrderField.DAY,
      direction: OrderDirection.DESC,
    };
    const order = field === UnknownLoginOrderField.MESSAGES ? BY_MESSAGES : BY_DAY;
    return toConnection(await keysetPage(query, order, page, direction));
  }
}
