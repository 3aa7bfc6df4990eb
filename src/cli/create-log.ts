import { createRequire } from "node:module";
import { type DestinationStream, type Logger, pino } from "pino";
import type PinoPretty from "pino-pretty";
import type { Configuration } from "../config/index.js";

// Loaded for a terminal only: it takes 50 ms of CPU, which every verb and agent would pay.
const require = createRequire(import.meta.url);

// What must never reach a log, wherever it hangs.
const SECRETS = ["password", "token", "accessToken", "refreshToken", "secret", "authorization", "jwtSecret"];

export function createLog(
  { logLevel, logFormat }: Pick<Configuration, "logLevel" | "logFormat">,
  quiet = false,
): Logger {
  const level = quiet && logLevel === "info" ? "warn" : logLevel;
  // Synchronous and on standard error for one-shot verbs, whose standard output is their answer.
  const stream: DestinationStream =
    logFormat === "pretty"
      ? (require("pino-pretty") as typeof PinoPretty)({
          destination: quiet ? 2 : 1,
          sync: true,
          ignore: "pid,hostname",
          translateTime: "HH:MM:ss.l",
        })
      : pino.destination({ dest: quiet ? 2 : 1, sync: quiet });
  const paths = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  return pino(
    { level, redact: { paths, censor: "[secret]" }, base: undefined, timestamp: pino.stdTimeFunctions.isoTime },
    stream,
  );
}
