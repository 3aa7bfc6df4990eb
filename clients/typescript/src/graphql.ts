import { initGraphQLTada, type ResultOf, type TadaDocumentNode, type VariablesOf } from "gql.tada";
import type { introspection } from "./schema.generated.js";

/**
 * `graphql("query { viewer { login } }")`: a document whose result and variables the compiler reads from its text. DateTime
 * is ISO 8601 in UTC.
 */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { DateTime: string; Revision: string; JSON: unknown; ID: string };
  disableMasking: true;
}>();

export type Documented<Result, Variables> = TadaDocumentNode<Result, Variables>;
export type EnumOf<Name extends keyof introspection["types"]> = ReturnType<typeof graphql.scalar<Name & string>>;
export type InputOf<Name extends keyof introspection["types"]> = ReturnType<typeof graphql.scalar<Name & string>>;
export type { ResultOf, VariablesOf };
