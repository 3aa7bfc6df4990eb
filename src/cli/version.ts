import { readFileSync } from "node:fs";

/** Of the package, which lies two folders up from the sources and three from what is built. */
export function readVersion(): string {
  for (const up of ["../../package.json", "../../../package.json"]) {
    try {
      return (JSON.parse(readFileSync(new URL(up, import.meta.url), "utf8")) as { version: string }).version;
    } catch {
      // Not there: the other one is.
    }
  }
  return "unknown";
}
