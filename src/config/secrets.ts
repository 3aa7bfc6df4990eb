import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Configuration } from "./configuration.js";
import { keysOf, type SecretKeys } from "./keys.js";
import { narrowFile } from "./private-files.js";

/** A configuration with the keys that follow from its secret, in the place of the secret. */
export type ReadyConfiguration = Omit<Configuration, "jwtSecrets"> & { readonly keys: SecretKeys };

/**
 * Makes the keys from the secrets that sign our tokens: from the environment, or on the embedded database from a file in the data
 * directory, generated at the first start and readable by its owner only.
 */
export function withSecrets(configuration: Configuration): ReadyConfiguration {
  const { jwtSecrets, ...rest } = configuration;
  const [secret = "", ...former] = jwtSecrets ?? readOrGenerate(configuration.dataDirectory);
  return Object.freeze({ ...rest, keys: keysOf(secret, ...former) });
}

export function secretFileIn(directory: string): string {
  return join(directory, "token-secret");
}

/** One a line, the one in use first. */
export function readSecretFile(file: string): string[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

export function newSecret(): string {
  return randomBytes(48).toString("base64url");
}

function readOrGenerate(directory: string): string[] {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = secretFileIn(directory);
  try {
    // `wx` lets exactly one of two processes that start together create it; the other reads what it wrote.
    writeFileSync(file, newSecret(), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  narrowFile(file);
  const secrets = readSecretFile(file);
  if (secrets.length === 0) throw new Error(`${file} is empty: remove it, or put the secret back`);
  return secrets;
}
