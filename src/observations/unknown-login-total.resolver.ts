import DataLoader from "dataloader";
import { Arg, Args, Authorized, Ctx, FieldResolver, ObjectType, Query, Resolver, Root } from "type-graphql";
import { In } from "typeorm";
import { keysetPage, withinScope } from "../database/index.js";
import {
  connectionType,
  type FieldRule,
  loaderKey,
  type Order,
  OrderDirection,
  orderOf,
  orderType,
  PageArguments,
  type RequestContext,
  toConnection,
  VisibleTo,
} from "../graphql/index.js";
import { ADMINISTRATORS, requireScope } from "../kernel/index.js";
import { Domain, resolveScope, ScopeInput } from "../tenancy/index.js";
import { UnknownLoginAddress } from "./unknown-login-address.entity.js";
import { UnknownLoginTotal } from "./unknown-login-total.entity.js";

@ObjectType()
class UnknownLoginTotalConnection extends connectionType(UnknownLoginTotal) {}

const BY_LOGIN = [{ column: "total.loginKey", valueOf: (row: UnknownLoginTotal) => row.loginKey }];

enum UnknownLoginTotalOrderField {
  LAST_SEEN_AT = "LAST_SEEN_AT",
  MESSAGES = "MESSAGES",
}

const ORDERS = {
  LAST_SEEN_AT: [
    { column: "total.lastSeenAt", valueOf: (row: UnknownLoginTotal) => row.lastSeenAt.getTime() },
    ...BY_LOGIN,
  ],
  MESSAGES: [{ column: "total.messages", valueOf: (row: UnknownLoginTotal) => row.messages }, ...BY_LOGIN],
};

const UnknownLoginTotalOrderInput = orderType("UnknownLoginTotal", UnknownLoginTotalOrderField);

/** Of each login, the most used first. They are few (`MAX_ADDRESSES_OF_UNKNOWN_LOGIN`). */
const addressesOfUnknownLogin = loaderKey("addresses of an unknown login", ({ database }: RequestContext) => {
  return new DataLoader<string, UnknownLoginAddress[]>(async (loginKeys) => {
    const rows = await database.reader.find(UnknownLoginAddress, {
      where: { loginKey: In([...loginKeys]) },
      order: { messages: "DESC", addressKey: "ASC" },
    });
    return loginKeys.map((key) => rows.filter(({ loginKey }) => loginKey === key));
  });
});

@Resolver(() => UnknownLoginTotal)
export class UnknownLoginTotalResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Query(() => UnknownLoginTotalConnection, {
    description:
      "Logins that servers accepted but that no account has, a row for each login, the last seen first, of a scope; default: the caller's own. What names no proven domain of this platform is the operator's alone.",
  })
  async unknownLoginTotals(
    @Ctx() { database: { reader }, actor }: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("orderBy", () => [UnknownLoginTotalOrderInput], { nullable: true }) orderBy?:
      | Order<UnknownLoginTotalOrderField>[]
      | null,
    @Arg("scope", () => ScopeInput, { nullable: true }) input?: ScopeInput | null,
  ): Promise<UnknownLoginTotalConnection> {
    const scope = input ? await resolveScope(reader, actor, input, "scope") : requireScope(actor);
    const totals = reader.createQueryBuilder(UnknownLoginTotal, "total");
    if (scope.kind === "RESELLER") totals.innerJoin(Domain, "domain", "domain.id = total.domainId");
    const query = withinScope(totals, scope, { resellerPath: "domain.resellerPath", domainId: "total.domainId" });
    const { field, direction } = orderOf(orderBy) ?? {
      field: UnknownLoginTotalOrderField.LAST_SEEN_AT,
      direction: OrderDirection.DESC,
    };
    return toConnection(await keysetPage(query, ORDERS[field], page, direction));
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => [UnknownLoginAddress], {
    description: "What it sent as, the most used first: twenty addresses, and further ones as one row.",
  })
  addresses(@Root() { loginKey }: UnknownLoginTotal, @Ctx() context: RequestContext): Promise<UnknownLoginAddress[]> {
    return context.loader(addressesOfUnknownLogin).load(loginKey);
  }
}
