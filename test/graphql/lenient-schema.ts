import {
  GraphQLList,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNullableType,
  isListType,
  isObjectType,
} from "graphql";
import { atEndOfFile } from "../support/end-of-file.js";

/**
 * The schema with nulls allowed everywhere in answers: one refused field must not hide what the others would tell. It is
 * the one of the process, so the files after this one find it as it was.
 */
export function lenient(schema: GraphQLSchema): GraphQLSchema {
  const strict = new Map<{ type: GraphQLOutputType }, GraphQLOutputType>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      strict.set(field, field.type);
      field.type = nullable(field.type);
    }
  }
  atEndOfFile(async () => {
    for (const [field, type] of strict) field.type = type;
  });
  return schema;
}

function nullable(type: GraphQLOutputType): GraphQLOutputType {
  const outer = getNullableType(type);
  return isListType(outer) ? new GraphQLList(nullable(outer.ofType)) : outer;
}
