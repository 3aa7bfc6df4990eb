import type { EntityManager } from "typeorm";
import { type Actor, placeOfScope, type Scope, scopeCovers } from "../kernel/index.js";
import { isSecondFactorRequired } from "./second-factor/second-factor-rules.queries.js";
import { actorOfSubject, type Origin, type Subject } from "./subject.js";
import { type IssuerRole, TrustedIssuer } from "./trusted-issuer.entity.js";

/** What a trusted issuer says of somebody: that it knows them, and how it made sure. */
export interface IssuerWord {
  readonly issuerId: string;
  /** It asked for more than one factor (RFC 8176, `mfa`). */
  readonly isMultiFactor: boolean;
}

/**
 * Who acts by an issuer's word; null where the issuer is disabled, may not speak for such a role, or the subject is
 * blocked or lives outside the subtree of the reseller that registered it.
 */
export function vouchedActor(
  issuer: TrustedIssuer,
  subject: Subject,
  { isMultiFactor }: IssuerWord,
  origin: Origin,
): Actor | null {
  if (issuer.isDisabled || subject.isBlocked || !issuer.allowedRoles.includes(subject.role as IssuerRole)) return null;
  const reach = reachOf(issuer);
  if (reach === null || !scopeCovers(reach, placeOfScope(subject.scope))) return null;
  const { id, name } = issuer;
  const { login } = subject;
  const by = { id, name, login, isMultiFactor };
  return { ...actorOfSubject(subject, origin), kind: "ISSUER", label: `${login} via ${name}`, issuer: by };
}

/** The same for a session that began by that word. */
export async function vouchedActorOf(
  manager: EntityManager,
  subject: Subject,
  word: IssuerWord,
  origin: Origin,
): Promise<Actor | null> {
  const issuer = await manager.findOne(TrustedIssuer, {
    where: { id: word.issuerId },
    relations: { resellerRow: true },
  });
  const actor = issuer && vouchedActor(issuer, subject, word, origin);
  return actor !== null && (await lacksFactorByWord(manager, subject, word)) ? null : actor;
}

/** Whether an administrator is asked here for more than the issuer has asked for. */
export async function lacksFactorByWord(
  manager: EntityManager,
  subject: Subject,
  { isMultiFactor }: IssuerWord,
): Promise<boolean> {
  return subject.kind === "ADMINISTRATOR" && !isMultiFactor && (await isSecondFactorRequired(manager, subject.scope));
}

/** The platform's own issuer reaches everywhere; null should its reseller be gone. */
function reachOf(issuer: TrustedIssuer): Scope | null {
  if (issuer.resellerId === null) return { kind: "PLATFORM" };
  const reseller = issuer.resellerRow;
  return reseller ? { kind: "RESELLER", resellerId: reseller.id, resellerPath: reseller.path } : null;
}
