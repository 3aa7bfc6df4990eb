import { Arg, Authorized, Ctx, ID, Mutation, Resolver } from "type-graphql";
import type { Transaction } from "../database/index.js";
import { removeAliasAndProofs, updateAccountAndProofs } from "../identities/index.js";
import { ADMINISTRATORS } from "../kernel/index.js";
import { type FieldRule, type RequestContext, toGlobalId } from "../request/index.js";
import {
  Account,
  AccountBatch,
  AccountsInput,
  deleteAccount,
  deleteAccounts,
  deleteDomain,
  deleteReseller,
  UpdateAccountInput,
} from "../tenancy/index.js";
import { endUseOfGivenUp } from "./operations/give-up.js";
import { questionMailer } from "./question-mailer.js";

/** The mutations of the tenant tree that take an address from its holder: others' use of it ends with them. */
@Resolver()
export class GiveUpResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS, "ACCOUNT")
  @Mutation(() => Account, { description: "An account itself may change its language only." })
  async updateAccount(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID) id: string,
    @Arg("input", () => UpdateAccountInput) input: UpdateAccountInput,
  ): Promise<Account> {
    return givingUp(context, (tx) => updateAccountAndProofs(tx, context.actor, id, input));
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => Account, { description: "What anybody was allowed because of the alias is revoked with it." })
  async removeAccountAlias(
    @Ctx() context: RequestContext,
    @Arg("accountId", () => ID) accountId: string,
    @Arg("address", () => String) address: string,
  ): Promise<Account> {
    return givingUp(context, (tx) => removeAliasAndProofs(tx, context.actor, accountId, address));
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => ID, { description: "With its aliases and everything it was allowed. Returns the id." })
  async deleteAccount(@Ctx() context: RequestContext, @Arg("id", () => ID) id: string): Promise<string> {
    return givingUp(context, (tx) => deleteAccount(tx, context.actor, id));
  }

  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Mutation(() => AccountBatch, { description: "Up to 1,000, with everything they were allowed." })
  async deleteAccounts(
    @Ctx() context: RequestContext,
    @Arg("input", () => AccountsInput) input: AccountsInput,
  ): Promise<AccountBatch> {
    const { actor, configuration, database } = context;
    const { answer, wasRepeated } = await deleteAccounts(database, actor, input, configuration.jwtSecret, (tx) =>
      endUseOfGivenUp(tx, actor, questionMailer(configuration)),
    );
    return { ids: answer.map((id) => toGlobalId("Account", id)), accounts: [], wasRepeated };
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER", "PANEL")
  @Mutation(() => ID, { description: "With `cascade` also its accounts, up to 10,000. Returns the id." })
  async deleteDomain(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID) id: string,
    @Arg("cascade", () => Boolean, { defaultValue: false }) cascade: boolean,
  ): Promise<string> {
    return givingUp(context, (tx) => deleteDomain(tx, context.actor, id, cascade));
  }

  @Authorized<FieldRule>("OPERATOR", "RESELLER", "PANEL")
  @Mutation(() => ID, { description: "With `cascade` also all below it, up to 10,000 accounts. Returns the id." })
  async deleteReseller(
    @Ctx() context: RequestContext,
    @Arg("id", () => ID) id: string,
    @Arg("cascade", () => Boolean, { defaultValue: false }) cascade: boolean,
  ): Promise<string> {
    return givingUp(context, (tx) => deleteReseller(tx, context.actor, id, cascade));
  }
}

function givingUp<Answer>(
  { database, actor, configuration }: RequestContext,
  work: (tx: Transaction) => Promise<Answer>,
): Promise<Answer> {
  return database.write(async (tx) => {
    const answer = await work(tx);
    await endUseOfGivenUp(tx, actor, questionMailer(configuration));
    return answer;
  });
}
