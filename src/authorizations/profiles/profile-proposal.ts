import { Field, ObjectType } from "type-graphql";
import { actorNameAt, type KeptName, NamesActor } from "../../audit/index.js";
import { DateTimeScalar, VisibleTo } from "../../graphql/index.js";
import type { Actor, Place } from "../../kernel/index.js";
import type { ProfileChanges } from "./profile-fields.js";

/** Where mail goes besides its recipients: what an administrator wants there is a proposal to the account. */
const FIELDS = ["replyTo", "bcc"] as const;

type Redirections = Partial<Pick<ProfileChanges, (typeof FIELDS)[number]>>;

/** As it is kept with the profile. */
export interface KeptProposal extends Redirections {
  readonly proposedBy: KeptName;
  /** Epoch milliseconds. */
  readonly proposedAt: number;
}

@VisibleTo("WITH_PARENT")
@ObjectType({
  description:
    "Where an administrator wants replies or copies of the account's mail to go. Nothing happens before the account takes it.",
})
export class ProfileProposal {
  @Field(() => [String], { description: "Which fields it would change: `replyTo`, `bcc`" })
  fields: string[];

  @Field(() => String, { nullable: true, description: "Where answers would go; null where that does not change" })
  replyTo: string | null;

  @Field(() => String, { nullable: true, description: "Who would get a copy; null where that does not change" })
  bcc: string | null;

  @NamesActor()
  @Field(() => String, { description: "Who suggested it, as the account may know them" })
  proposedBy: KeptName;

  @Field(() => DateTimeScalar, { description: "When it was suggested" })
  proposedAt: Date;
}

/** Whether the actor may say where mail of this account goes besides its recipients: itself, and the platform. */
export function mayRedirect({ role, scope }: Actor, accountId: string): boolean {
  return role === "OPERATOR" || (scope?.kind === "ACCOUNT" && scope.accountId === accountId);
}

/** The changes that stand at once, and those that the account is asked about. */
export function divided<Changes extends ProfileChanges>(
  actor: Actor,
  accountId: string,
  changes: Changes,
): { readonly direct: Changes; readonly proposed: Redirections } {
  if (mayRedirect(actor, accountId)) return { direct: changes, proposed: {} };
  const proposed: Redirections = {};
  const direct = { ...changes };
  for (const field of FIELDS) {
    if (direct[field] === undefined) continue;
    proposed[field] = direct[field];
    delete direct[field];
  }
  return { direct, proposed };
}

/** Null where nothing is proposed. */
export function proposalOf(actor: Actor, place: Place, proposed: Redirections, now: Date): KeptProposal | null {
  if (Object.keys(proposed).length === 0) return null;
  return { ...proposed, proposedBy: actorNameAt(place, actor), proposedAt: now.getTime() };
}

export function shownProposal(kept: KeptProposal | null): ProfileProposal | null {
  if (kept === null) return null;
  const proposal = new ProfileProposal();
  proposal.fields = FIELDS.filter((field) => kept[field] !== undefined);
  proposal.replyTo = kept.replyTo ?? null;
  proposal.bcc = kept.bcc ?? null;
  proposal.proposedBy = kept.proposedBy;
  proposal.proposedAt = new Date(kept.proposedAt);
  return proposal;
}
