import { Node, type NodeFinders, parseGlobalId, type RequestContext, toGlobalId } from "../../graphql/index.js";
import { type GlobalId, ownValue } from "../../kernel/index.js";

/** The parts of an answer as JSON: rows by their ids, everything else as it was. */
export type KeptParts = Readonly<Record<string, KeptPart>>;

type KeptPart = { readonly row: GlobalId } | { readonly rows: readonly GlobalId[] } | { readonly value: unknown };

export function keepParts(answer: object): KeptParts {
  return Object.fromEntries(Object.entries(answer).map(([name, part]): [string, KeptPart] => [name, keepPart(part)]));
}

function keepPart(part: unknown): KeptPart {
  if (part instanceof Node) return { row: idOf(part) };
  const isRows = Array.isArray(part) && part.length > 0 && part.every((each) => each instanceof Node);
  return isRows ? { rows: part.map(idOf) } : { value: part };
}

function idOf(row: Node): GlobalId {
  return toGlobalId(row.constructor.name, row.id);
}

/** The answer again, with its rows as they are now; those that are no more are left out. */
export async function restoreParts(kept: KeptParts, context: RequestContext, finders: NodeFinders): Promise<object> {
  const restored = await Promise.all(
    Object.entries(kept).map(async ([name, part]) => {
      if ("row" in part) return [name, await findRow(part.row, context, finders)];
      if (!("rows" in part)) return [name, part.value];
      const rows = await Promise.all(part.rows.map((id) => findRow(id, context, finders)));
      return [name, rows.filter((row) => row !== null)];
    }),
  );
  return Object.fromEntries(restored);
}

async function findRow(globalId: GlobalId, context: RequestContext, finders: NodeFinders): Promise<object | null> {
  const parsed = parseGlobalId(globalId);
  const find = parsed === null ? undefined : ownValue(finders, parsed.kind);
  return parsed === null || find === undefined ? null : find(context, parsed.id);
}
