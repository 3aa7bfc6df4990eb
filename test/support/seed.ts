/** Where a run's chance begins. One seed serves every property test of the run and every `chance()`. */

/** The seed of every run in CI: a commit is judged by what is in it, never by what was drawn that day. */
const CI_SEED = 20_260_401;

/** From `SEED`, else fixed where `CI` is set, else a new one. Throws where `SEED` is no whole number of 32 bits. */
export function chooseSeed(environment: Readonly<Record<string, string | undefined>>): number {
  const { SEED, CI } = environment;
  if (SEED !== undefined && SEED !== "") {
    const seed = Number(SEED);
    if (!/^-?\d+$/.test(SEED) || seed !== (seed | 0)) {
      throw new Error(`SEED is ${JSON.stringify(SEED)}; it must be a whole number from -2147483648 to 2147483647`);
    }
    return seed;
  }
  return CI !== undefined && !["", "0", "false"].includes(CI) ? CI_SEED : Math.trunc(Math.random() * 2 ** 31);
}

/** Numbers from 0 to below 1, always the same ones for a seed (mulberry32). */
export function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
