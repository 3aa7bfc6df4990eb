import {
  type Actor,
  type ActorKind,
  PLATFORM_SCOPE,
  type Place,
  placeOfScope,
  type Scope,
  scopeCovers,
} from "../kernel/index.js";

/** Who did something, as it stood then. */
export interface RecordedActor {
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly actorLabel: string;
  /** Null where there was none: links, visitors, and events older than the column. */
  readonly actorScope: Scope | null;
  readonly remoteAddress: string | null;
}

export interface ShownActor {
  readonly label: string;
  readonly remoteAddress: string | null;
}

const WITHOUT_PERSON: readonly string[] = ["SYSTEM", "LINK", "ANONYMOUS"] satisfies ActorKind[];

/**
 * How an actor is shown to somebody with the scope `viewer`: by name and network address inside the viewer's own
 * subtree, and by what they administer where they are above or belong to another tenant.
 */
export function shownActor(viewer: Scope, actor: RecordedActor): ShownActor {
  const { actorScope, actorLabel, remoteAddress } = actor;
  const isOwn = viewer.kind === "PLATFORM" || (actorScope !== null && scopeCovers(viewer, placeOfScope(actorScope)));
  return isOwn ? { label: actorLabel, remoteAddress } : { label: nameForOthers(actor), remoteAddress: null };
}

/** What those see in whose scope the actor does not stand. */
export function nameForOthers(actor: Pick<RecordedActor, "actorKind" | "actorLabel" | "actorScope">): string {
  // A link's label is the address that was asked for, which the asker knows.
  return WITHOUT_PERSON.includes(actor.actorKind) ? actor.actorLabel : neutralName(actor);
}

/**
 * The name of an actor for a text that is kept at `place` and shown to everybody who may read it there: `reason`,
 * `decidedBy`. Its narrowest reader decides what is said.
 */
export function actorNameAt(place: Place, { kind, id, label, scope }: Actor): string {
  const recorded = { actorKind: kind, actorId: id, actorLabel: label, actorScope: scope, remoteAddress: null };
  return shownActor(narrowestReader(place), recorded).label;
}

function neutralName({
  actorKind,
  actorLabel,
  actorScope,
}: Pick<RecordedActor, "actorKind" | "actorLabel" | "actorScope">): string {
  switch (actorScope?.kind) {
    case "PLATFORM":
      return "the platform";
    case "RESELLER":
      return "an administrator of a reseller";
    case "DOMAIN":
      return `an administrator of ${actorScope.domainName}`;
    case "ACCOUNT":
      return actorKind === "ACCOUNT"
        ? `a mailbox of ${actorLabel.slice(actorLabel.lastIndexOf("@") + 1)}`
        : "a mailbox";
    case undefined:
      return actorKind === "ACCOUNT" ? "a mailbox" : "an administrator";
  }
}

function narrowestReader({ resellerPath, domainId, accountId }: Place): Scope {
  const path = resellerPath ?? "";
  if (accountId) return { kind: "ACCOUNT", accountId, domainId: domainId ?? "", resellerPath: path };
  if (domainId) return { kind: "DOMAIN", domainId, domainName: "", resellerPath: path };
  if (path !== "") return { kind: "RESELLER", resellerId: "", resellerPath: path };
  return PLATFORM_SCOPE;
}
