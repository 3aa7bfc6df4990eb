import { Field, ObjectType, registerEnumType } from "type-graphql";
import { DateTimeScalar, type RequestContext, VisibleTo } from "../graphql/index.js";
import type { Actor } from "../kernel/index.js";
import { newInstance } from "../kernel/index.js";
import type { StartedSession } from "./operations/sign-in.js";

export enum ViewerRole {
  OPERATOR = "OPERATOR",
  RESELLER = "RESELLER",
  DOMAIN_ADMIN = "DOMAIN_ADMIN",
  ACCOUNT = "ACCOUNT",
  GATEWAY = "GATEWAY",
  PANEL = "PANEL",
}

registerEnumType(ViewerRole, {
  name: "Role",
  description: "What a caller may do at all; its scope says where.",
  valuesConfig: {
    ACCOUNT: { description: "A mailbox user" },
    DOMAIN_ADMIN: { description: "An administrator of one domain" },
    GATEWAY: { description: "An outbound gateway" },
    OPERATOR: { description: "An administrator of the whole platform" },
    PANEL: { description: "A reseller's control panel" },
    RESELLER: { description: "An administrator of a reseller and everything below it" },
  },
});

export enum ViewerScopeKind {
  PLATFORM = "PLATFORM",
  RESELLER = "RESELLER",
  DOMAIN = "DOMAIN",
  ACCOUNT = "ACCOUNT",
}

registerEnumType(ViewerScopeKind, {
  name: "ScopeKind",
  description: "Level of the tenant tree.",
  valuesConfig: {
    ACCOUNT: { description: "One mailbox" },
    DOMAIN: { description: "One domain and everything in it" },
    PLATFORM: { description: "Everything" },
    RESELLER: { description: "One reseller and everything below it" },
  },
});

/** Whoever makes the call. */
@VisibleTo("WITH_PARENT")
@ObjectType({ description: "Who is asking, and how far their view reaches." })
export class Viewer {
  actor: Actor;

  @Field(() => String, { description: "An administrator's name, an account's address, or a key's name" })
  login: string;

  @Field(() => ViewerRole, { description: "What they may do" })
  role: ViewerRole;

  @Field(() => ViewerScopeKind, { description: "Where they may do it" })
  scopeKind: ViewerScopeKind;

  @Field(() => Boolean, {
    description: "Whether a second factor is required of the caller and missing, so that only adding one is possible",
  })
  lacksSecondFactor: boolean;

  @Field(() => String, {
    nullable: true,
    description: "Who looks as the caller and can change nothing; null otherwise",
  })
  viewedBy: string | null;
}

@VisibleTo("WITH_PARENT")
@ObjectType({ description: "Tokens of a session; they are shown here only." })
export class Session {
  @Field(() => String, { description: "For `Authorization: Bearer`, until `expiresAt`" })
  accessToken: string;

  @Field(() => String, { description: "Good once, for `refreshSession`; thirty days" })
  refreshToken: string;

  @Field(() => DateTimeScalar, { description: "Until when the access token is good" })
  expiresAt: Date;

  @Field(() => Viewer, { description: "Who signed in" })
  viewer: Viewer;
}

/** Throws for an actor without a role; the callers have checked that. */
export function viewerOf(actor: Actor): Viewer {
  if (actor.role === null || actor.scope === null) throw new Error("an anonymous actor has no viewer");
  return newInstance(Viewer, {
    actor,
    login: actor.label,
    role: actor.role as ViewerRole,
    scopeKind: actor.scope.kind as ViewerScopeKind,
    lacksSecondFactor: actor.restriction === "SECOND_FACTOR_MISSING",
    viewedBy: actor.viewedBy?.label ?? null,
  });
}

/** The answer is for whoever has just signed in, though the call may have come without a sign-in. */
export function toSession(context: RequestContext, started: StartedSession): Session {
  const { actor, accessToken, refreshToken, expiresAt } = started;
  context.signedInAs = actor;
  return newInstance(Session, { accessToken, refreshToken, expiresAt, viewer: viewerOf(actor) });
}
