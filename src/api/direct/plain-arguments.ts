import type { GraphQLSchema } from "graphql";
import { type ContainerType, getMetadataStorage, type ResolverData } from "type-graphql";
import { isAskedOften, type RequestContext } from "../../graphql/index.js";
import { ownValue } from "../../kernel/index.js";

type Method = (...given: unknown[]) => unknown;

/**
 * Calls the resolvers of what is asked often without type-graphql between, which for each of a thousand inputs looks
 * through all input types of the schema once for each of its fields, and waits for a promise for each argument. Their rule is
 * asked before by `guardFields`, as every field's at the top is.
 */
export function takePlainArguments(schema: GraphQLSchema, container: ContainerType): void {
  const fields = schema.getQueryType()?.getFields() ?? {};
  for (const { schemaName, target, methodName, params = [] } of getMetadataStorage().queries) {
    const field = ownValue(fields, schemaName);
    if (field === undefined || !isAskedOften(field)) continue;
    const inOrder = [...params].sort((one, other) => one.index - other.index);
    field.resolve = (root, args, context: RequestContext, info) => {
      const call: ResolverData<RequestContext> = { root, args, context, info };
      const instance = container.get(target, call) as object;
      const given = inOrder.map((param) => (param.kind === "arg" ? ownValue(args, param.name) : context));
      return (Reflect.get(instance, methodName) as Method).apply(instance, given);
    };
  }
}
