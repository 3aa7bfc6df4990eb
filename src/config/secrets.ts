import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Configuration } from "./configuration.js";
import { keysOf, type SecretKeys } from "./keys.js";
import { narrowFile } from "./private-files.js";

/** A configuration with the keys that follow from its secret, in the place of the secret. */
export type ReadyConfiguration = Omit<Configuration, "jwtSecret"> & { readonly keys: SecretKeys };

/**
 * Makes the keys from the secret that signs our tokens: from the environment, or on the embedded database from a file in the data
 * directory, generated at the first start and readable by its owner only.
 */
export function withSecrets(configuration: Configuration): ReadyConfiguration {
  const { jwtSecret, ...rest } = configuration;
  return Object.freeze({ ...rest, keys: keysOf(jwtSecret ?? readOrGenerate(configuration.dataDirectory)) });
}

function readOrGenerate(directory: string): string {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, "token-secret");
  try {
    // `wx` lets exactly one of two processes that start together create it; the other reads what it wrote.
    writeFileSync(file, randomBytes(48).toString("base64url"), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  narrowFile(file);
  return readFileSync(file, "utf8").trim();
}
