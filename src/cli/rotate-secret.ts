import { renameSync, writeFileSync } from "node:fs";
import { newSecret, readConfiguration, readSecretFile, secretFileIn, withSecrets } from "../config/index.js";

export interface RotateSecret {
  /** Keep the secret in use alone. */
  readonly dropFormer?: boolean;
}

/**
 * A new secret in the place of the one in use, which stays good beside it: nobody signs in again, and links in mails keep
 * working. On the embedded database it is written; with JWT_SECRET it is printed with what to do.
 */
export function rotateSecret({ dropFormer = false }: RotateSecret): void {
  const configuration = readConfiguration(process.env);
  if (configuration.jwtSecrets !== null) {
    console.log(dropFormer ? ONLY_THE_FIRST : stepsFor(newSecret()));
    return;
  }
  withSecrets(configuration);
  const file = secretFileIn(configuration.dataDirectory);
  const secrets = readSecretFile(file);
  writeSecrets(file, dropFormer ? secrets.slice(0, 1) : [newSecret(), ...secrets]);
  console.log(
    dropFormer
      ? `${file} holds the secret in use alone; restart mayfrom`
      : `${file} holds a new secret and ${secrets.length} before it; restart mayfrom now. Drop those when docs/operations.md says: mayfrom rotate-secret --drop-former`,
  );
}

// Whole or not at all: a file cut short would be a secret lost.
function writeSecrets(file: string, secrets: readonly string[]): void {
  const temporary = `${file}.new`;
  writeFileSync(temporary, `${secrets.join("\n")}\n`, { mode: 0o600, flag: "wx" });
  renameSync(temporary, file);
}

const ONLY_THE_FIRST = "JWT_SECRET is set: leave its first part there alone, on every host, and restart each";

function stepsFor(secret: string): string {
  return [
    "JWT_SECRET takes several secrets by commas, the one in use first. With several hosts, in this order:",
    "  1. on every host: JWT_SECRET=OLD,NEW   and restart each (they accept the new one)",
    "  2. on every host: JWT_SECRET=NEW,OLD   and restart each (they use the new one)",
    "  3. when docs/operations.md says: JWT_SECRET=NEW",
    "With one host begin at 2. A new one:",
    secret,
  ].join("\n");
}
