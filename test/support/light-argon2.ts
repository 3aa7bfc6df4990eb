import { type Options, hash as realHash, verify } from "../../node_modules/@node-rs/argon2/index.js";

/**
 * Argon2id as the product calls it, at its least cost: the suite hashes thousands of passwords, each for tens of
 * milliseconds of a core. A hash says its own parameters, so checking one costs what making it did. What the product
 * itself asks for is looked at in the installed program (`test/system/command-line.test.ts`).
 */
export function hash(password: string, options: Options): Promise<string> {
  return realHash(password, { ...options, memoryCost: 8, timeCost: 1 });
}

export { type Options, verify };
