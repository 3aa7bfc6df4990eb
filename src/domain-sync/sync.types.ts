import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { HoldsProblems, PayloadType, VisibleTo } from "../graphql/index.js";
import type { DomainError } from "../kernel/index.js";
import { Domain } from "../tenancy/index.js";

export enum DifferenceKind {
  MADE = "MADE",
  CHANGED = "CHANGED",
  ENDED = "ENDED",
}

registerEnumType(DifferenceKind, {
  name: "DifferenceKind",
  description: "What was made, changed or ended so that a domain is as it should be.",
  valuesConfig: {
    CHANGED: { description: "It is there, and becomes another" },
    ENDED: { description: "It is there, and is not to be" },
    MADE: { description: "It is to be, and is not there" },
  },
});

export enum SyncedPart {
  DOMAIN = "DOMAIN",
  POLICY = "POLICY",
  MAILBOX = "MAILBOX",
  PASSWORD = "PASSWORD",
  SUSPENSION = "SUSPENSION",
  ALIAS = "ALIAS",
  DOMAIN_ALIAS = "DOMAIN_ALIAS",
  IDENTITY = "IDENTITY",
  GRANT = "GRANT",
  PROFILE = "PROFILE",
}

registerEnumType(SyncedPart, {
  name: "SyncedPart",
  description:
    "DOMAIN and MAILBOX themselves; POLICY is a setting of the domain, DOMAIN_ALIAS a name that stands for it; SUSPENSION, PASSWORD and ALIAS are a mailbox's; IDENTITY is an address that was asked for, GRANT one that was given, PROFILE what recipients see of it.",
  valuesConfig: {
    ALIAS: { description: "An alias of a mailbox" },
    DOMAIN: { description: "The domain itself" },
    DOMAIN_ALIAS: { description: "A name that stands for the domain" },
    GRANT: { description: "An address that an administrator gives a mailbox" },
    IDENTITY: { description: "An address that a mailbox asks for" },
    MAILBOX: { description: "A mailbox" },
    PASSWORD: { description: "The password of a mailbox" },
    POLICY: { description: "The domain's own settings" },
    PROFILE: { description: "Name, Reply-To and the like of an address" },
    SUSPENSION: { description: "Whether it is kept from sending" },
  },
});

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "One difference between a domain and what it should be." })
export class DomainDifference {
  @Field(() => DifferenceKind, { description: "Whether it is made, changed or ended" })
  kind: DifferenceKind;

  @Field(() => SyncedPart, { description: "What differs" })
  part: SyncedPart;

  @Field(() => String, { description: "Place in the arguments that asks for it: `input.mailboxes[3].aliases[0]`" })
  path: string;

  @Field(() => Int, { nullable: true, description: "Place in `mailboxes`, from 0; null for what is not listed there" })
  index: number | null;

  @Field(() => String, { nullable: true, description: "Address of the mailbox; null for the domain's own" })
  mailbox: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The alias, the sender's address, the name of the setting, or the domain alias",
  })
  name: string | null;

  @Field(() => String, { nullable: true, description: "What is there, in words; null where nothing is" })
  before: string | null;

  @Field(() => String, { nullable: true, description: "What is to be, in words; null where it ends" })
  after: string | null;
}

@VisibleTo("WITH_PARENT")
@HoldsProblems()
@ObjectType({ description: "A difference that cannot be taken away, and why; it is left as it was." })
export class RefusedDifference extends DomainDifference {
  error: DomainError;
}

@VisibleTo("WITH_PARENT")
@PayloadType()
@ObjectType({ description: "What was done so that a domain is as it should be." })
export class DomainSync {
  @Field(() => Domain, { nullable: true, description: "As it is now; null in a dry run of one that is not there" })
  domain: Domain | null;

  @Field(() => [DomainDifference], { description: "In the order in which it was done" })
  differences: DomainDifference[];

  @Field(() => Int, { description: "How many parts are made" })
  made: number;

  @Field(() => Int, { description: "How many parts are changed" })
  changed: number;

  @Field(() => Int, { description: "How many parts are ended" })
  ended: number;

  @Field(() => [RefusedDifference], {
    description: "What cannot be: what an owner has refused, what was set further up, what somebody else has",
  })
  refused: RefusedDifference[];

  @Field(() => Boolean, { description: "It was so already: nothing was done." })
  wasRepeated: boolean;
}
