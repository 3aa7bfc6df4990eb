import type { GraphQLField } from "graphql";
import { Extensions } from "type-graphql";

/**
 * Of a query that gateways ask before each message: its arguments reach its resolver as they were coerced, without
 * instances of the classes of their types, and documents that ask for plain values of it are answered without the executor.
 */
export const AskedOften = () => Extensions({ isAskedOften: true });

export function isAskedOften({ extensions }: Pick<GraphQLField<unknown, unknown>, "extensions">): boolean {
  return extensions.isAskedOften === true;
}
