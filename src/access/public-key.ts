import { createPublicKey, type KeyObject } from "node:crypto";
import { LRUCache } from "lru-cache";
import { badInput } from "../kernel/index.js";
import { IssuerAlgorithm } from "./trusted-issuer.entity.js";

const MAX_PEM_LENGTH = 4096;
/** RFC 7518 3.3. */
const MIN_RSA_BITS = 2048;
const SPKI = /^-----BEGIN PUBLIC KEY-----\s[A-Za-z0-9+/=\s]+-----END PUBLIC KEY-----$/;

/** RFC 7518 3.4: each algorithm has its curve. */
const CURVES: Partial<Record<IssuerAlgorithm, string>> = {
  [IssuerAlgorithm.ES256]: "prime256v1",
  [IssuerAlgorithm.ES384]: "secp384r1",
  [IssuerAlgorithm.ES512]: "secp521r1",
};

/**
 * The key in canonical PEM. Throws BAD_USER_INPUT for anything but one SPKI public key that fits the algorithm: a
 * certificate, and above all a private key that somebody pastes by mistake, is refused before it is kept anywhere.
 */
export function requirePublicKey(pem: string, algorithm: IssuerAlgorithm, field: string): string {
  const trimmed = pem.trim();
  const key = trimmed.length <= MAX_PEM_LENGTH && SPKI.test(trimmed) ? parse(trimmed) : null;
  if (key === null) {
    throw badInput("KEY_MALFORMED", field, "This is not a public key", "SPKI in PEM: -----BEGIN PUBLIC KEY-----");
  }
  const expected = misfit(key, algorithm);
  if (expected !== null) throw badInput("KEY_MALFORMED", field, `This key cannot check ${algorithm}`, expected);
  return String(key.export({ type: "spki", format: "pem" }));
}

const parsedKeys = new LRUCache<string, KeyObject>({ max: 1_000 });

/** A key that `requirePublicKey` has let in, parsed once: parsing takes longer than checking a signature. */
export function publicKeyOf(pem: string): KeyObject {
  let key = parsedKeys.get(pem);
  if (key === undefined) {
    key = createPublicKey(pem);
    parsedKeys.set(pem, key);
  }
  return key;
}

function parse(pem: string): KeyObject | null {
  try {
    return createPublicKey(pem);
  } catch {
    // It does no I/O: whatever it throws is about the key.
    return null;
  }
}

/** What the algorithm needs, where the key is something else. */
function misfit(key: KeyObject, algorithm: IssuerAlgorithm): string | null {
  const { modulusLength = 0, namedCurve } = key.asymmetricKeyDetails ?? {};
  const curve = CURVES[algorithm];
  if (curve !== undefined) {
    return key.asymmetricKeyType === "ec" && namedCurve === curve ? null : `an EC key on ${curve}`;
  }
  if (algorithm === IssuerAlgorithm.EdDSA) {
    return key.asymmetricKeyType === "ed25519" ? null : "an Ed25519 key";
  }
  const isFit = key.asymmetricKeyType === "rsa" && modulusLength >= MIN_RSA_BITS;
  return isFit ? null : `an RSA key of at least ${MIN_RSA_BITS} bits`;
}
