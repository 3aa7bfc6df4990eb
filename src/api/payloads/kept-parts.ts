import { Node, type NodeFinders, parseGlobalId, type RequestContext, toGlobalId } from "../../graphql/index.js";
import { ownValue } from "../../kernel/index.js";

/** The parts of an answer as JSON: rows by their ids, everything else as it was. */
export type KeptParts = Readonly<Record<string, KeptPart>>;

type KeptPart = { readonly rows: readonly string[] } | { readonly value: unknown };

export function keepParts(answer: object): KeptParts {
  return Object.fromEntries(
    Object.entries(answer).map(([name, part]): [string, KeptPart] => {
      const isRows = Array.isArray(part) && part.length > 0 && part.every((each) => each instanceof Node);
      return [
        name,
        isRows ? { rows: part.map((row: Node) => toGlobalId(row.constructor.name, row.id)) } : { value: part },
      ];
    }),
  );
}

/** The answer again, with its rows as they are now; those that are no more are left out. */
export async function restoreParts(kept: KeptParts, context: RequestContext, finders: NodeFinders): Promise<object> {
  const restored = await Promise.all(
    Object.entries(kept).map(async ([name, part]) => {
      if (!("rows" in part)) return [name, part.value];
      const rows = await Promise.all(part.rows.map((id) => findRow(id, context, finders)));
      return [name, rows.filter((row) => row !== null)];
    }),
  );
  return Object.fromEntries(restored);
}

async function findRow(globalId: string, context: RequestContext, finders: NodeFinders): Promise<object | null> {
  const parsed = parseGlobalId(globalId);
  const find = parsed === null ? undefined : ownValue(finders, parsed.kind);
  return parsed === null || find === undefined ? null : find(context, parsed.id);
}
