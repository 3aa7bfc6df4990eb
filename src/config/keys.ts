import { createSecretKey, hkdfSync, type KeyObject } from "node:crypto";

/**
 * Everything that JWT_SECRET protects: whoever changes it ends the validity of all of it. The secret itself goes no
 * further than here. Keys are made once: a key given as text is read anew for each token, on Node 20 in 300 µs.
 */
export interface SecretKeys {
  /** Signs access tokens (HS256). */
  readonly accessToken: KeyObject;
  /** Seals the tokens of mails that wait in the outbox (AES-256-GCM). */
  readonly outboxSeal: KeyObject;
  /** Signs what a question's page hands to its own form. */
  readonly confirmForm: KeyObject;
  /** Signs links to owner pages. */
  readonly ownerLink: KeyObject;
  /** Signs links that end digests. */
  readonly unsubscribeLink: KeyObject;
  /** Seals the secrets of authenticator apps (AES-256-GCM). */
  readonly secondFactorSeal: KeyObject;
  /** Hashes the input of calls in bulk, which may hold passwords. */
  readonly bulkCall: KeyObject;
}

const KEY_OCTETS = 32;

export function keysOf(secret: string): SecretKeys {
  // RFC 5869: a key of its own for each use, so that the secret that signs tokens does nothing else.
  const derived = (use: string) => createSecretKey(Buffer.from(hkdfSync("sha256", secret, "", use, KEY_OCTETS)));
  return Object.freeze({
    accessToken: createSecretKey(Buffer.from(secret)),
    outboxSeal: derived("mayfrom outbox seal 1"),
    confirmForm: derived("mayfrom confirm form 1"),
    ownerLink: derived("mayfrom owner link 1"),
    unsubscribeLink: derived("mayfrom unsubscribe link 1"),
    secondFactorSeal: derived("mayfrom second factor seal 1"),
    bulkCall: derived("mayfrom bulk call 1"),
  });
}
