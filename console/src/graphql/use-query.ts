import {
  type AnyVariables,
  type CombinedError,
  type UseQueryArgs,
  type UseQueryResponse,
  useQuery as useAnyQuery,
} from "urql";

/**
 * As urql's, of which everybody else keeps off. Where a part at the top of a query failed it is null, or all of `data` is,
 * and their types say otherwise: here `data` is undefined, as before the first answer, and `error` tells one from the other.
 */
export function useQuery<Data, Variables extends AnyVariables>(
  query: UseQueryArgs<Variables, Data>,
): UseQueryResponse<Data, Variables> {
  const [state, ask] = useAnyQuery(query);
  const isWhole = state.data && !hasFailed(state.error, state.data);
  return [{ ...state, data: isWhole ? state.data : undefined }, ask];
}

function hasFailed(error: CombinedError | undefined, data: object): boolean {
  const roots = new Map(Object.entries(data));
  return error?.graphQLErrors.some(({ path }) => roots.get(`${path?.[0]}`) === null) ?? false;
}
