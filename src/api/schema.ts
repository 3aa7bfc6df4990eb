import { createPubSub } from "@graphql-yoga/subscription";
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from "graphql";
import { buildSchema } from "type-graphql";
import { DateTimeScalar, FieldRules, guardSelections, guardVisibility } from "../request/index.js";
import { guardFields } from "./field-guard.js";
import { resolvers } from "./resolvers.js";

/** The one GraphQL schema, from the resolvers of all rooms. Input is checked by the operations, not by decorators. */
export async function buildApiSchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers,
    authChecker: FieldRules,
    authMode: "error",
    validate: false,
    // Asked for as soon as there is a subscription; ours bring their own source, as other processes commit as well.
    pubSub: createPubSub(),
    scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
  });
  guardSelections(schema);
  guardFields(schema);
  guardVisibility(schema);
  return schema;
}

const BANNER = `# Generated from the resolvers by \`npm run schema\`. Do not edit.\n`;

export function printApiSchema(schema: GraphQLSchema): string {
  return `${BANNER}\n${printSchema(lexicographicSortSchema(schema))}\n`;
}
