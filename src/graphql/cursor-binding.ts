import { createHash } from "node:crypto";
import { type GraphQLField, type GraphQLSchema, getNamedType, isObjectType } from "graphql";
import { unknownCursor } from "../database/index.js";
import type { Connection } from "./connection.js";

type Arguments = Readonly<Record<string, unknown>>;

/** Arguments that choose a page of a list, and not the list. */
const PAGE_ARGUMENTS = ["first", "after", "last", "before"] as const;
const CURSORS = ["after", "before"] as const;

/** Characters of base64url: 66 bits, so that a cursor of another list does not fit by chance. */
export const MARK_LENGTH = 11;

/**
 * Binds the cursors of every list in the schema to it: to the field, to what it hangs on, to its filter and its order. A
 * cursor of any other list is BAD_USER_INPUT instead of a page that begins anywhere.
 */
export function bindCursors(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      if (getNamedType(field.type).name.endsWith("Connection")) bindCursorsOf(field, type.name);
    }
  }
}

function bindCursorsOf(field: GraphQLField<unknown, unknown>, typeName: string): void {
  const { resolve } = field;
  if (resolve === undefined) return;
  field.resolve = async (root, given, context, info) => {
    const mark = markOfList(typeName, field.name, given, root);
    const connection = await resolve(root, withoutMarks(given, mark), context, info);
    return connection === null ? null : withMarks(connection as Connection<unknown>, mark);
  };
}

/** What the cursors of a list begin with. */
export function markOfList(typeName: string, fieldName: string, given: Arguments, root: unknown): string {
  const chosen = Object.entries(given).filter(([name]) => !PAGE_ARGUMENTS.some((argument) => argument === name));
  const list = [typeName, fieldName, Object.fromEntries(chosen), placeOfList(root)];
  return createHash("sha256").update(JSON.stringify(list, sortedAndGiven)).digest("base64url").slice(0, MARK_LENGTH);
}

/** Of a list below a row that row, of one below a report what the report is about. */
function placeOfList(root: unknown): unknown {
  if (typeof root !== "object" || root === null) return null;
  if ("id" in root) return root.id;
  return "scope" in root ? root.scope : null;
}

/** For JSON.stringify: null says the same as nothing, and the order in which parts were written says nothing. */
function sortedAndGiven(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const parts = Object.entries(value).filter(([, part]) => part !== null && part !== undefined);
  return Object.fromEntries(parts.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function withoutMarks(given: Arguments, mark: string): Arguments {
  const cursors = CURSORS.flatMap((name) => {
    const cursor = given[name];
    if (typeof cursor !== "string") return [];
    if (!cursor.startsWith(mark) || cursor.length === mark.length) {
      throw unknownCursor(name);
    }
    return [[name, cursor.slice(mark.length)] as const];
  });
  return cursors.length === 0 ? given : { ...given, ...Object.fromEntries(cursors) };
}

function withMarks(connection: Connection<unknown>, mark: string): Connection<unknown> {
  const marked = (cursor: string | null) => (cursor === null ? null : `${mark}${cursor}`);
  const { edges, pageInfo } = connection;
  return {
    ...connection,
    edges: edges.map(({ node, cursor }) => ({ node, cursor: `${mark}${cursor}` })),
    pageInfo: {
      ...pageInfo,
      startCursor: marked(pageInfo.startCursor),
      endCursor: marked(pageInfo.endCursor),
    },
  };
}
