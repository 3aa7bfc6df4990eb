import {
  defaultFieldResolver,
  type GraphQLField,
  GraphQLInt,
  GraphQLObjectType,
  type GraphQLScalarType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { framing, lockRow, type Transaction } from "../../database/index.js";
import {
  DateTimeScalar,
  type NodeFinders,
  parseGlobalId,
  type RequestContext,
  readGlobalId,
} from "../../graphql/index.js";
import { DomainError, ownValue, required, requireUnchanged, requireVersion } from "../../kernel/index.js";

type Mutation = GraphQLField<unknown, RequestContext>;

/** What tells the versions of a row apart: the argument, and the field of the row's type that it is compared with. */
interface Version {
  readonly argument: "ifVersion" | "ifUpdatedAt";
  readonly field: "version" | "updatedAt";
  readonly type: GraphQLScalarType;
}

const VERSIONS: readonly Version[] = [
  { argument: "ifVersion", field: "version", type: GraphQLInt },
  { argument: "ifUpdatedAt", field: "updatedAt", type: DateTimeScalar },
];

/** The row that a mutation changes, as its arguments name it. */
interface NamedRow {
  /** Of its type. */
  readonly kind: string;
  /** From the arguments to its id. */
  readonly path: readonly string[];
  readonly version: Version;
  /** null is a version too: that of a row which nobody has changed yet. */
  readonly mayBeNull: boolean;
}

/** A row as it was read for its version. */
interface VersionedRow {
  readonly version: number;
  readonly updatedAt: Date | null;
}

/**
 * Lets every mutation that changes one row say which version of it is meant: another is VERSION_CHANGED, and nothing is
 * done. Left out are those whose input says so itself, and rows of which no version is kept.
 */
export function takeVersions(schema: GraphQLSchema, finders: NodeFinders): void {
  for (const mutation of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const row = hasVersion(mutation) ? null : namedRow(mutation, { schema, finders });
    if (row === null) continue;
    mutation.args = [...mutation.args, argumentOf(row.version)];
    guard(mutation, row, { schema, finders });
  }
}

function hasVersion({ args }: Mutation): boolean {
  return VERSIONS.some(({ argument }) => args.some(({ name, type }) => name === argument || fieldsOf(type)[argument]));
}

function fieldsOf(type: Mutation["args"][number]["type"]): Readonly<Record<string, unknown>> {
  const named = getNamedType(type);
  return isInputObjectType(named) ? named.getFields() : {};
}

/** Null for a mutation that makes something, or acts on more than one row, and for rows without a version. */
function namedRow(mutation: Mutation, { schema, finders }: Parts): NamedRow | null {
  // `deleteAccount` answers an id, `removeSenderProfile` what the profile was of: their own names say what they change.
  const words = mutation.name.split(/(?=[A-Z])/).slice(1);
  const kinds = [getNamedType(mutation.type).name, ...words.map((_, at) => words.slice(0, words.length - at).join(""))];
  for (const kind of kinds) {
    const path = Object.hasOwn(finders, kind) ? pathToId(mutation, kind) : null;
    if (path === null) continue;
    const found = versionOf(schema, kind);
    return found && { kind, path, ...found };
  }
  return null;
}

function versionOf(schema: GraphQLSchema, kind: string): Pick<NamedRow, "version" | "mayBeNull"> | null {
  const type = schema.getType(kind);
  if (!isObjectType(type)) return null;
  const fields = type.getFields();
  const isKept = ({ field, type: kept }: Version) => getNamedType(ownValue(fields, field)?.type)?.name === kept.name;
  const version = VERSIONS.find(isKept);
  return version === undefined ? null : { version, mayBeNull: !isNonNullType(ownValue(fields, version.field)?.type) };
}

function pathToId({ args }: Mutation, kind: string): string[] | null {
  const paths = args.flatMap(({ name, type }) => [
    [name],
    ...Object.keys(fieldsOf(type)).map((field) => [name, field]),
  ]);
  return paths.find((path) => isIdOf(kind, path.at(-1) ?? "")) ?? null;
}

/** `id`, and `profileId` for a `SenderProfile`. */
function isIdOf(kind: string, name: string): boolean {
  const thing = /^(\w+)Id$/.exec(name)?.[1];
  return name === "id" || (thing !== undefined && kind.toLowerCase().endsWith(thing.toLowerCase()));
}

function argumentOf({ argument, field, type }: Version): Mutation["args"][number] {
  const description = `\`${field}\` of what the call is meant for: if it is another by now, nothing is done (VERSION_CHANGED).`;
  const made = new GraphQLObjectType({
    name: "Versioned",
    fields: { versioned: { type, args: { [argument]: { type, description } } } },
  });
  return required(made.getFields().versioned?.args[0]);
}

interface Parts {
  readonly schema: GraphQLSchema;
  readonly finders: NodeFinders;
}

function guard(mutation: Mutation, { kind, path, version, mayBeNull }: NamedRow, { schema, finders }: Parts): void {
  const { resolve = defaultFieldResolver } = mutation;
  const { argument } = version;
  mutation.resolve = async (root, { [argument]: expected, ...given }, context, info) => {
    const isAsked = expected !== undefined && (mayBeNull || expected !== null);
    const id = isAsked ? idIn(given, path, kind) : null;
    if (id === null) return resolve(root, given, context, info);
    try {
      const work = async () => resolve(root, given, context, info);
      return await asExpected((tx) => requireExpected(tx, { kind, id }, argument, expected), work);
    } catch (error) {
      // Whoever may not see the row does not learn that it changed either.
      if (error instanceof OtherVersion) {
        const row = await ownValue(finders, kind)?.(context, id);
        const type = schema.getType(kind);
        if (row && isObjectType(type)) await type.isTypeOf?.(row, context, info);
        throw error.refusal;
      }
      throw error;
    }
  };
}

/** Null for what is no id of this kind: the mutation itself refuses it. */
function idIn(given: Readonly<Record<string, unknown>>, path: readonly string[], kind: string): string | null {
  const value = path.reduce<unknown>(
    (part, name) =>
      typeof part === "object" && part !== null ? ownValue(part as Record<string, unknown>, name) : null,
    given,
  );
  const parsed = typeof value === "string" ? parseGlobalId(readGlobalId(value)) : null;
  return parsed?.kind === kind ? parsed.id : null;
}

class OtherVersion extends Error {
  constructor(readonly refusal: DomainError) {
    super(refusal.message);
  }
}

/** The first transaction that commits is the one that is meant for a version; what follows builds on it. */
function asExpected<T>(check: (tx: Transaction) => Promise<void>, work: () => Promise<T>): Promise<T> {
  let isChecked = false;
  const frame = {
    async begin(tx: Transaction) {
      if (isChecked) return;
      await check(tx);
      tx.afterCommit(() => {
        isChecked = true;
      });
    },
    end: async () => undefined,
  };
  return framing(frame, work);
}

/** The row is locked until the commit, so that it is still the same when the mutation changes it. */
async function requireExpected(
  tx: Transaction,
  { kind, id }: { readonly kind: string; readonly id: string },
  argument: Version["argument"],
  expected: unknown,
): Promise<void> {
  const row = await lockRow<VersionedRow & { id: string }>(tx, kind, { id });
  if (row === null) return;
  try {
    if (argument === "ifVersion") requireVersion(row, expected as number, argument);
    else requireUnchanged(row, expected as Date | null, argument);
  } catch (error) {
    throw error instanceof DomainError ? new OtherVersion(error) : error;
  }
}
