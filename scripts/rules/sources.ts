import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** Takes the folder of the project; one line for each place that breaks the rule. */
export type Rule = (root: string) => string[];

export type Source = readonly [path: string, text: string];

const read = new Map<string, readonly Source[]>();

/** Path and text of each source file below these folders of the project at `root`; each is read once a process. */
export function sourcesIn(root: string, folders: readonly string[] = ["src"]): Source[] {
  return folders.flatMap((folder) => {
    const place = join(root, folder);
    const known = read.get(place);
    if (known !== undefined) return known;
    const names = readdirSync(place, { recursive: true, encoding: "utf8" }).filter((name) =>
      /\.[cm]?[jt]sx?$/.test(name),
    );
    const found = names.map((name): Source => [join(folder, name), readFileSync(join(place, name), "utf8")]);
    read.set(place, found);
    return found;
  });
}

const trees = new Map<string, ts.SourceFile>();

/** The syntax tree of a file, with parents: most rules want it, and reading it is most of their work. */
export function parsed(path: string, text: string): ts.SourceFile {
  const known = trees.get(path);
  if (known?.text === text) return known;
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  trees.set(path, tree);
  return tree;
}
