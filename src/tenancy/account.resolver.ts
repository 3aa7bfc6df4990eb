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
import { ADMINISTRATORS, requireScope } from "../kernel/index.js";
import {
  connectionType,
  type FieldRule,
  fromGlobalId,
  PageArguments,
  type RequestContext,
  toConnection,
} from "../request/index.js";
import { Account } from "./account.entity.js";
import { AccountFilter, CreateAccountInput } from "./account.input.js";
import { listAccounts, requireAccount } from "./account.queries.js";
import { passwordHashOf } from "./account-password.js";
import { Domain } from "./domain.entity.js";
import { accountsWanted } from "./filters.js";
import { aliasesByAccount, domainById } from "./loaders.js";
import { createAccount } from "./operations/create-account.js";

@ObjectType()
export class AccountConnection extends connectionType(Account) {}

@Resolver(() => Account)
export class AccountResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS, "ACCOUNT")
  @Query(() => Account)
  async account(@Ctx() context: RequestContext, @Arg("id", () => ID) id: string): Promise<Account> {
    return requireAccount(context.database.reader, requireScope(context.actor), fromGlobalId("Account", id));
  }

  @Authorized<FieldRule>(...ADMINISTRATORS, "ACCOUNT")
  @Query(() => AccountConnection, { description: "By reseller, and by address within one reseller or domain." })
  async accounts(
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => AccountFilter, { nullable: true }) filter?: AccountFilter,
  ): Promise<AccountConnection> {
    const scope = requireScope(context.actor);
    const wanted = await accountsWanted(context.database.reader, scope, filter ?? {});
    return toConnection(await listAccounts(context.database, scope, wanted, page));
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => Account)
  async createAccount(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateAccountInput) input: CreateAccountInput,
  ): Promise<Account> {
    const passwordHash = await passwordHashOf(input, "input");
    return context.database.write((tx) => createAccount(tx, context.actor, input, passwordHash));
  }

  @FieldResolver(() => Domain)
  async domain(@Root() account: Account, @Ctx() context: RequestContext): Promise<Domain> {
    const domain = await context.loader(domainById).load(account.domainId);
    if (domain === null) throw new Error(`account ${account.id} has no domain`);
    return domain;
  }

  @FieldResolver(() => [String], { description: "Other addresses of the mailbox, in alphabetical order." })
  async aliases(@Root() account: Account, @Ctx() context: RequestContext): Promise<string[]> {
    const aliases = await context.loader(aliasesByAccount).load(account.id);
    return aliases.map(({ address }) => address);
  }

  @FieldResolver(() => Boolean, { description: "Whether it can sign in with a password of ours." })
  hasPassword(@Root() account: Account): boolean {
    return account.passwordHash !== null;
  }
}
