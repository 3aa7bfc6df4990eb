import { useQuery } from "../graphql/index.js";
import { queryOf, searchOf, useListState } from "./list-state.js";
import { SAVED_VIEWS } from "./saved-views.documents.js";

/** The viewer's own views of a list, and the one that is shown; without a name the list has none. */
export function useSavedViews(list: string | undefined) {
  const { query } = useListState();
  const [{ data }] = useQuery({ query: SAVED_VIEWS, variables: { screen: list ?? "" }, pause: list === undefined });
  const all = data?.savedViews ?? [];
  const shown = all.find((view) => queryOf(searchOf(view.query)) === query) ?? null;
  return { all, shown, canSave: list !== undefined && shown === null && query !== "", query };
}
