/** Without signs that are taken for others. */
const SIGNS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const LENGTH = 20;

/** Of the browser's own chance; somewhat over 115 bits. */
export function newPassword(): string {
  let made = "";
  while (made.length < LENGTH) {
    for (const octet of crypto.getRandomValues(new Uint8Array(LENGTH * 2))) {
      // Octets beyond a whole multiple would favour the first signs.
      if (octet < 256 - (256 % SIGNS.length) && made.length < LENGTH) made += SIGNS[octet % SIGNS.length];
    }
  }
  return made;
}
