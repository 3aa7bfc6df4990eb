import {
  Arg,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import {
  DateTimeScalar,
  type FieldRule,
  PayloadType,
  RepeatsView,
  type RequestContext,
  VisibleTo,
} from "../../graphql/index.js";
import { newInstance } from "../../kernel/index.js";
import { Mail, toMail } from "../mails/mail.types.js";
import { confirmTestMail } from "./confirm-test-mail.js";
import { MailTest } from "./mail-test.entity.js";
import { findMailTest, findTestMail } from "./mail-test.queries.js";
import { sendTestMail } from "./send-test-mail.js";

@VisibleTo("OPERATOR")
@ObjectType("MailTest", { description: "The last test mail. What became of it on the way stands in `mail`." })
class MailTestView {
  @VisibleTo("WITH_PARENT")
  @Field(() => String, { description: "Who gets it" })
  to: string;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { description: "When it was asked for" })
  askedAt: Date;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { nullable: true, description: "When somebody said its code" })
  arrivedAt: Date | null;

  row: MailTest;
}

@VisibleTo("OPERATOR")
@ObjectType({ description: "How the platform's mails leave it, as its environment says." })
class MailSetup {
  @VisibleTo("WITH_PARENT")
  @Field(() => String, { description: "MAIL_FROM" })
  from: string;

  @VisibleTo("WITH_PARENT")
  @Field(() => String, {
    nullable: true,
    description: "Scheme, host and port of SMTP_URL; null where mails do not leave, but are kept at /dev/mail",
  })
  server: string | null;
}

@InputType()
class SendTestMailInput {
  @Field(() => String, { description: "A mailbox that you can read" })
  to: string;
}

@InputType()
class ConfirmTestMailInput {
  @Field(() => String, { description: "Six digits, from the mail" })
  code: string;
}

@PayloadType()
@VisibleTo("WITH_PARENT")
@ObjectType({ description: "The test mail, or why nothing was done." })
class TestMailPayload {
  @Field(() => MailTestView, { nullable: true, description: "Null where nothing was done" })
  mailTest: MailTestView | null;
}

@Resolver(() => MailTestView)
export class MailTestResolver {
  @Authorized<FieldRule>("OPERATOR")
  @Query(() => MailSetup)
  mailSetup(@Ctx() { configuration: { mailFrom, smtpUrl } }: RequestContext): MailSetup {
    const server = smtpUrl === null ? null : new URL(smtpUrl);
    return newInstance(MailSetup, {
      from: mailFrom,
      server: server === null ? null : `${server.protocol}//${server.host}`,
    });
  }

  @Authorized<FieldRule>("OPERATOR")
  @Query(() => MailTestView, { nullable: true, description: "Null before the first." })
  async mailTest(@Ctx() context: RequestContext): Promise<MailTestView | null> {
    return lastTest(context);
  }

  @Authorized<FieldRule>("OPERATOR")
  @RepeatsView(lastTestPayload)
  @Mutation(() => TestMailPayload, {
    description: "A mail that goes the way of all others and holds a code. Ten an hour, of all operators together.",
  })
  async sendTestMail(
    @Ctx() { database, actor }: RequestContext,
    @Arg("input", () => SendTestMailInput) { to }: SendTestMailInput,
  ): Promise<TestMailPayload> {
    return { mailTest: view(await database.write((tx) => sendTestMail(tx, actor, to))) };
  }

  @Authorized<FieldRule>("OPERATOR")
  @RepeatsView(lastTestPayload)
  @Mutation(() => TestMailPayload, { description: "Says that the last test mail has arrived, by the code in it." })
  async confirmTestMail(
    @Ctx() { database, actor }: RequestContext,
    @Arg("input", () => ConfirmTestMailInput) { code }: ConfirmTestMailInput,
  ): Promise<TestMailPayload> {
    return { mailTest: view(await database.write((tx) => confirmTestMail(tx, actor, code))) };
  }

  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => Mail, { nullable: true, description: "Null when it is done for days, and no longer kept" })
  async mail(@Root() { row }: MailTestView, @Ctx() { database }: RequestContext): Promise<Mail | null> {
    const mail = await findTestMail(database.reader, row);
    return mail && toMail(mail);
  }
}

async function lastTest({ database }: RequestContext): Promise<MailTestView | null> {
  const test = await findMailTest(database.reader);
  return test && view(test);
}

async function lastTestPayload(context: RequestContext): Promise<TestMailPayload> {
  return { mailTest: await lastTest(context) };
}

function view(row: MailTest): MailTestView {
  return newInstance(MailTestView, { to: row.toAddress, askedAt: row.askedAt, arrivedAt: row.arrivedAt, row });
}
