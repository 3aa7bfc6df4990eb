import { createHash, createSecretKey, hkdfSync } from "node:crypto";
import type { KeyRing, RingKey } from "./key-ring.js";

/**
 * Everything that JWT_SECRET protects, for each use one key of every secret that is good. The secrets themselves go no
 * further than here. Keys are made once: a key given as text is read anew for each token, on Node 20 in 300 µs.
 */
export interface SecretKeys {
  /** Signs access tokens (HS256). */
  readonly accessToken: KeyRing;
  /** Seals the tokens of mails that wait in the outbox (AES-256-GCM). */
  readonly outboxSeal: KeyRing;
  /** Signs what a question's page hands to its own form. */
  readonly confirmForm: KeyRing;
  /** Signs links to owner pages. */
  readonly ownerLink: KeyRing;
  /** Signs links that end digests. */
  readonly unsubscribeLink: KeyRing;
  /** Seals the secrets of authenticator apps (AES-256-GCM). */
  readonly secondFactorSeal: KeyRing;
  /** Seals the secrets that webhooks are signed with (AES-256-GCM). */
  readonly webhookSeal: KeyRing;
  /** Seals the items of batches that wait to be done, which may hold passwords (AES-256-GCM). */
  readonly batchItemSeal: KeyRing;
  /** Hashes the input of calls in bulk, which may hold passwords. */
  readonly bulkCall: KeyRing;
}

const KEY_OCTETS = 32;
const ID_OCTETS = 6;

/** Of the secret in use, and those before it that are still good. */
export function keysOf(secret: string, ...former: readonly string[]): SecretKeys {
  const secrets = [secret, ...former];
  // RFC 5869: a key of its own for each use, so that the secret that signs tokens does nothing else.
  const derived = (use: string) =>
    ringOf(secrets, (each) => Buffer.from(hkdfSync("sha256", each, "", use, KEY_OCTETS)));
  return Object.freeze({
    accessToken: ringOf(secrets, (each) => Buffer.from(each)),
    outboxSeal: derived("mayfrom outbox seal 1"),
    confirmForm: derived("mayfrom confirm form 1"),
    ownerLink: derived("mayfrom owner link 1"),
    unsubscribeLink: derived("mayfrom unsubscribe link 1"),
    secondFactorSeal: derived("mayfrom second factor seal 1"),
    webhookSeal: derived("mayfrom webhook seal 1"),
    batchItemSeal: derived("mayfrom batch item seal 1"),
    bulkCall: derived("mayfrom bulk call 1"),
  });
}

function ringOf(secrets: readonly string[], keyOf: (secret: string) => Buffer): KeyRing {
  const [current, ...former] = secrets.map(
    (secret): RingKey => ({ id: keyIdOf(secret), key: createSecretKey(keyOf(secret)) }),
  );
  if (current === undefined) throw new Error("a ring has one key at least");
  return Object.freeze({ current, all: Object.freeze([current, ...former]) });
}

/** Of a key derived for nothing else, so that publishing the id helps nobody to guess a secret faster than a token does. */
function keyIdOf(secret: string): string {
  const derived = Buffer.from(hkdfSync("sha256", secret, "", "mayfrom key id 1", KEY_OCTETS));
  return createHash("sha256").update(derived).digest().subarray(0, ID_OCTETS).toString("base64url");
}
