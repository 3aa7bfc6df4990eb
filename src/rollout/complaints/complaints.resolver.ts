import {
  Arg,
  Authorized,
  Ctx,
  Field,
  Float,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
} from "type-graphql";
import { DateTimeScalar, FIELD_WEIGHTS, type FieldRule, type RequestContext, VisibleTo } from "../../graphql/index.js";
import { ADMINISTRATORS, badInput, because, requireScope, rowWithin } from "../../kernel/index.js";
import { observationKeyOf } from "../../observations/index.js";
import { findAccountReceivingAt, placeOfAccount, resolveScope, ScopeInput } from "../../tenancy/index.js";
import { alertKeys } from "../alerts/alert-keys.js";
import { complaintFigures } from "./complaint-figures.js";
import { recordComplaint } from "./record-complaint.js";

@VisibleTo("WITH_PARENT")
@ObjectType("ComplaintShare")
class ComplaintShareView {
  @Field(() => Int, { description: "How many messages were complained about" })
  complaints: number;

  @Field(() => Float, { description: "Whole; of the same days" })
  messages: number;

  @Field(() => Float, { nullable: true, description: "Complaints per thousand messages; null without messages" })
  perThousand: number | null;
}

@VisibleTo("WITH_PARENT")
@ObjectType("ComplaintReporter")
class ReporterFiguresView {
  @Field(() => String, {
    nullable: true,
    description: "A listed domain or network, or a gateway; of an untrusted report the domain that it claims",
  })
  reporter: string | null;

  @Field(() => Boolean, { description: "Whether its reports move anything" })
  isTrusted: boolean;

  @Field(() => Int, { description: "How many messages it complained about" })
  complaints: number;
}

@VisibleTo("WITH_PARENT")
@ObjectType("QuestionComplaints")
class QuestionFiguresView {
  @Field(() => String, { description: "Who passed the reports on, as they name themselves; else the mailbox's domain" })
  provider: string;

  @Field(() => Int, { description: "How many of its readers called a question spam" })
  complaints: number;
}

@VisibleTo("WITH_PARENT")
@ObjectType("ComplaintFigures", {
  description: "How complaints divide between mail under another address than the account's own and all other mail.",
})
class ComplaintFiguresView {
  @Field(() => ComplaintShareView, { description: "About messages under another address than the account's own" })
  mismatched: ComplaintShareView;

  @Field(() => ComplaintShareView, { description: "About all other messages" })
  others: ComplaintShareView;

  @Field(() => Float, {
    nullable: true,
    description: "How many times as often mail under another address is complained about; null where it cannot be said",
  })
  ratio: number | null;

  @Field(() => Int, { nullable: true, description: "Whose account was not found; for the whole platform only" })
  unjoined: number | null;

  @Field(() => Int, {
    description:
      "Reports of nobody whom the operator lists (reportingDomains, reportingNetworks): counted, and no more",
  })
  untrusted: number;

  @Field(() => [ReporterFiguresView], {
    nullable: true,
    description: "Who complains most, up to 50; for the whole platform only",
  })
  reporters: ReporterFiguresView[] | null;

  @Field(() => [QuestionFiguresView], {
    nullable: true,
    description:
      "Questions to owners that were reported as spam, up to 50 providers; for the whole platform only. Their mailboxes get no further questions until their readers want them",
  })
  questions: QuestionFiguresView[] | null;
}

@InputType({ description: "A spam filter's verdict on a message that an account of ours submitted." })
class SpamVerdictInput {
  @Field(() => String, { description: "SASL login" })
  login: string;

  @Field(() => String, { description: "Reverse-path; empty for the null reverse-path" })
  sender: string;

  @Field(() => String, { description: "The MTA's id of the message: the same again counts once" })
  queueId: string;

  @Field(() => DateTimeScalar, { description: "When the filter said so" })
  at: Date;
}

const USUAL_DAYS = 30;
const MAX_DAYS = 365;
const MAX_BATCH_SIZE = 1_000;

@Resolver()
export class ComplaintsResolver {
  @Authorized<FieldRule>(...ADMINISTRATORS)
  @Query(() => ComplaintFiguresView, {
    complexity: FIELD_WEIGHTS.complaints,
    description: "Of the last days (default 30), in a scope (default: the caller's own).",
  })
  async complaints(
    @Ctx() { database, actor, clock }: RequestContext,
    @Arg("scope", () => ScopeInput, { nullable: true }) input?: ScopeInput | null,
    @Arg("days", () => Int, { nullable: true, description: "How many days back" }) days?: number | null,
  ): Promise<ComplaintFiguresView> {
    const wanted = days ?? USUAL_DAYS;
    if (wanted < 1 || wanted > MAX_DAYS)
      throw badInput(
        because("OUT_OF_RANGE", { min: 1, max: MAX_DAYS }),
        "days",
        `days is from 1 to ${MAX_DAYS}`,
        `1…${MAX_DAYS}`,
      );
    const scope = input ? await resolveScope(database.reader, actor, input, "scope") : requireScope(actor);
    return complaintFigures(database.reader, scope, wanted, clock.now());
  }

  @Authorized<FieldRule>("GATEWAY")
  @Mutation(() => Int, { description: "Counts verdicts of a spam filter like complaints; returns how many were new." })
  async reportSpamVerdicts(
    @Ctx() { database, actor, configuration }: RequestContext,
    @Arg("verdicts", () => [SpamVerdictInput], { description: "Up to 1,000" }) verdicts: SpamVerdictInput[],
  ): Promise<number> {
    if (verdicts.length > MAX_BATCH_SIZE)
      throw badInput(
        because("TOO_MANY_ITEMS", { limit: MAX_BATCH_SIZE }),
        "verdicts",
        `At most ${MAX_BATCH_SIZE}`,
        `1…${MAX_BATCH_SIZE}`,
      );
    const writer = alertKeys(configuration);
    return database.write(async (tx) => {
      let counted = 0;
      for (const { login, sender, queueId, at } of verdicts) {
        const account = await findAccountReceivingAt(tx.manager, observationKeyOf(login));
        if (rowWithin(requireScope(actor), account, placeOfAccount) === null) continue;
        const outcome = await recordComplaint(tx, writer, {
          kind: "VERDICT",
          feedbackType: "spam-filter",
          queueId,
          messageId: null,
          reversePath: sender,
          login,
          reportedAt: new Date(Math.min(at.getTime(), tx.now.getTime())),
          // The key is the proof of who reports.
          source: { reporter: `gateway ${actor.id}`, isTrusted: true },
          besides: JSON.stringify([queueId, login, sender]),
        });
        if (outcome === "COUNTED") counted += 1;
      }
      return counted;
    });
  }
}
