/**
 * A number from 0 to 1, without 1, that depends on the words alone: chance that is the same every time. FNV-1a, with a
 * last round that spreads what differs in the end of a word only.
 */
export function noise(...words: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const character of words.join(" ")) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}
