import { IsNull } from "typeorm";
import { recordAudit } from "../../../audit/index.js";
import { isUniqueViolation, type Transaction } from "../../../database/index.js";
import type { Services } from "../../../graphql/index.js";
import { type Actor, badInput, conflict } from "../../../kernel/index.js";
import { type CredentialEvent, tellAdministrator } from "../../credential-notice.js";
import type { StartedSession } from "../../operations/sign-in.js";
import { requireOwnSubject } from "../../own-password.js";
import { endSessionsOf, issueTokens } from "../../session.js";
import { tooManyAttempts } from "../../sign-in-limit.js";
import { actorOfSubject, type Subject, subjectForAudit } from "../../subject.js";
import { PENDING_LIFETIME_MS } from "../new-second-factor.js";
import { hashCredentialId, verifyNewPasskey } from "../passkey.js";
import { replaceRecoveryCodes } from "../recovery-codes.js";
import { SecondFactor, SecondFactorKind } from "../second-factor.entity.js";
import { countProof, forgiveProof } from "../second-factor-limit.js";
import { lockAdministrator, openTotpSecret, requireSecondFactorOf } from "../second-factors.queries.js";
import { stepOfCode } from "../totp.js";

const ADDED: Readonly<Record<SecondFactorKind, CredentialEvent>> = { TOTP: "APP_ADDED", PASSKEY: "PASSKEY_ADDED" };

export interface ConfirmSecondFactor {
  readonly id: string;
  /** Of an authenticator app: what it shows. */
  readonly code?: string | null;
  /** Of a passkey: `PublicKeyCredential.toJSON()`. */
  readonly passkey?: unknown;
}

export interface ConfirmedSecondFactor {
  readonly factor: SecondFactor;
  /** Of the first one: shown here only. Null later on. */
  readonly recoveryCodes: readonly string[] | null;
  /** Of the first one: all sessions with a password alone have ended, this one goes on. Null later on. */
  readonly session: StartedSession | null;
}

type Confirmation = Partial<
  Pick<
    SecondFactor,
    "lastStep" | "credentialId" | "credentialHash" | "publicKey" | "signatureCounter" | "transports" | "challenge"
  >
>;

/** From now on the device counts. Throws NOT_FOUND for one that was not begun, BAD_USER_INPUT for a wrong answer. */
export async function confirmSecondFactor(
  services: Services,
  actor: Actor,
  input: ConfirmSecondFactor,
): Promise<ConfirmedSecondFactor> {
  const { database, clock } = services;
  const subject = await requireOwnSubject(services, actor);
  // Not from a replica: it was begun a moment ago.
  const pending = await database.write((tx) => requireSecondFactorOf(tx.manager, subject.id, input.id));
  if (pending.confirmedAt !== null) throw conflict("CONFIRMED_ALREADY", "This second factor is confirmed already");
  if (clock.now().getTime() - pending.createdAt.getTime() > PENDING_LIFETIME_MS) {
    throw conflict("ENROLMENT_EXPIRED", "This took longer than a quarter of an hour; begin anew");
  }
  const confirmation = await confirmationOf(services, pending, input);
  return database.write((tx) => confirm(tx, services, actor, { subject, pending, confirmation }));
}

function confirmationOf(services: Services, pending: SecondFactor, input: ConfirmSecondFactor): Promise<Confirmation> {
  return pending.kind === SecondFactorKind.TOTP
    ? confirmationOfCode(services, pending, input.code ?? "")
    : confirmationOfPasskey(services, pending, input.passkey);
}

async function confirmationOfCode(services: Services, pending: SecondFactor, code: string): Promise<Confirmation> {
  const { database, configuration, clock } = services;
  const secondsToWait = await database.write((tx) => countProof(tx, pending.administratorId, "CODE"));
  if (secondsToWait !== null) throw tooManyAttempts(secondsToWait);
  const secret = openTotpSecret(configuration.keys.secondFactorSeal, pending);
  const step = stepOfCode(secret, code, clock.now());
  if (step === null)
    throw badInput("CODE_NOT_MATCHING", "input.code", "This is not what the app shows", "its six digits");
  await database.write((tx) => forgiveProof(tx, pending.administratorId, "CODE"));
  // What confirmed it is used up with it.
  return { lastStep: step };
}

async function confirmationOfPasskey(
  { configuration }: Services,
  pending: SecondFactor,
  answer: unknown,
): Promise<Confirmation> {
  const passkey = await verifyNewPasskey(configuration.publicUrl, pending.challenge ?? "", answer);
  if (passkey === null) {
    throw badInput(
      "CODE_NOT_MATCHING",
      "input.passkey",
      "This does not answer beginPasskey",
      "what the browser made of its options",
    );
  }
  return { ...passkey, credentialHash: hashCredentialId(passkey.credentialId), challenge: null };
}

interface Confirming {
  readonly subject: Subject;
  readonly pending: SecondFactor;
  readonly confirmation: Confirmation;
}

async function confirm(
  tx: Transaction,
  services: Services,
  actor: Actor,
  { subject, pending, confirmation }: Confirming,
): Promise<ConfirmedSecondFactor> {
  const administrator = await lockAdministrator(tx, subject.id);
  await store(tx, pending, confirmation);
  const isFirst = administrator.secondFactorSince === null;
  const changed: Subject = { ...subject, secondFactorSince: administrator.secondFactorSince ?? tx.now };
  if (isFirst) {
    administrator.secondFactorSince = tx.now;
    await tx.manager.save(administrator);
    await endSessionsOf(tx, subject.id);
  }
  const { kind, name } = pending;
  recordAudit(tx, actor, { action: "second-factor.added", subject: subjectForAudit(subject), after: { kind, name } });
  await tellAdministrator(tx, administrator, ADDED[kind]);
  return {
    factor: Object.assign(pending, confirmation, { confirmedAt: tx.now }),
    recoveryCodes: isFirst ? await replaceRecoveryCodes(tx, subject.id) : null,
    session: isFirst
      ? { actor: actorOfSubject(changed, actor), ...(await issueTokens(tx, services.configuration, changed)) }
      : null,
  };
}

async function store(tx: Transaction, { id }: SecondFactor, confirmation: Confirmation): Promise<void> {
  try {
    const isPending = { id, confirmedAt: IsNull() };
    const { affected } = await tx.manager.update(SecondFactor, isPending, { ...confirmation, confirmedAt: tx.now });
    if (affected !== 1) throw conflict("CONFIRMED_ALREADY", "This second factor is confirmed already, or gone");
  } catch (error) {
    if (isUniqueViolation(error, "ux_second_factor_credential", "second_factor.credentialHash")) {
      throw conflict("PASSKEY_TAKEN", "This passkey is in use already");
    }
    throw error;
  }
}
