import {
  type Actor,
  type ActorKind,
  PLATFORM_SCOPE,
  type Place,
  placeOfScope,
  type Scope,
  scopeCovers,
} from "../kernel/index.js";
import type { Language } from "../texts/index.js";
import { actorNameIn, type KeptName, keptName, keptRole } from "./actor-name.js";

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
  readonly label: KeptName;
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
  return isOwn ? { label: keptName(actorLabel), remoteAddress } : { label: nameForOthers(actor), remoteAddress: null };
}

/** What those see in whose scope the actor does not stand: a kept name or role. */
function nameForOthers(actor: Pick<RecordedActor, "actorKind" | "actorLabel" | "actorScope">): KeptName {
  // A link's label is the address that was asked for, which the asker knows.
  return WITHOUT_PERSON.includes(actor.actorKind) ? keptName(actor.actorLabel) : neutralRole(actor);
}

/**
 * The kept name or role of an actor for what is kept at `place` and shown to everybody who may read it there: `reason`,
 * `decidedBy`. Its narrowest reader decides what is said.
 */
export function actorNameAt(place: Place, { kind, id, label, scope }: Actor): KeptName {
  const recorded = { actorKind: kind, actorId: id, actorLabel: label, actorScope: scope, remoteAddress: null };
  return shownActor(narrowestReader(place), recorded).label;
}

function neutralRole({
  actorKind,
  actorLabel,
  actorScope,
}: Pick<RecordedActor, "actorKind" | "actorLabel" | "actorScope">): KeptName {
  switch (actorScope?.kind) {
    case "PLATFORM":
      return keptRole("THE_PLATFORM");
    case "RESELLER":
      return keptRole("A_RESELLER");
    case "DOMAIN":
      return keptRole("A_DOMAIN", actorScope.domainName);
    case "ACCOUNT":
      return actorKind === "ACCOUNT"
        ? keptRole("A_MAILBOX_OF", actorLabel.slice(actorLabel.lastIndexOf("@") + 1))
        : keptRole("A_MAILBOX");
    case undefined:
      return keptRole(actorKind === "ACCOUNT" ? "A_MAILBOX" : "AN_ADMINISTRATOR");
  }
}

function narrowestReader({ resellerPath, domainId, accountId }: Place): Scope {
  const path = resellerPath ?? "";
  if (accountId) return { kind: "ACCOUNT", accountId, domainId: domainId ?? "", resellerPath: path };
  if (domainId) return { kind: "DOMAIN", domainId, domainName: "", resellerPath: path };
  if (path !== "") return { kind: "RESELLER", resellerId: "", resellerPath: path };
  return PLATFORM_SCOPE;
}

/** The same as `nameForOthers`, in the reader's language. */
export function nameForOthersIn(
  actor: Pick<RecordedActor, "actorKind" | "actorLabel" | "actorScope">,
  language: Language,
) {
  return actorNameIn(language, nameForOthers(actor));
}
