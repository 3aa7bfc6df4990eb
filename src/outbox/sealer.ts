import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { type KeyRing, keyWithId } from "../config/index.js";

/** What may not lie in the database readable: the tokens of a mail's links. */
export type MailSecrets = Readonly<Record<string, string>>;

export interface Sealer {
  /** Base64url text that only the same key and the same mail open again; it begins with the key's id. */
  seal(mailId: string, secrets: MailSecrets): string;
  /** Throws SealBrokenError when the text was changed, belongs to another mail, or was made under another key. */
  open(mailId: string, sealed: string): MailSecrets;
}

export class SealBrokenError extends Error {
  constructor(cause: unknown) {
    super("The sealed part cannot be opened: it was changed, or JWT_SECRET was", { cause });
    this.name = "SealBrokenError";
  }
}

const ALGORITHM = "aes-256-gcm";
/** NIST SP 800-38D 8.2.2: random 96-bit nonces are safe for 2^32 seals under one key. */
const NONCE_OCTETS = 12;
const TAG_OCTETS = 16;
/** A sealed text begins with the id of its key, as long as that always is. */
export const KEY_ID_LENGTH = 8;

/** A stolen copy of the database opens nothing; a sealed part moved to another row does not open either. */
export function createSealer(ring: KeyRing): Sealer {
  return {
    seal(mailId, secrets) {
      const nonce = randomBytes(NONCE_OCTETS);
      const { id, key } = ring.current;
      const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_OCTETS }).setAAD(Buffer.from(mailId));
      const encrypted = Buffer.concat([cipher.update(JSON.stringify(secrets), "utf8"), cipher.final()]);
      return id + Buffer.concat([nonce, cipher.getAuthTag(), encrypted]).toString("base64url");
    },
    open(mailId, sealed) {
      try {
        const key = keyWithId(ring, sealed.slice(0, KEY_ID_LENGTH));
        if (key === null) throw new Error("sealed under a secret that is not there any more");
        const octets = Buffer.from(sealed.slice(KEY_ID_LENGTH), "base64url");
        const nonce = octets.subarray(0, NONCE_OCTETS);
        const tag = octets.subarray(NONCE_OCTETS, NONCE_OCTETS + TAG_OCTETS);
        const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_OCTETS })
          .setAAD(Buffer.from(mailId))
          .setAuthTag(tag);
        const encrypted = octets.subarray(NONCE_OCTETS + TAG_OCTETS);
        const text = Buffer.concat([decipher.update(encrypted), decipher.final()]).toString("utf8");
        return JSON.parse(text) as MailSecrets;
      } catch (error) {
        throw new SealBrokenError(error);
      }
    },
  };
}
