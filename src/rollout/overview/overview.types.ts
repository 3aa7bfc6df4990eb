import { Field, Int, ObjectType } from "type-graphql";
import { VisibleTo } from "../../graphql/index.js";

@VisibleTo("WITH_PARENT")
@ObjectType({
  description: "What waits in a part of the tree, and what went wrong there. Counts are exact to 10,000, then 10,000.",
})
export class Overview {
  @Field(() => Int, { description: "Requests for addresses of its domains that its administrators decide" })
  waitingApprovals: number;

  @Field(() => Int, { description: "Authorizations that wait for an answer" })
  pendingAuthorizations: number;

  @Field(() => Int, { description: "Of those the ones whose question could not be delivered" })
  undeliverable: number;

  @Field(() => Int, { description: "Addresses seen in logs that nobody has decided about" })
  openProposals: number;

  @Field(() => Int, { description: "Beginnings of enforcement that the brake holds" })
  holds: number;

  @Field(() => Int, { description: "Days on which an account was probably used by somebody else, of the last 30" })
  alarms: number;

  @Field(() => Int, {
    nullable: true,
    description: "Mails that were given up; for the operator and the platform alone",
  })
  deadMails: number | null;
}
