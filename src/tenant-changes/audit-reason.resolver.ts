import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { AuditEvent, type TrailReasonCode, trailReasonIn } from "../audit/index.js";
import { type ReasonText, reasonIn } from "../authorizations/index.js";
import { type RequestContext, VisibleTo } from "../graphql/index.js";
import { findingIn, type ProofFinding } from "../proofs/index.js";

/** Why something was done: what somebody wrote as it stands, what the program says in the reader's language. */
@Resolver(() => AuditEvent)
export class AuditReasonResolver {
  @VisibleTo("WITH_PARENT")
  @FieldResolver(() => String, {
    nullable: true,
    description: "What whoever did it gave as the reason; where that was the program, in the reader's language",
  })
  reason(@Root() { reason, reasonCode }: AuditEvent, @Ctx() { language }: RequestContext): string | null {
    if (reasonCode === null) return reason;
    const { kind, what } = reasonCode;
    // Each as the room wrote it that has the words.
    switch (kind) {
      case "TRAIL":
        return trailReasonIn(language, what as TrailReasonCode);
      case "AUTHORIZATION":
        return reasonIn(language, what as ReasonText);
      case "PROOF":
        return findingIn(language, what as ProofFinding);
    }
  }
}
