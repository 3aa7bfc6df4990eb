import { Arg, Args, Authorized, Ctx, ObjectType, Query, Resolver } from "type-graphql";
import { keysetPage, withinScope } from "../database/index.js";
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
import { ADMINISTRATORS, requireScope } from "../kernel/index.js";
import { Domain, resolveScope, ScopeInput } from "../tenancy/index.js";
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
  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Query(() => UnknownLoginConnection, {
    description:
      "Logins that servers accepted but that no account has, day by day, the latest first, of a scope; default: the caller's own. What names no proven domain of this platform is the operator's alone.",
  })
  async unknownLogins(
    @Ctx() { database: { reader }, actor }: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("orderBy", () => [UnknownLoginOrderInput], { nullable: true }) orderBy?:
      | Order<UnknownLoginOrderField>[]
      | null,
    @Arg("scope", () => ScopeInput, { nullable: true }) input?: ScopeInput | null,
  ): Promise<UnknownLoginConnection> {
    const scope = input ? await resolveScope(reader, actor, input, "scope") : requireScope(actor);
    const logins = reader.createQueryBuilder(UnknownLogin, "unknown");
    if (scope.kind === "RESELLER") logins.innerJoin(Domain, "domain", "domain.id = unknown.domainId");
    const query = withinScope(logins, scope, { resellerPath: "domain.resellerPath", domainId: "unknown.domainId" });
    const { field, direction } = orderOf(orderBy) ?? {
      field: UnknownLoginOrderField.DAY,
      direction: OrderDirection.DESC,
    };
    const order = field === UnknownLoginOrderField.MESSAGES ? BY_MESSAGES : BY_DAY;
    return toConnection(await keysetPage(query, order, page, direction));
  }
}
