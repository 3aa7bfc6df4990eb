import { type EntityManager, IsNull, Not } from "typeorm";
import type { KeyRing } from "../../config/index.js";
import { lockRow, type Transaction } from "../../database/index.js";
import { notFound } from "../../kernel/index.js";
import { createSealer, type SealedColumn } from "../../outbox/index.js";
import { Administrator } from "../administrator.entity.js";
import { notSignedIn } from "../session.js";
import type { KnownPasskey } from "./passkey.js";
import { SecondFactor, SecondFactorKind } from "./second-factor.entity.js";

/** Nobody has more devices than can be looked through. */
export const MAX_SECOND_FACTORS = 20;

/** Those that count, oldest first. */
export function listSecondFactors(manager: EntityManager, administratorId: string): Promise<SecondFactor[]> {
  return manager.find(SecondFactor, {
    where: { administratorId, confirmedAt: Not(IsNull()) },
    order: { id: "ASC" },
    take: MAX_SECOND_FACTORS,
  });
}

/** The administrator's own. Throws NOT_FOUND for anybody else's. */
export async function requireSecondFactorOf(
  manager: EntityManager,
  administratorId: string,
  id: string,
): Promise<SecondFactor> {
  const factor = await manager.findOneBy(SecondFactor, { id, administratorId });
  if (factor === null) throw notFound("SecondFactor");
  return factor;
}

/** Locked, so that of two who add a first factor, or remove the last two, one comes after the other. */
export async function lockAdministrator(tx: Transaction, id: string): Promise<Administrator> {
  const administrator = await lockRow(tx, Administrator, { id });
  if (administrator === null) throw notSignedIn();
  return administrator;
}

export interface Passkey extends KnownPasskey {
  readonly id: string;
}

export function passkeysAmong(factors: readonly SecondFactor[]): Passkey[] {
  return factors.flatMap(({ id, kind, credentialId, publicKey, signatureCounter, transports }) =>
    kind === SecondFactorKind.PASSKEY && credentialId !== null && publicKey !== null
      ? [{ id, credentialId, publicKey, signatureCounter: signatureCounter ?? 0, transports }]
      : [],
  );
}

/** Where the secrets of authenticator apps lie. */
export function sealedTotpSecrets(ring: KeyRing): SealedColumn {
  return { title: "AUTHENTICATOR_APPS", Entity: SecondFactor, column: "sealedSecret", ring };
}

/** Bound to the row: a sealed secret that is moved to another one does not open. */
export function sealTotpSecret(ring: KeyRing, factorId: string, secret: string): string {
  return createSealer(ring).seal(factorId, { secret });
}

export function openTotpSecret(ring: KeyRing, { id, sealedSecret }: SecondFactor): string {
  const { secret } = createSealer(ring).open(id, sealedSecret ?? "");
  if (secret === undefined) throw new Error(`the second factor ${id} holds no secret`);
  return secret;
}
