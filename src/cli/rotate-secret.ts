import { renameSync, writeFileSync } from "node:fs";
import { newSecret, readConfiguration, readSecretFile, secretFileIn, withSecrets } from "../config/index.js";
import { terminalLanguage } from "./terminal-language.js";

export interface RotateSecret {
  /** Keep the secret in use alone. */
  readonly dropFormer?: boolean;
}

/**
 * A new secret in the place of the one in use, which stays good beside it: nobody signs in again, and links in mails keep
 * working. On the embedded database it is written; with JWT_SECRET it is printed with what to do.
 */
export function rotateSecret({ dropFormer = false }: RotateSecret): void {
  const { say } = terminalLanguage();
  const configuration = readConfiguration(process.env);
  if (configuration.jwtSecrets !== null) {
    console.log(dropFormer ? say("verb.onlyTheFirst") : `${say("verb.secretSteps")}\n${newSecret()}`);
    return;
  }
  withSecrets(configuration);
  const file = secretFileIn(configuration.dataDirectory);
  const secrets = readSecretFile(file);
  writeSecrets(file, dropFormer ? secrets.slice(0, 1) : [newSecret(), ...secrets]);
  console.log(
    dropFormer ? say("verb.secretAlone", { file }) : say("verb.secretAdded", { file, number: secrets.length }),
  );
}

// Whole or not at all: a file cut short would be a secret lost.
function writeSecrets(file: string, secrets: readonly string[]): void {
  const temporary = `${file}.new`;
  writeFileSync(temporary, `${secrets.join("\n")}\n`, { mode: 0o600, flag: "wx" });
  renameSync(temporary, file);
}
