/**
 * The schema of the last release is checked in (`schema/released.graphql`). What callers could ask then may only go once
 * it was deprecated there. `--changes` prints what is new since, for the changelog; `--release` makes the schema of today
 * the released one. Prints everything that breaks a caller and exits with 1.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  type BreakingChange,
  BreakingChangeType,
  buildSchema,
  findBreakingChanges,
  findDangerousChanges,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  parse,
  print,
  visit,
} from "graphql";

const RELEASED = new URL("../schema/released.graphql", import.meta.url);
const CURRENT = new URL("../schema/schema.graphql", import.meta.url);

/** What breaks callers of the released schema, one line each; what was deprecated in it may go. */
export function findBroken(released: GraphQLSchema, current: GraphQLSchema): string[] {
  return findBreakingChanges(released, current)
    .filter((change) => !wasDeprecated(released, change) && !mayFailAlone(change))
    .map(({ description }) => description)
    .sort();
}

/** What callers can ask beyond the released schema, or find changed without being broken, sorted. */
export function findNew(released: GraphQLSchema, current: GraphQLSchema): string[] {
  // What would break callers the other way round was not there before.
  const added = findBreakingChanges(current, released).flatMap(({ type, description }) =>
    REMOVALS.has(type) && !description.startsWith("Standard scalar")
      ? [description.replace(/ was removed/, " was added").replace(" from enum type", " to enum type")]
      : [],
  );
  const changed = findDangerousChanges(released, current)
    .filter(({ description }) => !/ was added/.test(description))
    .map(({ description }) => description);
  return [...new Set([...added, ...changed])].sort();
}

const REMOVALS: ReadonlySet<BreakingChangeType> = new Set([
  BreakingChangeType.TYPE_REMOVED,
  BreakingChangeType.FIELD_REMOVED,
  BreakingChangeType.ARG_REMOVED,
  BreakingChangeType.VALUE_REMOVED_FROM_ENUM,
]);

/** A root that is null where it fails: its callers were given no data at all then, and errors as they are now. */
function mayFailAlone({ type, description }: BreakingChange): boolean {
  return (
    type === BreakingChangeType.FIELD_CHANGED_KIND && /^Query\.\w+ changed type from (.+)! to \1\.$/.test(description)
  );
}

function wasDeprecated(schema: GraphQLSchema, { type, description }: BreakingChange): boolean {
  switch (type) {
    case BreakingChangeType.FIELD_REMOVED: {
      const [, owner = "", field = ""] = /^(\w+)\.(\w+) was removed\.$/.exec(description) ?? [];
      return fieldOf(schema, owner, field)?.deprecationReason !== undefined;
    }
    case BreakingChangeType.VALUE_REMOVED_FROM_ENUM: {
      const [, value = "", owner = ""] = /^(\w+) was removed from enum type (\w+)\.$/.exec(description) ?? [];
      const found = schema.getType(owner);
      return isEnumType(found) && found.getValue(value)?.deprecationReason !== undefined;
    }
    default:
      return false;
  }
}

function fieldOf(schema: GraphQLSchema, owner: string, field: string) {
  const type = schema.getType(owner);
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return undefined;
  const fields = new Map<string, { readonly deprecationReason?: string | null | undefined }>(
    Object.entries(type.getFields()),
  );
  const found = fields.get(field);
  return found?.deprecationReason ? { deprecationReason: found.deprecationReason } : undefined;
}

/** The schema without its words. */
export function withoutDescriptions(sdl: string): string {
  const document = visit(parse(sdl), {
    enter: (node) => ("description" in node && node.description ? { ...node, description: undefined } : undefined),
  });
  return `# The schema of the last release, written by \`node scripts/check-breaking.ts --release\`.\n${print(document)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const current = readFileSync(CURRENT, "utf8");
  if (process.argv.includes("--release")) writeFileSync(RELEASED, withoutDescriptions(current));
  const [before, after] = [buildSchema(readFileSync(RELEASED, "utf8")), buildSchema(current)];
  if (process.argv.includes("--changes")) for (const line of findNew(before, after)) console.log(line);
  const broken = findBroken(before, after);
  for (const line of broken)
    console.error(`schema/schema.graphql: ${line} Deprecate it first, and let a release go by.`);
  if (broken.length > 0) process.exitCode = 1;
}
