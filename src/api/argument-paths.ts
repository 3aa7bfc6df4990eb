import type { ApolloServerPlugin } from "@apollo/server";
import { type ASTNode, type DocumentNode, type FieldNode, GraphQLError, Kind, type ValueNode, visit } from "graphql";
import type { RequestContext } from "../graphql/index.js";

/** Of an error of graphql-js about an argument: where in the arguments of its field that stands. */
const paths = new WeakMap<GraphQLError, readonly string[]>();

export function argumentPathOf(error: unknown): readonly string[] | undefined {
  return error instanceof GraphQLError ? paths.get(error) : undefined;
}

/**
 * Finds, for every refused variable and literal, the argument that it was meant for: callers know that one by the schema,
 * and call their variables as they like.
 */
export const findArgumentPaths: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didEncounterErrors({ document, errors }) {
        if (document === undefined) return;
        for (const error of errors) {
          // What graphql-js says of an argument stands behind the server library's own error, or there is none behind it.
          if (error.originalError !== undefined && !(error.originalError instanceof GraphQLError)) continue;
          const path = pathOfVariable(document, error.message) ?? pathOfNode(document, error.nodes?.[0]);
          if (path !== null) paths.set(error, path);
        }
      },
    };
  },
};

// graphql-js names the variable and the place in it: `Variable "$i" got invalid value 1 at "i.items[0].address"; …`.
function pathOfVariable(document: DocumentNode, message: string): readonly string[] | null {
  const name = /Variable "\$(\w+)"/.exec(message)?.[1];
  const place = placesOfValues(document).find(({ value }) => value.kind === Kind.VARIABLE && value.name.value === name);
  if (name === undefined || place === undefined) return null;
  const within = new RegExp(`at "${name}([\\w.[\\]]*)"`).exec(message)?.[1] ?? "";
  return [...place.path, ...within.split(/[.[\]]+/).filter((part) => part !== "")];
}

function pathOfNode(document: DocumentNode, node: ASTNode | undefined): readonly string[] | null {
  if (node === undefined) return null;
  return placesOfValues(document).find(({ value, owner }) => value === node || owner === node)?.path ?? null;
}

interface PlacedValue {
  readonly path: readonly string[];
  readonly value: ValueNode;
  /** The argument or field of an object that has it. */
  readonly owner: ASTNode | null;
}

function placesOfValues(document: DocumentNode): PlacedValue[] {
  const places: PlacedValue[] = [];
  visit(document, {
    Field({ arguments: given = [] }: FieldNode) {
      for (const argument of given) places.push(...valuesIn([argument.name.value], argument.value, argument));
    },
  });
  return places;
}

function valuesIn(path: readonly string[], value: ValueNode, owner: ASTNode | null): PlacedValue[] {
  const below =
    value.kind === Kind.LIST
      ? value.values.flatMap((each, index) => valuesIn([...path, String(index)], each, null))
      : value.kind === Kind.OBJECT
        ? value.fields.flatMap((field) => valuesIn([...path, field.name.value], field.value, field))
        : [];
  return [{ path, value, owner }, ...below];
}
