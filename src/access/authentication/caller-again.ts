import type { EntityManager } from "typeorm";
import type { Actor, ActorKind, Role } from "../../kernel/index.js";
import type { SubjectKind } from "../refresh-token.entity.js";
import { lacksSecondFactor } from "../second-factor/second-factor-rules.queries.js";
import { credentialMark } from "../secret-token.js";
import { actorOfSubject, findSubject, type Origin, type Subject } from "../subject.js";
import { type IssuerWord, vouchedActorOf } from "../vouched-subject.js";
import { keyActorOf } from "./authenticate-api-key.js";

/** Under whose name work goes on after its call, as JSON: nothing in it signs anybody in. */
export interface KeptCaller extends Origin {
  readonly kind: ActorKind;
  readonly id: string | null;
  readonly role: Role | null;
  /** By whose word; only for the kind ISSUER. */
  readonly word: IssuerWord | null;
  /** Of the password and second factor at the time; null for keys. */
  readonly mark: string | null;
}

export async function keepCaller(manager: EntityManager, actor: Actor): Promise<KeptCaller> {
  const { kind, id, role, issuer, remoteAddress, userAgent, requestId } = actor;
  const word = issuer === undefined ? null : { issuerId: issuer.id, isMultiFactor: issuer.isMultiFactor };
  const subject = await subjectOf(manager, actor);
  const mark = subject && credentialMark(subject);
  return { kind, id, role, word, mark, remoteAddress, userAgent, requestId };
}

/**
 * Who the caller is now. Null where the same credential would be refused by now: somebody disabled, suspended or with
 * another password, a key that was revoked, an issuer that was disabled.
 */
export async function callerAgain(manager: EntityManager, caller: KeptCaller): Promise<Actor | null> {
  const { kind, id, word, mark, remoteAddress, userAgent, requestId } = caller;
  const origin = { remoteAddress, userAgent, requestId };
  if (kind === "API_KEY") return id === null ? null : keyActorOf(manager, id, origin);
  const subject = await subjectOf(manager, caller);
  if (subject === null || subject.isBlocked || credentialMark(subject) !== mark) return null;
  if (word !== null) return vouchedActorOf(manager, subject, word, origin);
  return (await lacksSecondFactor(manager, subject)) ? null : actorOfSubject(subject, origin);
}

async function subjectOf(
  manager: EntityManager,
  { kind, id, role }: Pick<Actor, "kind" | "id" | "role">,
): Promise<Subject | null> {
  if (id === null || !(kind === "ADMINISTRATOR" || kind === "ACCOUNT" || kind === "ISSUER")) return null;
  // An issuer speaks for both.
  const subjectKind: SubjectKind = role === "ACCOUNT" ? "ACCOUNT" : "ADMINISTRATOR";
  return findSubject(manager, subjectKind, id);
}
