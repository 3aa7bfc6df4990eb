// What a fresh clone lacks, said in a sentence instead of by the first file that is not found.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Whether a version of Node is among `engines.node` as package.json writes it: `^20.19 || >=24`. */
export function isSupportedNode(version, range) {
  const [major, minor] = version.replace(/^v/, "").split(".").map(Number);
  return range.split("||").some((part) => {
    const [, sign, wantedMajor, wantedMinor = "0"] = /^\s*(\^|>=)(\d+)(?:\.(\d+))?\s*$/.exec(part) ?? [];
    if (sign === undefined) throw new Error(`engines.node: ${JSON.stringify(part)} is neither ^a.b nor >=a`);
    if (major === Number(wantedMajor)) return minor >= Number(wantedMinor);
    return sign === ">=" && major > Number(wantedMajor);
  });
}

/** Ends the process with what to install where this Node is too old, or the dependencies are not there. */
export function requireRuntime({ needsDependencies = false } = {}) {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const { engines } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
  const lacking = [];
  if (!isSupportedNode(process.version, engines.node)) {
    lacking.push(
      `This is Node ${process.version}; mayfrom needs ${engines.node.replaceAll(" ||", ",")}. Install one of these.`,
    );
  }
  if (needsDependencies && !existsSync(`${root}node_modules/typescript`)) {
    lacking.push("The dependencies are not installed: run npm ci.");
  }
  for (const sentence of lacking) console.error(`mayfrom: ${sentence}`);
  if (lacking.length > 0) process.exit(1);
}
