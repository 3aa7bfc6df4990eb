import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import {
  type FieldRule,
  fromGlobalId,
  loadRow,
  type Order,
  orderOf,
  PageArguments,
  type RequestContext,
  SelectionArguments,
  toConnection,
  VisibleTo,
  writeOrRehearse,
} from "../graphql/index.js";
import {
  ADMINISTRATORS,
  type ForeignRow,
  type GlobalId,
  notFound,
  requireEmailAddress,
  requireScope,
  rowsAcrossTenants,
  rowWithin,
  scopeCovers,
} from "../kernel/index.js";
import { AccountConnection } from "./account.connection.js";
import { Account } from "./account.entity.js";
import {
  AccountFilter,
  AccountOrderInput,
  CreateAccountInput,
  SetAccountPasswordInput,
  UpdateAccountInput,
} from "./account.input.js";
import { type AccountOrderField, findAccountReceivingAt, listAccounts, requireAccount } from "./account.queries.js";
import { passwordHashOf, readPassword } from "./account-password.js";
import { Domain } from "./domain.entity.js";
import { findByReference } from "./external-reference.js";
import { accountsWanted } from "./filters.js";
import { aliasesByAccount, domainById } from "./loaders.js";
import { addAccountAlias } from "./operations/add-account-alias.js";
import { createAccount } from "./operations/create-account.js";
import { deleteAccount } from "./operations/delete-account.js";
import { removeAccountAlias } from "./operations/remove-account-alias.js";
import { resumeAccount } from "./operations/resume-account.js";
import { setAccountPassword } from "./operations/set-account-password.js";
import { suspendAccount } from "./operations/suspend-account.js";
import { updateAccount } from "./operations/update-account.js";
import { placeOfAccount } from "./places.js";

@Resolver(() => Account)
export class AccountResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS, "ACCOUNT")
  @Query(() => Account)
  async account(@Ctx() context: RequestContext, @Arg("id", () => ID) id: GlobalId): Promise<Account> {
    return requireAccount(context.database.reader, requireScope(context.actor), fromGlobalId("Account", id));
  }

  @Authorized<FieldRule>(...ADMINISTRATORS, "ACCOUNT")
  @Query(() => Account, {
    nullable: true,
    description: "The account whose address or alias it is; null where the caller sees none.",
  })
  async accountByAddress(
    @Ctx() { actor, database }: RequestContext,
    @Arg("address", () => String, { description: "Its own address or an alias" }) address: string,
  ): Promise<Account | null> {
    const { key } = requireEmailAddress(address, "address");
    return rowWithin(requireScope(actor), await findAccountReceivingAt(database.reader, key), placeOfAccount);
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Query(() => Account, { nullable: true, description: "By what your panel knows it by; null where you see none." })
  accountByReference(
    @Ctx() { actor, database }: RequestContext,
    @Arg("externalReference", () => String, { description: "As the caller's reseller calls it" })
    externalReference: string,
  ): Promise<Account | null> {
    return findByReference(database.reader, Account, { actor, externalReference, placeOf: placeOfAccount });
  }

  @Authorized<FieldRule>(...ADMINISTRATORS, "ACCOUNT")
  @Query(() => AccountConnection, { description: "By reseller, and by address within one reseller or domain." })
  async accounts(
    @Ctx() context: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => AccountFilter, { nullable: true }) filter?: AccountFilter,
    @Arg("orderBy", () => [AccountOrderInput], { nullable: true }) orderBy?: Order<AccountOrderField>[] | null,
  ): Promise<AccountConnection> {
    const scope = requireScope(context.actor);
    const wanted = await accountsWanted(context.database.reader, scope, filter ?? {});
    return toConnection(await listAccounts(context.database, scope, { wanted, page, orderBy: orderOf(orderBy) }));
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => Account, { description: "An address belongs to one account, as login or as alias." })
  async createAccount(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateAccountInput) input: CreateAccountInput,
  ): Promise<Account> {
    const password = await readPassword(input, "input");
    return context.database.write((tx) => createAccount(tx, context.actor, input, password));
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => Account, { description: "Whoever is signed in as the account must sign in again." })
  async setAccountPassword(
    @Ctx() context: RequestContext,
    @Arg("input", () => SetAccountPasswordInput) input: SetAccountPasswordInput,
  ): Promise<Account> {
    const passwordHash = await passwordHashOf(input, "input");
    return context.database.write((tx) =>
      setAccountPassword(tx, context.actor, fromGlobalId("Account", input.accountId), passwordHash),
    );
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => Account, { description: "In any domain that you administer." })
  async addAccountAlias(
    @Ctx() context: RequestContext,
    @Arg("accountId", () => ID) accountId: GlobalId,
    @Arg("address", () => String, { description: "In a domain that is hosted here and proven" }) address: string,
  ): Promise<Account> {
    return context.database.write((tx) =>
      addAccountAlias(tx, context.actor, fromGlobalId("Account", accountId), address),
    );
  }

  @Authorized<FieldRule>(...ADMINISTRATORS, "ACCOUNT")
  @Mutation(() => Account, { description: "An account itself may change its language only." })
  async updateAccount(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID) id: GlobalId,
    @Arg("input", () => UpdateAccountInput) input: UpdateAccountInput,
  ): Promise<Account> {
    return context.database.write((tx) => updateAccount(tx, context.actor, fromGlobalId("Account", id), input));
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => Account, { description: "What anybody was allowed because of the alias is revoked with it." })
  async removeAccountAlias(
    @Ctx() context: RequestContext,
    @Arg("accountId", () => ID) accountId: GlobalId,
    @Arg("address", () => String, { description: "The alias" }) address: string,
  ): Promise<Account> {
    return context.database.write((tx) =>
      removeAccountAlias(tx, context.actor, fromGlobalId("Account", accountId), address),
    );
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => ID, { description: "With its aliases and everything it was allowed. Returns the id." })
  async deleteAccount(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID) id: GlobalId,
    @Args(() => SelectionArguments) selection: SelectionArguments,
  ): Promise<GlobalId> {
    await writeOrRehearse(context.database, selection, (tx) =>
      deleteAccount(tx, context.actor, fromGlobalId("Account", id), selection),
    );
    return id;
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => Account, { description: "It may send nothing until it is resumed." })
  async suspendAccount(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID) id: GlobalId,
    @Arg("reason", () => String, { nullable: true }) reason?: string | null,
  ): Promise<Account> {
    return context.database.write((tx) => suspendAccount(tx, context.actor, fromGlobalId("Account", id), reason));
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => Account)
  async resumeAccount(@Ctx() context: RequestContext, @Arg("id", () => ID) id: GlobalId): Promise<Account> {
    return context.database.write((tx) => resumeAccount(tx, context.actor, fromGlobalId("Account", id)));
  }

  @VisibleTo("WITHIN_SCOPE")
  @FieldResolver(() => Domain)
  async domain(@Root() account: Account, @Ctx() context: RequestContext): Promise<ForeignRow<Domain>> {
    return loadRow(context.loader(domainById), account.domainId);
  }

  @VisibleTo("WITHIN_SCOPE")
  @FieldResolver(() => [String], { description: "Other addresses of the mailbox, in alphabetical order." })
  async aliases(@Root() account: Account, @Ctx() context: RequestContext): Promise<string[]> {
    requireOwn(context, account);
    const aliases = rowsAcrossTenants(await context.loader(aliasesByAccount).load(account.id), "of the account above");
    return aliases.map(({ address }) => address);
  }

  @VisibleTo("WITHIN_SCOPE")
  @FieldResolver(() => Boolean, { description: "Whether it can sign in with a password of ours." })
  hasPassword(@Root() account: Account, @Ctx() context: RequestContext): boolean {
    requireOwn(context, account);
    return account.passwordHash !== null;
  }
}

/** For fields that are read past the row: another tenant's account may be shown, by its address only (identities). */
function requireOwn({ actor }: RequestContext, account: Account): void {
  if (actor.scope === null || !scopeCovers(actor.scope, placeOfAccount(account))) throw notFound("Account");
}
