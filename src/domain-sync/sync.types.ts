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
});

export enum SyncedPart {
  DOMAIN = "DOMAIN",
  POLICY = "POLICY",
  MAILBOX = "MAILBOX",
  PASSWORD = "PASSWORD",
  SUSPENSION = "SUSPENSION",
  ALIAS = "ALIAS",
  IDENTITY = "IDENTITY",
  GRANT = "GRANT",
  PROFILE = "PROFILE",
}

registerEnumType(SyncedPart, {
  name: "SyncedPart",
  description:
    "DOMAIN and MAILBOX themselves; POLICY is a setting of the domain; SUSPENSION, PASSWORD and ALIAS are a mailbox's; IDENTITY is an address that was asked for, GRANT one that was given, PROFILE what recipients see of it.",
});

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "One difference between a domain and what it should be." })
export class DomainDifference {
  @Field(() => DifferenceKind)
  kind: DifferenceKind;

  @Field(() => SyncedPart)
  part: SyncedPart;

  @Field(() => String, { description: "Place in the arguments that asks for it: `input.mailboxes[3].aliases[0]`" })
  path: string;

  @Field(() => Int, { nullable: true, description: "Place in `mailboxes`, from 0; null for what is not listed there" })
  index: number | null;

  @Field(() => String, { nullable: true, description: "Address of the mailbox; null for the domain's own" })
  mailbox: string | null;

  @Field(() => String, { nullable: true, description: "The alias, the sender's address, or the name of the setting" })
  name: string | null;

  @Field(() => String, { nullable: true })
  before: string | null;

  @Field(() => String, { nullable: true })
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
  @Field(() => Domain, { nullable: true })
  domain: Domain | null;

  @Field(() => [DomainDifference], { description: "In the order in which it was done" })
  differences: DomainDifference[];

  @Field(() => Int)
  made: number;

  @Field(() => Int)
  changed: number;

  @Field(() => Int)
  ended: number;

  @Field(() => [RefusedDifference], {
    description: "What cannot be: what an owner has refused, what was set further up, what somebody else has",
  })
  refused: RefusedDifference[];

  @Field(() => Boolean, { description: "It was so already: nothing was done." })
  wasRepeated: boolean;
}
