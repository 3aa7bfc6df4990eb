import {
  coerceInputValue,
  defaultFieldResolver,
  GraphQLBoolean,
  type GraphQLField,
  type GraphQLFieldResolver,
  GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isLeafType,
  isListType,
  isObjectType,
} from "graphql";
import { type BatchInput, type CallBatch, ITEM_NAMES, startBatchJob } from "../../batch-jobs/index.js";
import { noteRepeated } from "../../database/index.js";
import type { RequestContext } from "../../graphql/index.js";
import { badInput, ownValue, required } from "../../kernel/index.js";
import { nothingOf } from "./nothing-of.js";

type Mutation = GraphQLField<unknown, RequestContext>;

const AS_JOB = "asJob";
const KEY = "idempotencyKey";
/** What the input of a batch has besides its items. */
const ON_ERROR = "onError";

/** How batches call the list of their items. */
const LISTS = ["items", "ids", "authorizationIds"];

/** A mutation on many, as it can be called later. */
interface Batch {
  readonly input: GraphQLInputObjectType;
  /** Name of the list of items in its input. */
  readonly list: string;
  /** Its key is an argument beside the input, and not a part of it. */
  readonly hasKeyBeside: boolean;
  /** Type of what its items are about. */
  readonly subjectKind: string;
  readonly payload: GraphQLObjectType;
  readonly resolve: GraphQLFieldResolver<unknown, RequestContext>;
}

/**
 * Lets every batch be taken as a job: with `asJob` it has up to 10,000 items, is done by a worker after the call, and answers
 * `job`. Whatever takes a key, and has `onError` and a list in its input, is a batch; it says nothing for it itself.
 */
export function takeBatchesAsJobs(schema: GraphQLSchema): void {
  const jobType = schema.getType("BatchJob");
  if (!isObjectType(jobType)) throw new Error("the schema has no BatchJob");
  for (const mutation of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const batch = batchOf(mutation);
    if (batch === null) continue;
    const made = partsFor(jobType);
    mutation.args = [...mutation.args, required(made.args[0])];
    batch.payload.getFields().job ??= { ...made, args: [] };
    mutation.extensions = { ...mutation.extensions, batch };
    mutation.resolve = async (root, { [AS_JOB]: asJob, ...given }, context, info) =>
      asJob === true ? takenAsJob(mutation, batch, given, context) : batch.resolve(root, given, context, info);
  }
}

/** Calls batches of this schema, for a worker. */
export function callBatchOf(schema: GraphQLSchema): CallBatch {
  return async (context, operation, input) => {
    const mutation = ownValue(schema.getMutationType()?.getFields() ?? {}, operation);
    const batch = mutation?.extensions.batch as Batch | undefined;
    if (batch === undefined) throw new Error(`there is no batch ${operation}`);
    const { [KEY]: _key, ...rest } = input;
    // A job does no items twice, whatever key they are called under.
    const written = batch.hasKeyBeside ? rest : input;
    return batch.resolve(undefined, { input: coerceInputValue(written, batch.input) }, context, NOTHING_SELECTED);
  };
}

/** Of a call that nobody has written: a batch answers the same, whatever is selected. */
const NOTHING_SELECTED = { fieldNodes: [], fragments: {}, variableValues: {} } as unknown as GraphQLResolveInfo;

function batchOf(mutation: Mutation): Batch | null {
  const { args, type, resolve = defaultFieldResolver } = mutation;
  const input = getNamedType(args.find(({ name }) => name === "input")?.type);
  const payload = getNamedType(type);
  if (!isInputObjectType(input) || !isObjectType(payload)) return null;
  const fields = input.getFields();
  const hasKeyBeside = args.some(({ name }) => name === KEY);
  if (!Object.hasOwn(fields, ON_ERROR) || !(hasKeyBeside || Object.hasOwn(fields, KEY))) return null;
  const list = Object.values(fields).find(({ name }) => LISTS.includes(name));
  if (list === undefined) return null;
  requireNameOfItems(list.type);
  return { input, list: list.name, hasKeyBeside, subjectKind: subjectKindOf(list.name, payload), payload, resolve };
}

/** Whoever asks which items were refused is told what they named. */
function requireNameOfItems(list: GraphQLInputType): void {
  const item = getNamedType(list);
  if (!isInputObjectType(item) || ITEM_NAMES.some((name) => Object.hasOwn(item.getFields(), name))) return;
  throw new Error(`${item.name} has nothing that an item of a batch is known by`);
}

/** What the answer lists as rows, else what the ids are of: `Authorization` for `authorizationIds`. */
function subjectKindOf(list: string, payload: GraphQLObjectType): string {
  const rows = Object.values(payload.getFields())
    .filter(({ type }) => isListType(getNullableType(type)))
    .map(({ type }) => getNamedType(type))
    .find((type) => isObjectType(type) && type.getInterfaces().some(({ name }) => name === "Node"));
  const named = /^(\w+)Ids$/.exec(list)?.[1];
  if (rows !== undefined) return rows.name;
  if (named === undefined) throw new Error(`${payload.name} does not say what its items are about`);
  return `${named.charAt(0).toUpperCase()}${named.slice(1)}`;
}

/** The field `job`, with the argument that each of the mutations gets. */
function partsFor(jobType: GraphQLObjectType): GraphQLField<unknown, RequestContext> {
  const type = new GraphQLObjectType<unknown, RequestContext>({
    name: "TakenAsJob",
    fields: {
      job: {
        type: jobType,
        description: "With `asJob`: the job that does it. Null otherwise.",
        args: { [AS_JOB]: { type: GraphQLBoolean, description: AS_JOB_DESCRIPTION } },
        resolve: (answer) => ownValue(answer as Readonly<Record<string, unknown>>, "job") ?? null,
      },
    },
  });
  return required(type.getFields().job);
}

const AS_JOB_DESCRIPTION =
  "true: it is done after the call, by administrators and up to 10,000 items, some in each transaction. Nothing is done yet when it is answered: `job` is, whose `results` say what becomes of each item. Items that are refused are left, and the others done.";

async function takenAsJob(
  { name: operation }: Mutation,
  batch: Batch,
  given: Readonly<Record<string, unknown>>,
  { database, actor, configuration }: RequestContext,
): Promise<object> {
  const { list, subjectKind, payload, hasKeyBeside } = batch;
  const keyField = hasKeyBeside ? KEY : `input.${KEY}`;
  const call = { operation, list, subjectKind, keyField, input: inputOfJob(batch, given) };
  const { job, wasRepeated } = await startBatchJob(database, actor, call, configuration.keys);
  if (wasRepeated) noteRepeated();
  return { ...nothingOf(payload), job, wasRepeated };
}

/** Throws BAD_USER_INPUT without the key under which a job is found again. */
function inputOfJob({ input: type, hasKeyBeside }: Batch, given: Readonly<Record<string, unknown>>): BatchInput {
  const input = writtenInput(type, given.input) as BatchInput;
  if (!hasKeyBeside) return input;
  const key = given[KEY];
  if (typeof key !== "string") {
    throw badInput("VALUE_MISSING", KEY, "A job is started under a key, so that it is never started twice", "a UUID");
  }
  return { ...input, [KEY]: key };
}

/** A value as callers write it in JSON, from what the program makes of it. */
function writtenInput(type: GraphQLInputType, value: unknown): unknown {
  const nullable = getNullableType(type);
  if (value === null || value === undefined) return value;
  if (isListType(nullable)) return (value as unknown[]).map((each) => writtenInput(nullable.ofType, each));
  if (isLeafType(nullable)) return nullable.serialize(value);
  const fields = (nullable as GraphQLInputObjectType).getFields();
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, writtenInput(required(ownValue(fields, name)).type, part)]),
  );
}
