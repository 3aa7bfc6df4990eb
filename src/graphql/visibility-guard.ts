import {
  defaultFieldResolver,
  type GraphQLField,
  GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { type Actor, forbidden, notFound } from "../kernel/index.js";
import type { RequestContext } from "./request-context.js";
import {
  asksRoleOnly,
  isVisible,
  mayBeVisible,
  type VisibilityExtensions,
  type VisibilityRule,
  visibilityInWords,
} from "./visibility.js";

type Field = GraphQLField<unknown, RequestContext>;

/** One object type with who may see it, and its fields with a rule of their own. */
export interface TypeVisibility {
  readonly name: string;
  readonly rules: readonly VisibilityRule[];
  readonly fields: readonly { readonly name: string; readonly rules: readonly VisibilityRule[] }[];
}

/**
 * Holds every object and field of the schema to its declaration (`@VisibleTo`), on whatever way a caller came to it. The
 * object is asked once, when it enters the answer; a field only where its rule says more than its type's. Nothing here
 * loads anything or waits. Where the caller may not see the object, a field that may be null is null, and any other is
 * NOT_FOUND as if there were none. Throws when a type or field says nothing.
 */
export function guardVisibility(schema: GraphQLSchema): void {
  requireDeclarations(schema);
  for (const type of objectTypes(schema)) {
    const { visibleTo = [] } = declarationOf(type);
    if (!visibleTo.includes("WITH_PARENT")) guardType(type, visibleTo);
    for (const field of Object.values(type.getFields())) guardField(type, field);
  }
  for (const type of allObjectTypes(schema)) {
    for (const field of Object.values(type.getFields())) hideInvisible(field);
  }
}

/** Whether such a caller can see any object of the type by itself; a value is seen with what it is part of only. */
export function mayFind(schema: GraphQLSchema, typeName: string, actor: Actor): boolean {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) return false;
  const { visibleTo = [] } = declarationOf(type);
  return !visibleTo.includes("WITH_PARENT") && mayBeVisible(visibleTo, actor);
}

/** The declarations of the schema, by name; only those of fields that differ from their type's. */
export function visibilities(schema: GraphQLSchema): TypeVisibility[] {
  return objectTypes(schema)
    .map((type) => ({
      name: type.name,
      rules: declarationOf(type).visibleTo ?? [],
      fields: Object.values(type.getFields())
        .flatMap((field) => (hasOwnRule(type, field) ? [{ name: field.name, rules: rulesOf(field) }] : []))
        .sort(byName),
    }))
    .sort(byName);
}

function guardType(type: GraphQLObjectType, rules: readonly VisibilityRule[]): void {
  const { placeOf } = declarationOf(type);
  // Asked by the executor once for each object, before any of its fields.
  type.isTypeOf = (row: object, { viewer }: RequestContext) => {
    if (!isVisible(rules, viewer, row, placeOf)) throw notFound(type.name);
    return true;
  };
}

function guardField(type: GraphQLObjectType, field: Field): void {
  describe(type, field);
  if (!hasOwnRule(type, field)) return;
  const rules = rulesOf(field);
  const { placeOf } = declarationOf(type);
  const { shownInstead } = field.extensions as VisibilityExtensions;
  const { resolve = defaultFieldResolver } = field;
  field.resolve = (row, given, context, info) => {
    if (isVisible(rules, context.viewer, row as object, placeOf)) return resolve(row, given, context, info);
    if (shownInstead !== undefined) {
      return "value" in shownInstead ? shownInstead.value : shownInstead.of(row as object, context.language);
    }
    if (!isNonNullType(field.type)) return null;
    throw asksRoleOnly(rules) ? forbidden() : notFound(type.name);
  };
}

/** Where a field, or an entry of a list, may be null, an object that the caller may not see is no error. */
function hideInvisible(field: Field): void {
  const named = getNamedType(field.type);
  const nullable = getNullableType(field.type);
  if (isNonNullType(isListType(nullable) ? nullable.ofType : field.type)) return;
  const hasRows = isObjectType(named) && declarationOf(named).visibleTo?.includes("WITH_PARENT") !== true;
  if (!hasRows && !isInterfaceType(named)) return;
  const { resolve } = field;
  if (resolve === undefined) return;
  field.resolve = async (row, given, context, info) => {
    const value: unknown = await resolve(row, given, context, info);
    const shown = (each: unknown) => visibleOrNull(each, isObjectType(named) ? named : null, context, info.schema);
    return Array.isArray(value) ? value.map(shown) : shown(value);
  };
}

function visibleOrNull(
  value: unknown,
  known: GraphQLObjectType | null,
  { viewer }: RequestContext,
  schema: GraphQLSchema,
): unknown {
  if (typeof value !== "object" || value === null) return null;
  const type = known ?? schema.getType(value.constructor.name);
  if (!isObjectType(type)) return null;
  const { visibleTo = [], placeOf } = declarationOf(type);
  return visibleTo.includes("WITH_PARENT") || isVisible(visibleTo, viewer, value, placeOf) ? value : null;
}

/** Whether the field's rule can say more than its type's. */
function hasOwnRule(type: GraphQLObjectType, field: Field): boolean {
  const rules = rulesOf(field);
  const { visibleTo = [] } = declarationOf(type);
  return rules.length > 0 && !rules.includes("WITH_PARENT") && !visibleTo.every((rule) => rules.includes(rule));
}

function describe(type: GraphQLObjectType, field: Field): void {
  if (hasOwnRule(type, field)) field.description = withSight(field.description, rulesOf(field));
}

function withSight(description: string | null | undefined, rules: readonly VisibilityRule[]): string {
  const sight = `Shown to ${visibilityInWords(rules)}.`;
  return description ? `${description}\n\n${sight}` : sight;
}

/** Fails the start, and with it `npm run check`. */
function requireDeclarations(schema: GraphQLSchema): void {
  const problems: string[] = [];
  for (const type of objectTypes(schema)) {
    const { visibleTo } = declarationOf(type);
    if (visibleTo === undefined) problems.push(type.name);
    else {
      type.description = withSight(type.description, visibleTo);
      if (visibleTo.includes("WITH_PARENT")) continue;
      for (const field of Object.values(type.getFields())) {
        if (rulesOf(field).length === 0) problems.push(`${type.name}.${field.name}`);
      }
    }
  }
  if (problems.length === 0) return;
  throw new Error(`Say with @VisibleTo (src/graphql/visibility.ts) who may see:\n${problems.join("\n")}`);
}

function rulesOf(field: Field): readonly VisibilityRule[] {
  return (field.extensions as VisibilityExtensions).visibleTo ?? [];
}

function declarationOf(type: GraphQLObjectType): VisibilityExtensions {
  return type.extensions as VisibilityExtensions;
}

/** Without those at the top, which say with `@Authorized` who may call them. */
function objectTypes(schema: GraphQLSchema): GraphQLObjectType[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return allObjectTypes(schema).filter((type) => !roots.includes(type));
}

function allObjectTypes(schema: GraphQLSchema): GraphQLObjectType[] {
  return Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => type instanceof GraphQLObjectType && !type.name.startsWith("__"),
  );
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : 1;
}
