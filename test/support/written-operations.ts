import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type DocumentNode, Kind, type OperationDefinitionNode, parse, visit } from "graphql";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** An operation as it stands in a file, with the fragments beside it that it spreads. */
export interface WrittenOperation {
  readonly place: string;
  readonly document: DocumentNode;
}

// An operation with a name, variables or a selection, or a fragment; what stands in between is any language.
const BEGINNING =
  /\b(?:(?:query|mutation|subscription)\s+(?:\w+\s*)?(?:\(\s*\$[^)]*\)\s*)?|fragment\s+\w+\s+on\s+\w+\s*)\{/g;

/** The operations of everything that is written in these folders, in whichever language; tests of their own are left out. */
export function operationsWritten(folders: readonly string[]): WrittenOperation[] {
  const files = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length)),
  );
  return files
    .filter((file) => !/(^|\/)(tests|node_modules|vendor)\//.test(file))
    .sort()
    .flatMap(operationsIn);
}

function operationsIn(file: string): WrittenOperation[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  const found = [...text.matchAll(BEGINNING)].map(({ index, 0: beginning }) => ({
    place: `${file}:${text.slice(0, index).split("\n").length}`,
    definitions: parse(text.slice(index, endOfSelection(text, index + beginning.length)), { noLocation: true })
      .definitions,
  }));
  const fragments = found.flatMap(({ definitions }) =>
    definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION),
  );
  return found.flatMap(({ place, definitions }) =>
    definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? [{ place, document: withFragments(definition, fragments) }] : [],
    ),
  );
}

/** Behind the brace that closes the one before `start`; braces in texts count for nothing. */
function endOfSelection(text: string, start: number): number {
  const marks = /"(?:\\.|[^"\\])*"|[{}]/g;
  marks.lastIndex = start;
  for (let depth = 1; depth > 0; ) {
    const mark = marks.exec(text);
    if (mark === null) throw new Error("An operation has no end");
    if (mark[0] === "{") depth += 1;
    if (mark[0] === "}") depth -= 1;
  }
  return marks.lastIndex;
}

function withFragments(
  operation: OperationDefinitionNode,
  fragments: readonly DocumentNode["definitions"][number][],
): DocumentNode {
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation] };
  const spread = new Set<string>();
  let isGrown = true;
  const collected = () => [
    ...document.definitions,
    ...fragments.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION && spread.has(each.name.value)),
  ];
  while (isGrown) {
    const before = spread.size;
    visit({ ...document, definitions: collected() }, { FragmentSpread: ({ name }) => void spread.add(name.value) });
    isGrown = spread.size > before;
  }
  return { ...document, definitions: collected() };
}
