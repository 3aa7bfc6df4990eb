import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
} from "graphql";
import { isAskedOften } from "../../graphql/index.js";
import { ownValue } from "../../kernel/index.js";

/** How a document is answered without the executor. */
export interface AnswerPlan {
  readonly operation: OperationDefinitionNode;
  readonly node: FieldNode;
  readonly query: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
  /** Under which name it stands in the answer. */
  readonly key: string;
  readonly isList: boolean;
  readonly values: readonly PlannedValue[];
}

/** One value of each object. */
export interface PlannedValue {
  readonly key: string;
  readonly name: string;
  readonly mayBeNull: boolean;
  readonly serialize: (value: unknown) => unknown;
}

/** Null for a document that has anything else in it than one field that is asked often, and plain values of its objects. */
export function planOf(schema: GraphQLSchema, { definitions }: DocumentNode): AnswerPlan | null {
  const [operation, ...others] = definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION || others.length > 0) return null;
  if (operation.operation !== OperationTypeNode.QUERY || (operation.directives ?? []).length > 0) return null;
  const [node, ...beside] = operation.selectionSet.selections;
  if (beside.length > 0 || !isPlain(node)) return null;
  const query = schema.getQueryType();
  const field = query ? ownValue(query.getFields(), node.name.value) : undefined;
  if (!query || field?.resolve === undefined || !isAskedOften(field)) return null;
  const type = getNamedType(field.type);
  // Of a type that asks who may see it, the executor asks.
  if (!isObjectType(type) || type.isTypeOf) return null;
  const values = valuesOf(type, node);
  const isList = isListType(getNullableType(field.type));
  return values === null ? null : { operation, node, query, field, key: keyOf(node), isList, values };
}

function valuesOf(type: GraphQLObjectType, { selectionSet }: FieldNode): PlannedValue[] | null {
  const values = new Map<string, PlannedValue>();
  for (const node of selectionSet?.selections ?? []) {
    const value = isPlain(node) ? plannedValue(type, node) : null;
    if (value === null) return null;
    values.set(value.key, value);
  }
  return [...values.values()];
}

/** Null for one with a resolver of its own, which may load rows or ask who wants to see it. */
function plannedValue(type: GraphQLObjectType, node: FieldNode): PlannedValue | null {
  const field = ownValue(type.getFields(), node.name.value);
  if (field === undefined || field.resolve !== undefined) return null;
  const leaf = getNullableType(field.type);
  if (!isLeafType(leaf)) return null;
  const serialize = (value: unknown) => leaf.serialize(value);
  return { key: keyOf(node), name: field.name, mayBeNull: !isNonNullType(field.type), serialize };
}

/** A field without a condition, under a name that an object may have: `__proto__` is none. */
function isPlain(node: SelectionNode | undefined): node is FieldNode {
  return node?.kind === Kind.FIELD && (node.directives ?? []).length === 0 && !keyOf(node).startsWith("__");
}

function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}
