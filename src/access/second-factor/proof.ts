import { IsNull } from "typeorm";
import type { Transaction } from "../../database/index.js";
import type { Services } from "../../graphql/index.js";
import { badInput, DomainError } from "../../kernel/index.js";
import { claimedCredentialId, verifyAssertion } from "./passkey.js";
import { RecoveryCode } from "./recovery-code.entity.js";
import { hashRecoveryCode } from "./recovery-codes.js";
import { SecondFactor, SecondFactorKind } from "./second-factor.entity.js";
import type { ProofKind } from "./second-factor-limit.js";
import { listSecondFactors, openTotpSecret, passkeysAmong } from "./second-factors.queries.js";
import { stepOfCode } from "./totp.js";

/** What somebody shows of their second factor: exactly one of the three. */
export interface SecondFactorProof {
  /** Six digits. */
  readonly code?: string | null;
  readonly recoveryCode?: string | null;
  /** `PublicKeyCredential.toJSON()`. */
  readonly passkey?: unknown;
}

/** A proof that fits. It counts once `spendProof` has taken it. */
export type FittingProof =
  | { readonly kind: "CODE"; readonly factorId: string; readonly step: number }
  | { readonly kind: "PASSKEY"; readonly factorId: string; readonly counter: number }
  | { readonly kind: "RECOVERY_CODE"; readonly codeId: string };

const MAX_CODE_LENGTH = 64;

/** Throws BAD_USER_INPUT unless exactly one is there. */
export function requireProofKind(proof: SecondFactorProof, field: string): ProofKind {
  const given: ProofKind[] = [];
  if (typeof proof.code === "string") given.push("CODE");
  if (typeof proof.recoveryCode === "string") given.push("RECOVERY_CODE");
  if (proof.passkey !== undefined && proof.passkey !== null) given.push("PASSKEY");
  const [kind] = given;
  const isLong = [proof.code, proof.recoveryCode].some((code) => (code ?? "").length > MAX_CODE_LENGTH);
  if (kind === undefined || given.length > 1 || isLong) {
    throw badInput("EXACTLY_ONE_WANTED", field, "Show exactly one second factor", "code, passkey or recoveryCode");
  }
  return kind;
}

/** Whether it fits; no transaction may be open, as a passkey's signature is checked in another thread. */
export async function findFittingProof(
  { database, configuration, clock }: Services,
  administratorId: string,
  proof: SecondFactorProof,
  passkeyChallenge: string | null,
): Promise<FittingProof | null> {
  const { reader } = database;
  if (typeof proof.recoveryCode === "string") {
    const codeHash = hashRecoveryCode(proof.recoveryCode);
    const code = await reader.findOneBy(RecoveryCode, { administratorId, codeHash, usedAt: IsNull() });
    return code === null ? null : { kind: "RECOVERY_CODE", codeId: code.id };
  }
  const factors = await listSecondFactors(reader, administratorId);
  if (typeof proof.code === "string") {
    for (const factor of factors.filter(({ kind }) => kind === SecondFactorKind.TOTP)) {
      const secret = openTotpSecret(configuration.keys.secondFactorSeal, factor);
      const step = stepOfCode(secret, proof.code, clock.now());
      if (step !== null) return { kind: "CODE", factorId: factor.id, step };
    }
    return null;
  }
  const claimed = claimedCredentialId(proof.passkey);
  const passkey = passkeysAmong(factors).find(({ credentialId }) => credentialId === claimed);
  if (passkey === undefined || passkeyChallenge === null) return null;
  const counter = await verifyAssertion(configuration.publicUrl, passkeyChallenge, proof.passkey, passkey);
  return counter === null ? null : { kind: "PASSKEY", factorId: passkey.id, counter };
}

/** Takes the proof, once: false where it was taken before, or by somebody else at the same time. */
export async function spendProof(tx: Transaction, proof: FittingProof): Promise<boolean> {
  switch (proof.kind) {
    case "RECOVERY_CODE": {
      const unused = { id: proof.codeId, usedAt: IsNull() };
      return isOne(await tx.manager.update(RecoveryCode, unused, { usedAt: tx.now }));
    }
    case "CODE":
      return isOne(
        await tx.manager
          .createQueryBuilder()
          .update(SecondFactor)
          .set({ lastStep: proof.step, lastUsedAt: tx.now })
          .where("id = :factorId AND (lastStep IS NULL OR lastStep < :step)", proof)
          .execute(),
      );
    case "PASSKEY":
      // A counter that stays at 0 is none (WebAuthn section 6.1.1); the challenge is good once in any case.
      return isOne(
        await tx.manager
          .createQueryBuilder()
          .update(SecondFactor)
          .set({ signatureCounter: proof.counter, lastUsedAt: tx.now })
          .where("id = :factorId AND (signatureCounter < :counter OR (signatureCounter = 0 AND :counter = 0))", proof)
          .execute(),
      );
  }
}

function isOne({ affected }: { affected?: number | null }): boolean {
  return affected === 1;
}

/** One message for all that does not fit, so that it tells a guesser nothing. */
export function wrongProof(): DomainError {
  return new DomainError("WRONG_SECOND_FACTOR", "This second factor does not fit, or was used before");
}
