import type { Logger } from "pino";

const MAX_FAREWELL_MS = 25_000;
const LINGER_MS = 500;

/** Ends in good order on SIGTERM and SIGINT: what is under way is finished first. A second signal ends at once. */
export function onTermination(log: Logger, close: () => Promise<void>): void {
  let isEnding = false;
  const end = (signal: NodeJS.Signals) => {
    if (isEnding) process.exit(1);
    isEnding = true;
    log.info({ signal }, "ending: finishing what is under way");
    setTimeout(() => {
      log.error("something did not end in time");
      process.exit(1);
    }, MAX_FAREWELL_MS).unref();
    close().then(
      () => {
        log.info("ended");
        // A connection to a mail server that has fallen silent would keep the process for another minute.
        setTimeout(() => process.exit(), LINGER_MS).unref();
      },
      (error) => {
        log.error({ err: error }, "could not end in good order");
        process.exitCode = 1;
      },
    );
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
}
