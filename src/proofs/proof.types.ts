import { Field, ObjectType } from "type-graphql";
import { DateTimeScalar, type RequestContext, VisibleTo } from "../graphql/index.js";
import { newInstance } from "../kernel/index.js";
import type { Language } from "../texts/index.js";
import { findingIn } from "./finding-words.js";
import type { ProofClaim } from "./proof-claim.entity.js";
import { recordNameOf } from "./proof-record.js";
import { ProofAnswer } from "./proof-verdict.js";

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "The DNS record that proves that the domain's owner agrees. It names for whom." })
export class ProofRecord {
  @Field(() => String, { description: "Of the TXT record, without the dot at its end" })
  name: string;

  @Field(() => String, { description: "Type of the record, always TXT" })
  type: string;

  @Field(() => String, { description: "One string, without quotes or blanks around it" })
  value: string;

  @Field(() => String, { description: "For people: that the record must stay, and what happens when it goes" })
  note: string;
}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "What name servers said of a proof, and when they are asked again." })
export class ProofCheck {
  @Field(() => DateTimeScalar, { nullable: true, description: "Null while nobody has asked for a look" })
  nextLookAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Null before the first" })
  lastLookAt: Date | null;

  @Field(() => ProofAnswer, { nullable: true, description: "Of the last look" })
  answer: ProofAnswer | null;

  @Field(() => String, { nullable: true, description: "What was found where, for people" })
  finding: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Until when caches may go on saying that nothing is there (RFC 2308)",
  })
  cachedUntil: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When the request ends unless it is proven before" })
  endsAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Since when a proof that was there is gone" })
  goneSince: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When what rests on it is paused unless it comes back" })
  pausesAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "Since when what rests on it is paused" })
  pausedAt: Date | null;
}

const DAY_MS = 24 * 60 * 60 * 1_000;

/** In words of the reader's language, and by the setting of how many days a proof may be gone. */
export interface ProofView {
  readonly language: Language;
  readonly goneDays: number;
}

export function proofViewOf({ language, configuration }: RequestContext): ProofView {
  return { language, goneDays: configuration.proofGoneDays };
}

export function recordOf({ domain, value }: ProofClaim, { language, goneDays }: ProofView): ProofRecord {
  const note = language.say("proofRecord.note", { count: goneDays });
  return { name: recordNameOf(domain), type: "TXT", value, note };
}

export function checkOf(claim: ProofClaim, { language, goneDays }: ProofView): ProofCheck {
  const { nextLookAt, lastLookAt, lastAnswer, lastFinding, cachedUntil, endsAt, goneSince, pausedAt } = claim;
  const pausesAt = goneSince === null || pausedAt !== null ? null : new Date(goneSince.getTime() + goneDays * DAY_MS);
  const check = { nextLookAt, lastLookAt, cachedUntil, endsAt, goneSince, pausesAt, pausedAt };
  const finding = lastFinding === null ? null : findingIn(language, lastFinding);
  return newInstance(ProofCheck, { ...check, answer: lastAnswer, finding });
}
