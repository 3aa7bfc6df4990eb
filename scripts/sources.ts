import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Path and text of each source file below these folders of the project at `root`. */
export function* sourcesIn(root: string, folders: readonly string[] = ["src"]): Generator<readonly [string, string]> {
  for (const folder of folders) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })) {
      if (!/\.[cm]?[jt]sx?$/.test(entry)) continue;
      const path = join(folder, entry);
      yield [path, readFileSync(join(root, path), "utf8")];
    }
  }
}
