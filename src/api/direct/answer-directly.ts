import { type ApolloServerPlugin, HeaderMap } from "@apollo/server";
import { type DocumentNode, type GraphQLSchema, getArgumentValues, getVariableValues } from "graphql";
import { isAskedOften, type RequestContext } from "../../graphql/index.js";
import { ownValue } from "../../kernel/index.js";
import { type AnswerPlan, type PlannedValue, planOf } from "./answer-plan.js";

type Data = Record<string, unknown>;

/**
 * Answers a document that asks one field for plain values of its objects: with the same resolver, types and checks, but
 * without the executor's walk over each field of each object, which takes longer than deciding. Whatever else a document
 * has is left to the executor, and so is every failure, for which it has the words.
 */
export function answerDirectly(schema: GraphQLSchema): ApolloServerPlugin<RequestContext> {
  const plans = new WeakMap<DocumentNode, AnswerPlan | null>();
  return {
    async requestDidStart() {
      return {
        async responseForOperation({ document, request, contextValue }) {
          // Null is a finding too: most documents have no plan.
          const known = plans.get(document);
          const plan = known === undefined ? planOf(schema, document) : known;
          plans.set(document, plan);
          const data = plan === null ? null : await dataOf(schema, plan, request.variables ?? {}, contextValue);
          if (data === null) return null;
          return { http: { headers: new HeaderMap() }, body: { kind: "single", singleResult: { data } } };
        },
      };
    },
  };
}

/** By the call that met them. */
const failures = new WeakMap<RequestContext, { readonly error: unknown }>();

/** Lets the fields that are answered directly fail in the executor as they did before, without a second try. */
export function failAsBefore(schema: GraphQLSchema): void {
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
  for (const field of fields.filter(isAskedOften)) {
    const { resolve } = field;
    if (resolve === undefined) continue;
    field.resolve = (root, given, context: RequestContext, info) => {
      const failure = failures.get(context);
      if (failure === undefined) return resolve(root, given, context, info);
      failures.delete(context);
      throw failure.error;
    };
  }
}

/** Null where the executor is to answer. */
async function dataOf(
  schema: GraphQLSchema,
  plan: AnswerPlan,
  variables: Data,
  context: RequestContext,
): Promise<Data | null> {
  const { operation, node, query, field, key } = plan;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (coerced === undefined) return null;
  let found: unknown;
  try {
    const info = {
      fieldName: field.name,
      fieldNodes: [node],
      returnType: field.type,
      parentType: query,
      path: { prev: undefined, key, typename: query.name },
      schema,
      fragments: {},
      rootValue: undefined,
      operation,
      variableValues: coerced,
    };
    found = await field.resolve?.(undefined, getArgumentValues(field, node, coerced), context, info);
  } catch (error) {
    failures.set(context, { error });
    return null;
  }
  try {
    const shown = shownBy(plan, found);
    return shown === null ? null : { [key]: shown };
  } catch {
    return null;
  }
}

function shownBy({ isList, values }: AnswerPlan, found: unknown): Data | Data[] | null {
  if (!isList) return rowOf(found, values);
  if (!Array.isArray(found)) return null;
  const rows: Data[] = [];
  for (const each of found) {
    const row = rowOf(each, values);
    if (row === null) return null;
    rows.push(row);
  }
  return rows;
}

/** Null for what the types do not allow. */
function rowOf(found: unknown, values: readonly PlannedValue[]): Data | null {
  if (typeof found !== "object" || found === null) return null;
  const row: Data = {};
  for (const { key, name, mayBeNull, serialize } of values) {
    const value = ownValue(found as Data, name) ?? null;
    if (value === null && !mayBeNull) return null;
    // Each key once: the plan has names of its own.
    if (!Object.hasOwn(row, key)) row[key] = value === null ? null : serialize(value);
  }
  return row;
}
