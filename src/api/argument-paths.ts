import type { ApolloServerPlugin } from "@apollo/server";
import { type ASTNode, type DocumentNode, type FieldNode, GraphQLError, Kind, type ValueNode, visit } from "graphql";
import type { RequestContext } from "../graphql/index.js";

/** Of an error of graphql-js about an argument: where in the arguments of its field that stands. */
const paths = new WeakMap<GraphQLError, Path>();

export function argumentPathOf(error: unknown): Path | undefined {
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
        // Once for all errors: a document of 3 kB has room for a hundred, each of which would walk through all of it.
        let known: Places | null = null;
        for (const error of errors) {
          // What graphql-js says of an argument stands behind the server library's own error, or there is none behind it.
          if (error.originalError !== undefined && !(error.originalError instanceof GraphQLError)) continue;
          known ??= placesOfValues(document);
          const path = pathOfVariable(known, error.message) ?? pathOfNode(known, error.nodes?.[0]);
          if (path !== null) paths.set(error, path);
        }
      },
    };
  },
};

type Path = readonly string[];

/** Where in the arguments of its field each value stands. */
interface Places {
  /** By the name of the variable that is the value; where it stands several times, the first. */
  readonly ofVariables: ReadonlyMap<string, Path>;
  /** By the value's node, and by that of the argument or the field of an object that has it. */
  readonly ofNodes: ReadonlyMap<ASTNode, Path>;
}

// graphql-js names the variable and the place in it: `Variable "$i" got invalid value 1 at "i.items[0].address"; …`.
function pathOfVariable({ ofVariables }: Places, message: string): Path | null {
  const name = /Variable "\$(\w+)"/.exec(message)?.[1];
  const path = name === undefined ? undefined : ofVariables.get(name);
  if (path === undefined) return null;
  const within = new RegExp(`at "${name}([\\w.[\\]]*)"`).exec(message)?.[1] ?? "";
  return [...path, ...within.split(/[.[\]]+/).filter((part) => part !== "")];
}

function pathOfNode({ ofNodes }: Places, node: ASTNode | undefined): Path | null {
  return (node && ofNodes.get(node)) ?? null;
}

function placesOfValues(document: DocumentNode): Places {
  const ofVariables = new Map<string, Path>();
  const ofNodes = new Map<ASTNode, Path>();
  const note = (path: Path, value: ValueNode, owner: ASTNode | null): void => {
    ofNodes.set(value, path);
    if (owner !== null) ofNodes.set(owner, path);
    if (value.kind === Kind.VARIABLE && !ofVariables.has(value.name.value)) ofVariables.set(value.name.value, path);
    if (value.kind === Kind.LIST) {
      for (const [index, each] of value.values.entries()) note([...path, String(index)], each, null);
    }
    if (value.kind === Kind.OBJECT) {
      for (const field of value.fields) note([...path, field.name.value], field.value, field);
    }
  };
  visit(document, {
    Field({ arguments: given = [] }: FieldNode) {
      for (const argument of given) note([argument.name.value], argument.value, argument);
    },
  });
  return { ofVariables, ofNodes };
}
