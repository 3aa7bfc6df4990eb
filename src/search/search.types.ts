import { Field, ObjectType } from "type-graphql";
import { DateTimeScalar, VisibleTo } from "../graphql/index.js";
import { Account, Domain, Reseller } from "../tenancy/index.js";

@VisibleTo("WITH_PARENT")
@ObjectType({
  description: "A message that was seen in the last 14 days under another address than the account's own.",
})
export class FoundMessage {
  @Field(() => String, { nullable: true, description: "The MTA's id of it; null where it was found by its Message-ID" })
  queueId: string | null;

  @Field(() => Account, { description: "Who sent it" })
  account: Account;

  @Field(() => String, {
    description:
      "The address that would be refused first, as it is compared; empty for the null sender, ? for what is none",
  })
  address: string;

  @Field(() => Boolean, { nullable: true, description: "The server turned it away; null where that is not known" })
  isRefused: boolean | null;

  @Field(() => DateTimeScalar, { description: "When the gateway or the log saw it" })
  seenAt: Date;
}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "A refusal that stands in the text, as `explain` takes it." })
export class FoundRefusal {
  @Field(() => String, { description: "Who tried to send it" })
  login: string;

  @Field(() => String, { description: "Empty for the null sender" })
  sender: string;
}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "What a text is about, in the caller's scope; what it is most probably about comes first." })
export class SearchResults {
  @Field(() => [FoundRefusal], { description: "Read from the text; whether they are in scope says `explain`" })
  refusals: FoundRefusal[];

  @Field(() => [FoundMessage], { description: "Messages that a gateway or a log saw, the newest first" })
  messages: FoundMessage[];

  @Field(() => [Account], { description: "By address or alias; for one word also those that begin with it" })
  accounts: Account[];

  @Field(() => [Domain], { description: "Domains whose name fits, the best first" })
  domains: Domain[];

  @Field(() => [Reseller], { description: "Resellers whose name fits, the best first" })
  resellers: Reseller[];

  @Field(() => [String], { description: "Addresses in the text that no account in the caller's scope has" })
  unknownAddresses: string[];
}
