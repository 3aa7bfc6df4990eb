/** In place of `node:crypto`, which a browser has not: nothing that the console takes from the kernel calls it. */
export function randomBytes(): never {
  throw new Error("The console makes no random octets");
}

export function createHash(): never {
  throw new Error("The console hashes nothing");
}
