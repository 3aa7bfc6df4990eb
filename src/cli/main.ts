#!/usr/bin/env node
import "reflect-metadata";
import { CommanderError } from "commander";
import { DomainError } from "../kernel/index.js";
import { commandLine } from "./command-line.js";
import { failureInWords } from "./failure-in-words.js";
import { terminalLanguage } from "./terminal-language.js";
import { usageInWords } from "./usage-in-words.js";

const FAILED = 1;
const CALLED_WRONGLY = 2;

const language = terminalLanguage();

endQuietlyWithReader();
try {
  await commandLine(language).parseAsync();
} catch (error) {
  process.exitCode = await exitCodeOf(error);
}

/** What a person can act on is said in a line; what only we can mend comes whole, but for a statement's parameters. */
async function exitCodeOf(error: unknown): Promise<number> {
  if (error instanceof CommanderError) {
    const usage = usageInWords(error, language);
    if (usage !== null) console.error(`mayfrom: ${usage}`);
    return error.exitCode === 0 ? 0 : CALLED_WRONGLY;
  }
  // Only whoever reads another language needs the words of the API's refusals.
  const messageIn =
    error instanceof DomainError && language.code !== "en" ? (await import("../api/index.js")).messageIn : null;
  const words = failureInWords(error, language, (refusal) => messageIn?.(language, refusal) ?? refusal.message);
  if (words !== null) console.error(`mayfrom: ${words}`);
  if (words === null || /^(debug|trace)$/.test(process.env.LOG_LEVEL ?? "")) {
    console.error(error instanceof Error ? error.stack : error);
  }
  // A wrong option of the command line is named as the field.
  const isUsage = error instanceof DomainError && error.code === "BAD_USER_INPUT" && error.field?.startsWith("--");
  return isUsage ? CALLED_WRONGLY : FAILED;
}

/** `mayfrom … | head`: whoever reads has seen enough, and nothing has failed. What goes on serving, goes on. */
function endQuietlyWithReader(): void {
  const isServing = ["serve", "worker", "agent"].includes(process.argv[2] ?? "");
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      if (!isServing) process.exit();
    });
  }
}
