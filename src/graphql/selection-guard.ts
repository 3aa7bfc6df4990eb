import {
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { badInput, ownValue } from "../kernel/index.js";
import type { SelectionRule } from "./selection.input.js";

/** Any argument, or field of an input type. */
interface InputPart {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly extensions: Readonly<Record<string, unknown>>;
}

const CURSORS = ["after", "before"];
/** Of SelectionInput: each guards a mutation, and a null would take the guard off. */
const SAFEGUARDS = ["dryRun", "expectedCount"];

export function selectionRuleOf(type: GraphQLInputType): SelectionRule | undefined {
  return getNamedType(type).extensions.selection as SelectionRule | undefined;
}

/**
 * Lets every field of the schema refuse, before anything of ours reads them, arguments that would select more than was
 * meant: an id, list or filter that is there but empty, and in mutations a null where rows are chosen. Throws when a
 * type that selects rows does not say so.
 */
export function guardSelections(schema: GraphQLSchema): void {
  const mutation = schema.getMutationType();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) guardField(field, type === mutation);
  }
  requireSelectionRules(schema);
}

function guardField(field: GraphQLField<unknown, unknown>, isMutation: boolean): void {
  const parts = field.args.filter(
    ({ name, type }) => CURSORS.includes(name) || SAFEGUARDS.includes(name) || selects(type),
  );
  if (parts.length === 0) return;
  const check = (given: Record<string, unknown>) => {
    for (const part of parts) {
      if (Object.hasOwn(given, part.name)) refuseWidening(part, given[part.name], part.name, isMutation);
    }
  };
  for (const name of ["resolve", "subscribe"] as const) {
    const inner = field[name];
    if (inner === undefined) continue;
    field[name] = (root, given, context, info) => {
      check(given);
      return inner(root, given, context, info);
    };
  }
}

/** Whether a value of this type can hold an id or a selection. */
function selects(type: GraphQLInputType, above: readonly GraphQLInputType[] = []): boolean {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return named.name === "ID";
  if (above.includes(named)) return false;
  if (selectionRuleOf(named) !== undefined) return true;
  return Object.values(named.getFields()).some((field) => selects(field.type, [...above, named]));
}

function choosesRows(type: GraphQLInputType): boolean {
  return getNamedType(type).name === "ID" || selectionRuleOf(type) !== undefined;
}

function refuseWidening(part: InputPart, value: unknown, path: string, isMutation: boolean): void {
  if (value === null) {
    const mayBeNull = !isMutation || !(choosesRows(part.type) || SAFEGUARDS.includes(part.name));
    if (mayBeNull || part.extensions.nullHasMeaning === true) return;
    throw badInput(
      "SELECTION_EMPTY",
      path,
      "null is no selection: leave it out, or give a value",
      "a value, or nothing at all",
    );
  }
  if (CURSORS.includes(part.name) && value === "")
    throw badInput("SELECTION_EMPTY", path, "This cursor is empty", "a cursor of another page");
  refuseEmpty(part.type, value, path, isMutation);
}

function refuseEmpty(type: GraphQLInputType, value: unknown, path: string, isMutation: boolean): void {
  const nullable = getNullableType(type);
  if (isListType(nullable) && Array.isArray(value)) {
    if (value.length === 0 && choosesRows(type)) {
      throw badInput("SELECTION_EMPTY", path, "An empty list selects nothing", "one entry at least, or leave it out");
    }
    for (const [index, each] of value.entries()) refuseEmpty(nullable.ofType, each, `${path}[${index}]`, isMutation);
    return;
  }
  if (isInputObjectType(nullable)) {
    refuseInObject(nullable, value as Record<string, unknown>, path, isMutation);
    return;
  }
  if (getNamedType(type).name === "ID" && isBlank(value)) {
    throw badInput(
      "SELECTION_EMPTY",
      path,
      "An empty id is the id of nothing",
      "an id that this API gave out, or leave it out",
    );
  }
}

function refuseInObject(
  type: GraphQLInputObjectType,
  value: Record<string, unknown>,
  path: string,
  isMutation: boolean,
): void {
  const rule = selectionRuleOf(type);
  const given = Object.values(type.getFields()).filter(({ name }) => Object.hasOwn(value, name));
  for (const field of given) {
    const fieldPath = `${path}.${field.name}`;
    const part = ownValue(value, field.name);
    if (rule !== undefined) refuseInSelection(part, fieldPath, isMutation);
    refuseWidening(field, part, fieldPath, isMutation);
  }
  if (rule === undefined) return;
  if (given.length === 0)
    throw badInput("SELECTION_EMPTY", path, "An empty filter selects everything", "one part of it at least");
  const { boundedBy } = rule;
  if (isMutation && boundedBy.length > 0 && !given.some(({ name }) => boundedBy.includes(name))) {
    throw badInput(
      "SELECTION_TOO_WIDE",
      path,
      "This would reach everything that you administer",
      `one of ${boundedBy.join(", ")}`,
    );
  }
}

function refuseInSelection(value: unknown, path: string, isMutation: boolean): void {
  if (isMutation && value === null) {
    throw badInput(
      "SELECTION_EMPTY",
      path,
      "null is no selection: leave it out, or give a value",
      "a value, or nothing at all",
    );
  }
  if (isBlank(value))
    throw badInput("SELECTION_EMPTY", path, "An empty text selects nothing", "a text, or leave it out");
  if (Array.isArray(value) && value.length === 0) {
    throw badInput("SELECTION_EMPTY", path, "An empty list selects nothing", "one entry at least, or leave it out");
  }
}

function isBlank(value: unknown): boolean {
  return typeof value === "string" && value.trim() === "";
}

/** Fails the start, and with it `npm run check`, where an input selects rows without the mechanism above. */
function requireSelectionRules(schema: GraphQLSchema): void {
  const problems = [
    ...partsOfInputs(schema).flatMap(({ owner, name, type }) =>
      isFilterLike(name, type) && selectionRuleOf(type) === undefined
        ? [`${owner}.${name}: put @Selects(...) on ${getNamedType(type).name}, whose parts select rows`]
        : [],
    ),
    ...mutationsWithoutSafeguards(schema.getMutationType()),
  ];
  if (problems.length > 0)
    throw new Error(`Selections that could widen (src/graphql/selection.input.ts):\n${problems.join("\n")}`);
}

function isFilterLike(name: string, type: GraphQLInputType): boolean {
  const named = getNamedType(type);
  return (
    isInputObjectType(named) && (/^(filter|scope|where)$/i.test(name) || /(Filter|Scope|ScopeInput)$/.test(named.name))
  );
}

function partsOfInputs(schema: GraphQLSchema): { owner: string; name: string; type: GraphQLInputType }[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (type.name.startsWith("__")) return [];
    if (isInputObjectType(type)) {
      return Object.values(type.getFields()).map((field) => ({ owner: type.name, name: field.name, type: field.type }));
    }
    if (!isObjectType(type)) return [];
    return Object.values(type.getFields()).flatMap((field) =>
      field.args.map((arg) => ({ owner: `${type.name}.${field.name}`, name: arg.name, type: arg.type })),
    );
  });
}

/** Of a mutation: takes along what rests on the row that was named. */
const TAKES_ALONG = ["cascade", "withEverythingMade"];

/** A mutation that takes several ids or a filter acts on many rows at once, and so does one that deletes or takes along. */
function mutationsWithoutSafeguards(mutation: GraphQLObjectType | null | undefined): string[] {
  if (!mutation) return [];
  return Object.values(mutation.getFields()).flatMap(({ name, args }) => {
    const inputs = args.map(({ type }) => getNamedType(type)).filter(isInputObjectType);
    const hasSafeguards = SAFEGUARDS.every((safeguard) => args.some((arg) => arg.name === safeguard));
    const isDestructive = (argument: string) =>
      TAKES_ALONG.includes(argument) || (name.startsWith("delete") && argument === "id");
    const ownList = (hasSafeguards ? [] : args)
      .filter((argument) => selectsMany(argument.type) || isDestructive(argument.name))
      .map((arg) => `${name}(${arg.name}): take an input that extends SelectionInput, or SelectionArguments`);
    return [...ownList, ...inputs.flatMap((input) => problemsOfInput(name, input))];
  });
}

function problemsOfInput(mutation: string, input: GraphQLInputObjectType): string[] {
  const fields = input.getFields();
  const many = Object.values(fields).filter(({ type }) => selectsMany(type));
  if (many.length === 0) return [];
  const lacks = SAFEGUARDS.filter((safeguard) => !Object.hasOwn(fields, safeguard));
  return [
    ...(lacks.length > 0 ? [`${mutation}: ${input.name} selects many rows, so it extends SelectionInput`] : []),
    ...many
      .filter(({ type }) => isUnbounded(type))
      .map(
        ({ name, type }) => `${mutation}: ${input.name}.${name} needs ${getNamedType(type).name} to say what bounds it`,
      ),
  ];
}

function selectsMany(type: GraphQLInputType): boolean {
  const isList = isListType(isNonNullType(type) ? type.ofType : type);
  const named = getNamedType(type);
  return (isList && named.name === "ID") || (named.name !== "ScopeInput" && selectionRuleOf(type) !== undefined);
}

function isUnbounded(type: GraphQLInputType): boolean {
  return selectionRuleOf(type)?.boundedBy.length === 0;
}
