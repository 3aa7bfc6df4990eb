import type { GraphQLField, GraphQLSchema } from "graphql";
import { type FieldRule, type RequestContext, requireAdmission, requireUnrestricted } from "../graphql/index.js";
import { ownValue } from "../kernel/index.js";
import { admissionInWords, fieldPermissions } from "./permissions.js";

/** Lets every field at the top ask its rule first of all: whoever may not call it learns nothing of its arguments. */
export function guardFields(schema: GraphQLSchema): void {
  const roots = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  };
  for (const { kind, name, rules } of fieldPermissions()) {
    const field = ownValue(roots[kind]?.getFields() ?? {}, name);
    if (field === undefined) continue;
    const admission = admissionInWords(rules);
    field.description = field.description ? `${field.description}\n\n${admission}` : admission;
    // What begins a subscription is its own function, which type-graphql has ask the same rule.
    if (kind !== "subscription") guard(kind, field, rules);
  }
}

function guard(
  kind: "query" | "mutation",
  field: GraphQLField<unknown, RequestContext>,
  rules: readonly FieldRule[],
): void {
  const { resolve } = field;
  if (resolve === undefined) return;
  field.resolve = (root, given, context, info) => {
    requireAdmission(rules, context.actor);
    requireUnrestricted(kind, rules, context.actor);
    return resolve(root, given, context, info);
  };
}
