/**
 * The schema is the documentation: each type, field, argument, input field and enum value says what it is. Finds what
 * does not; what means the same everywhere is said by `src/api/common-descriptions.ts`.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  buildSchema,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
} from "graphql";
import type { Rule } from "./sources.js";

interface Described {
  readonly name: string;
  readonly description?: string | null | undefined;
}

/** One line for each element of the schema that says nothing. */
export function findUndescribed(schema: GraphQLSchema): string[] {
  const silent = (parts: readonly Described[], within: string) =>
    parts.filter(({ description }) => !description?.trim()).map(({ name }) => `${within}${name} says not what it is`);
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (type.name.startsWith("__") || isSpecifiedScalarType(type)) return [];
    const own = silent([type], "");
    if (isEnumType(type)) return [...own, ...silent(type.getValues(), `${type.name}.`)];
    if (isInputObjectType(type)) return [...own, ...silent(Object.values(type.getFields()), `${type.name}.`)];
    if (!isObjectType(type) && !isInterfaceType(type)) return own;
    const fields = Object.values(type.getFields());
    const args = fields.flatMap((field) => silent(field.args, `${type.name}.${field.name}: argument `));
    return [...own, ...silent(fields, `${type.name}.`), ...args];
  });
}

/** One line for each place in the project at `root` that breaks the rule. */
export const rule: Rule = (root) =>
  findUndescribed(buildSchema(readFileSync(join(root, "schema/schema.graphql"), "utf8")));
