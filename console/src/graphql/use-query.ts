import { type AnyVariables, type UseQueryArgs, type UseQueryResponse, useQuery as useAnyQuery } from "urql";

/**
 * As urql's, of which everybody else keeps off. Where the whole of a query was refused its `data` is null and its type
 * says otherwise: here it is undefined, as before the first answer, and `error` tells one from the other.
 */
export function useQuery<Data, Variables extends AnyVariables>(
  query: UseQueryArgs<Variables, Data>,
): UseQueryResponse<Data, Variables> {
  const [state, ask] = useAnyQuery(query);
  return [{ ...state, data: state.data ?? undefined }, ask];
}
