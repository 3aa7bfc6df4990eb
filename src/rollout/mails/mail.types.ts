import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionType, DateTimeScalar, toGlobalId, VisibleTo } from "../../graphql/index.js";
import { type GlobalId, newInstance } from "../../kernel/index.js";
import type { OutboxMail } from "../../outbox/index.js";

export enum MailState {
  QUEUED = "QUEUED",
  LEASED = "LEASED",
  SENT = "SENT",
  DEAD = "DEAD",
  CANCELLED = "CANCELLED",
}

registerEnumType(MailState, {
  name: "MailState",
  description: "How far one of the platform's own mails is.",
  valuesConfig: {
    QUEUED: { description: "Waits for its time or its next try" },
    LEASED: { description: "A worker is sending it" },
    SENT: { description: "The next mail server has it" },
    DEAD: { description: "Given up; its links are gone with it" },
    CANCELLED: { description: "Not needed any more" },
  },
});

@VisibleTo("OPERATOR")
@ObjectType({ description: "A mail that the platform sends or has sent, without its text and without any token." })
export class Mail {
  @VisibleTo("WITH_PARENT")
  @Field(() => ID)
  id: GlobalId;

  @VisibleTo("WITH_PARENT")
  @Field(() => String, { description: "Who gets it" })
  to: string;

  @VisibleTo("WITH_PARENT")
  @Field(() => String, { description: "For instance `question`, `digest-reseller`; kinds may be added" })
  kind: string;

  @VisibleTo("WITH_PARENT")
  @Field(() => String, {
    nullable: true,
    description: "The address, domain or scope that it is about, where it is one",
  })
  about: string | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => MailState, { description: "How far it is" })
  state: MailState;

  @VisibleTo("WITH_PARENT")
  @Field(() => Int, { description: "How often it was tried" })
  attempts: number;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { nullable: true, description: "Of one that is QUEUED" })
  nextTryAt: Date | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => String, { nullable: true, description: "What the other server, or the network, said last" })
  lastError: string | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => String, {
    nullable: true,
    description: "What a server had against us: network, sender, signature, content",
  })
  refusal: string | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => String, { nullable: true, description: "What the next mail server replied when it took it" })
  reply: string | null;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar)
  createdAt: Date;

  @VisibleTo("WITH_PARENT")
  @Field(() => DateTimeScalar, { nullable: true, description: "When our own server took it; null where it has not" })
  sentAt: Date | null;
}

@ObjectType()
export class MailConnection extends connectionType(Mail) {}

/** What of the parameters says whom or what a mail is about, the nearest first. */
const SUBJECTS = ["address", "identityAddress", "accountAddress", "domain", "scopeName"] as const;

export function toMail(row: OutboxMail): Mail {
  const { id, toAddress, template, state, attempts, dueAt, lastError, refusal, reply, createdAt, sentAt, parameters } =
    row;
  const about = SUBJECTS.map((name) => parameters[name]).find((value) => typeof value === "string");
  return newInstance(Mail, {
    id: toGlobalId("Mail", id),
    to: toAddress,
    kind: template,
    about: typeof about === "string" ? about : null,
    state: MailState[state],
    attempts,
    nextTryAt: state === "QUEUED" ? dueAt : null,
    lastError,
    refusal,
    reply,
    createdAt,
    sentAt,
  });
}
