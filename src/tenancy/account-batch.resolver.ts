import { Arg, Authorized, Ctx, Field, ID, Mutation, ObjectType, Resolver } from "type-graphql";
import type { KeyRing } from "../config/index.js";
import type { Database } from "../database/index.js";
import { type FieldRule, PayloadType, type RequestContext, VisibleTo } from "../graphql/index.js";
import { type Actor, ADMINISTRATORS, type ForeignRow, type GlobalId } from "../kernel/index.js";
import { Account } from "./account.entity.js";
import {
  AccountAliasesInput,
  AccountsInput,
  CreateAccountsInput,
  SetAccountPasswordsInput,
  SuspendAccountsInput,
} from "./batch.input.js";
import type { ItemAnswer } from "./batch.js";
import { ItemResult, viewOfBatch } from "./batch-results.js";
import type { RememberedAnswer } from "./bulk-calls.js";
import { accountById } from "./loaders.js";
import { addAccountAliases, removeAccountAliases } from "./operations/change-account-aliases.js";
import { createAccounts } from "./operations/create-accounts.js";
import { deleteAccounts } from "./operations/delete-accounts.js";
import { resumeAccounts } from "./operations/resume-accounts.js";
import { setAccountPasswords } from "./operations/set-account-passwords.js";
import { suspendAccounts } from "./operations/suspend-accounts.js";

@VisibleTo("WITH_PARENT")
@PayloadType()
@ObjectType({ description: "What a batch has changed." })
export class AccountBatch {
  @Field(() => [ID], { description: "Of what was done, in the order of the items." })
  ids: GlobalId[];

  @Field(() => [Account], { description: "Those of them that still exist." })
  accounts: ForeignRow<Account>[];

  @Field(() => [ItemResult], { description: "Of each item, in their order; none where nothing was done." })
  results: ItemResult[];

  @Field(() => Boolean, { description: "The key was used before: this is the answer of then, and nothing was done." })
  wasRepeated: boolean;
}

type BatchOperation<Input> = (
  database: Database,
  actor: Actor,
  input: Input,
  key: KeyRing,
) => Promise<RememberedAnswer<ItemAnswer[]>>;

@Resolver()
export class AccountBatchResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => AccountBatch, { description: "Up to 1,000 accounts in one transaction, all or none." })
  async createAccounts(
    @Ctx() context: RequestContext,
    @Arg("input", () => CreateAccountsInput) input: CreateAccountsInput,
  ): Promise<AccountBatch> {
    return answer(context, createAccounts, input);
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => AccountBatch, { description: "Up to 1,000; those suspended already stay as they are." })
  async suspendAccounts(
    @Ctx() context: RequestContext,
    @Arg("input", () => SuspendAccountsInput) input: SuspendAccountsInput,
  ): Promise<AccountBatch> {
    return answer(context, suspendAccounts, input);
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => AccountBatch, { description: "Up to 1,000; those active already stay as they are." })
  async resumeAccounts(
    @Ctx() context: RequestContext,
    @Arg("input", () => AccountsInput) input: AccountsInput,
  ): Promise<AccountBatch> {
    return answer(context, resumeAccounts, input);
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => AccountBatch, { description: "Up to 1,000, with everything they were allowed." })
  async deleteAccounts(
    @Ctx() context: RequestContext,
    @Arg("input", () => AccountsInput) input: AccountsInput,
  ): Promise<AccountBatch> {
    return answer(context, deleteAccounts, input);
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => AccountBatch, { description: "Up to 1,000, in any domains that you administer." })
  async addAccountAliases(
    @Ctx() context: RequestContext,
    @Arg("input", () => AccountAliasesInput) input: AccountAliasesInput,
  ): Promise<AccountBatch> {
    return answer(context, addAccountAliases, input);
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => AccountBatch, { description: "Up to 1,000, with what anybody was allowed because of them." })
  async removeAccountAliases(
    @Ctx() context: RequestContext,
    @Arg("input", () => AccountAliasesInput) input: AccountAliasesInput,
  ): Promise<AccountBatch> {
    return answer(context, removeAccountAliases, input);
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => AccountBatch, { description: "Up to 1,000. Whoever is signed in as one of them must sign in again." })
  async setAccountPasswords(
    @Ctx() context: RequestContext,
    @Arg("input", () => SetAccountPasswordsInput) input: SetAccountPasswordsInput,
  ): Promise<AccountBatch> {
    return answer(context, setAccountPasswords, input);
  }
}

async function answer<Input>(
  context: RequestContext,
  operation: BatchOperation<Input>,
  input: Input,
): Promise<AccountBatch> {
  const { actor, configuration, database } = context;
  const answered = await operation(database, actor, input, configuration.keys.bulkCall);
  const { rows: accounts, ...view } = await viewOfBatch(context, answered, "Account", accountById);
  return { ...view, accounts };
}
