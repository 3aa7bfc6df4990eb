import { Arg, Args, Authorized, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { acrossTenants, keysetPage } from "../../database/index.js";
import {
  type FieldRule,
  fromGlobalId,
  PageArguments,
  RepeatsView,
  type RequestContext,
  toConnection,
} from "../../graphql/index.js";
import type { GlobalId } from "../../kernel/index.js";
import { OutboxMail } from "../../outbox/index.js";
import { Mail, MailConnection, MailState, toMail } from "./mail.types.js";
import { retryMail } from "./retry-mail.js";

// Identifiers grow with time; the index of states ends in them.
const BY_ID = [{ column: "mail.id", valueOf: ({ id }: OutboxMail) => id }];

@Resolver(() => Mail)
export class MailResolver {
  @Authorized<FieldRule>("OPERATOR")
  @Query(() => MailConnection, { description: "The platform's own mails, newest first, as long as they are kept." })
  async mails(
    @Ctx() { database }: RequestContext,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("state", () => MailState, { nullable: true }) state?: MailState | null,
  ): Promise<MailConnection> {
    const all = database.reader.createQueryBuilder(OutboxMail, "mail");
    const query = acrossTenants(all, "mails are the platform's, and only its operator asks");
    if (state) query.andWhere("mail.state = :state", { state });
    const { rows, ...rest } = await keysetPage(query, BY_ID, page, "DESC");
    return toConnection({ ...rest, rows: rows.map(toMail) });
  }

  @Authorized<FieldRule>("OPERATOR")
  @RepeatsView(mailById)
  @Mutation(() => Mail, { description: "One that waits for its next try is tried now." })
  async retryMail(@Ctx() { database, actor }: RequestContext, @Arg("id", () => ID) id: GlobalId): Promise<Mail> {
    return toMail(await database.write((tx) => retryMail(tx, actor, fromGlobalId("Mail", id))));
  }
}

async function mailById({ database }: RequestContext, { id }: { readonly id: GlobalId }): Promise<Mail | null> {
  const row = await database.reader.findOneBy(OutboxMail, { id: fromGlobalId("Mail", id) });
  return row && toMail(row);
}
