import { createPubSub } from "@graphql-yoga/subscription";
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from "graphql";
import { buildSchema, type ContainerType } from "type-graphql";
import {
  bindCursors,
  DateTimeScalar,
  FieldRules,
  guardSelections,
  guardVisibility,
  makeRootsNullable,
} from "../graphql/index.js";
import type { ApiParts } from "./api-parts.js";
import { describeCommonParts } from "./common-descriptions.js";
import { failAsBefore } from "./direct/answer-directly.js";
import { takePlainArguments } from "./direct/plain-arguments.js";
import { guardFields } from "./field-guard.js";
import { NodeResolver } from "./node.resolver.js";
import { addPayloads } from "./payloads/add-payloads.js";
import { takeBatchesAsJobs } from "./payloads/batches-as-jobs.js";
import { takeIdempotencyKeys } from "./payloads/idempotency-keys.js";
import { takeVersions } from "./payloads/row-versions.js";

type SchemaMakers = Pick<ApiParts, "resolvers" | "nodeFinders" | "thingFinders">;

const schemas = new WeakMap<SchemaMakers, Promise<GraphQLSchema>>();

/**
 * The one GraphQL schema, from the resolvers of all rooms, made once a process. Input is checked by the operations, not
 * by decorators.
 */
export function schemaOf(parts: SchemaMakers): Promise<GraphQLSchema> {
  const made = schemas.get(parts) ?? buildSchemaOf(parts);
  schemas.set(parts, made);
  return made;
}

async function buildSchemaOf(parts: SchemaMakers): Promise<GraphQLSchema> {
  const container = containerOf(parts);
  const schema = await buildSchema({
    resolvers: [NodeResolver, ...parts.resolvers],
    container,
    authChecker: FieldRules,
    authMode: "error",
    validate: false,
    // Asked for as soon as there is a subscription; ours bring their own source, as other processes commit as well.
    pubSub: createPubSub(),
    scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
  });
  takePlainArguments(schema, container);
  bindCursors(schema);
  takeVersions(schema, parts.thingFinders);
  takeIdempotencyKeys(schema, parts.thingFinders);
  takeBatchesAsJobs(schema);
  guardSelections(schema);
  guardFields(schema);
  guardVisibility(schema);
  makeRootsNullable(schema);
  failAsBefore(schema);
  return describeCommonParts(addPayloads(schema, parts.thingFinders));
}

/** One instance of each resolver; that of `node(id)` is given what the rooms can find. */
function containerOf({ nodeFinders }: Pick<ApiParts, "nodeFinders">): ContainerType {
  const instances = new Map<new () => object, object>();
  return {
    get(resolver: new () => object) {
      let instance = instances.get(resolver);
      if (instance === undefined) {
        instance = resolver === NodeResolver ? new NodeResolver(nodeFinders) : new resolver();
        instances.set(resolver, instance);
      }
      return instance;
    },
  };
}

const BANNER = `# Generated from the resolvers by \`npm run schema\`. Do not edit.\n`;

export function printApiSchema(schema: GraphQLSchema): string {
  return `${BANNER}\n${printSchema(lexicographicSortSchema(schema))}\n`;
}
