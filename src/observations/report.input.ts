import { Field, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { DateTimeScalar, PayloadType, VisibleTo } from "../graphql/index.js";

export enum SubmissionOutcomeChoice {
  QUEUED = "QUEUED",
  REFUSED = "REFUSED",
}

registerEnumType(SubmissionOutcomeChoice, {
  name: "SubmissionOutcome",
  description: "QUEUED: the server took the message. REFUSED: it turned the message away.",
  valuesConfig: { QUEUED: { description: "The server took it" }, REFUSED: { description: "The server refused it" } },
});

@InputType({ description: "One submission that a gateway has seen, or several alike." })
export class SubmissionInput {
  @Field(() => String, { description: "SASL login" })
  login: string;

  @Field(() => String, { description: "Reverse-path (RFC 5321 MAIL FROM); empty for the null reverse-path" })
  sender: string;

  @Field(() => [String], { nullable: true, description: "Addresses of RFC5322.From, where the gateway sees them" })
  headerFrom?: string[] | null;

  @Field(() => DateTimeScalar, { description: "When the server took or refused it" })
  at: Date;

  @Field(() => Int, { nullable: true, description: "Default: 1" })
  count?: number | null;

  @Field(() => SubmissionOutcomeChoice, { nullable: true, description: "Default: QUEUED" })
  outcome?: SubmissionOutcomeChoice | null;

  @Field(() => String, { nullable: true, description: "The MTA's id of the message, to which complaints are joined" })
  queueId?: string | null;

  @Field(() => String, { nullable: true, description: "Message-ID, to which complaints are joined" })
  messageId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Token of the message's X-Mayfrom-Trace header; complaints are joined to it first",
  })
  traceToken?: string | null;
}

@VisibleTo("WITH_PARENT")
@PayloadType()
@ObjectType({ description: "What became of the messages of a batch." })
export class ReportResult {
  @Field(() => Int, { description: "Counted on accounts" })
  accepted: number;

  @Field(() => Int, { description: "Of logins that no account in the key's scope has" })
  unknownLogins: number;

  @Field(() => Int, { description: "From the future, without an address, or of a login that cannot be one" })
  skipped: number;

  @Field(() => Boolean, { description: "This batch had been reported before, and nothing was counted again" })
  isRepeated: boolean;
}
