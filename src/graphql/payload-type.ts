import { Extensions } from "type-graphql";

/**
 * Of an object type that is made for the answers of mutations alone, a batch's for instance: it gets `errors`, `revision`
 * and `wasRepeated` itself, instead of a payload around it. Each of its fields may be null, empty, 0 or false.
 */
export const PayloadType = () => Extensions({ isPayload: true });
