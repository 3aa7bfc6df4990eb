import { Field, ID, InputType, Int } from "type-graphql";
import type { GlobalId } from "../kernel/index.js";
import { PolicySettingsInput } from "../policy/index.js";

@InputType({
  description:
    "An address that the mailbox is to send as, as `addIdentity` asks for it. What is left out of its profile stays as it is.",
})
export class SyncedIdentityInput {
  @Field(() => String, { description: "Which the mailbox wants to send as" })
  address: string;

  @Field(() => String, { nullable: true, description: "Of the oldest profile; null empties" })
  displayName?: string | null;

  @Field(() => String, { nullable: true, description: "Of the oldest profile; null empties" })
  organization?: string | null;

  @Field(() => String, { nullable: true, description: "Of the oldest profile, plain text; null empties" })
  signature?: string | null;
}

@InputType({ description: "An address that the mailbox may send as without a mail, as `grantAuthorization` gives it." })
export class SyncedGrantInput {
  @Field(() => String, { description: "Which the mailbox may send as" })
  address: string;

  @Field(() => String, { nullable: true, description: "Kept with what is given now" })
  reason?: string | null;

  @Field(() => Date, { nullable: true, description: "When what is given now ends; without it, never" })
  until?: Date | null;
}

@InputType({ description: "A mailbox as it is to be. Parts that are left out stay as they are; lists are complete." })
export class SyncedMailboxInput {
  @Field(() => String, { description: "In the domain; it is the SASL login." })
  address: string;

  @Field(() => String, {
    nullable: true,
    description: "Its address before: where that one is there and `address` is not, the mailbox gets the new one.",
  })
  formerAddress?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "For a mailbox that is made now; one that is there keeps its own.",
  })
  password?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "In place of `password`, argon2id in PHC form: also set where the mailbox has another one.",
  })
  passwordHash?: string | null;

  @Field(() => String, { nullable: true, description: "BCP 47 tag of the mails about it; null inherits" })
  language?: string | null;

  @Field(() => Boolean, { nullable: true, description: "Whether it is kept from sending; null leaves it as it is" })
  isSuspended?: boolean | null;

  @Field(() => String, { nullable: true, description: "Why it is suspended, where it is suspended now" })
  suspendedReason?: string | null;

  @Field(() => [String], { nullable: true, description: "All of its aliases: others are removed." })
  aliases?: string[] | null;

  @Field(() => [SyncedIdentityInput], {
    nullable: true,
    description:
      "All that it is to send as besides `grants`: other rights that were asked for are revoked. An address in a domain that you administer is given at once, and ends with `grants` from then on.",
  })
  identities?: SyncedIdentityInput[] | null;

  @Field(() => [SyncedGrantInput], {
    nullable: true,
    description: "All that it is given without a mail: other grants and imports are revoked.",
  })
  grants?: SyncedGrantInput[] | null;
}

@InputType({ description: "A name that is to stand for the domain, as `createDomainAlias` makes it." })
export class SyncedDomainAliasInput {
  @Field(() => String, { description: "As it stands behind the `@`, in Unicode or A-labels" })
  name: string;

  @Field(() => String, { nullable: true, description: "What your panel knows it by, for one that is made now" })
  externalReference?: string | null;
}

@InputType({ description: "A domain as it is to be. Parts that are left out stay as they are; lists are complete." })
export class SyncDomainInput {
  @Field(() => ID)
  domainId: GlobalId;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether its accounts are kept from sending; null leaves it as it is",
  })
  isSuspended?: boolean | null;

  @Field(() => String, { nullable: true, description: "Why it is suspended, where it is suspended now" })
  suspendedReason?: string | null;

  @Field(() => PolicySettingsInput, { nullable: true, description: "Settings of the domain itself" })
  policy?: PolicySettingsInput | null;

  @Field(() => [SyncedDomainAliasInput], {
    nullable: true,
    description:
      "All names that stand for the domain, up to 100: others are deleted, with what rests on addresses at them. For resellers and above, as `createDomainAlias` is.",
  })
  domainAliases?: SyncedDomainAliasInput[] | null;

  @Field(() => [SyncedMailboxInput], {
    nullable: true,
    description:
      "All mailboxes of the domain, up to 1,000: others are deleted. An empty list deletes them all, and takes `expectedCount` or `maxEnded`.",
  })
  mailboxes?: SyncedMailboxInput[] | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "If more than this would be ended (mailboxes and domain aliases deleted, aliases removed, rights revoked), nothing is done",
  })
  maxEnded?: number | null;
}
