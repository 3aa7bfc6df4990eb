import { useNavigate, useSearch } from "@tanstack/react-router";

type Search = Readonly<Record<string, string | undefined>>;

/** Where in the list one is: of another filter, order or view it would be somewhere else. */
const POSITION = { after: undefined, before: undefined, from: undefined } as const;

/** What a list shows, as it stands in the address bar: filter, order and columns, without the position in it. */
export function useListState() {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  return {
    search,
    /** The same for the same state, in whatever order its parts were set. */
    query: queryOf({ ...search, ...POSITION }),
    change: (parts: Search, isPositionKept = false) =>
      void navigate({
        to: ".",
        search: ((all: object) => ({ ...all, ...(isPositionKept ? {} : POSITION), ...parts })) as never,
      }),
  };
}

export function queryOf(search: Search): string {
  const parts = Object.entries(search).filter((part): part is [string, string] => Boolean(part[1]));
  return new URLSearchParams(parts.sort(([one], [other]) => (one < other ? -1 : 1))).toString();
}

export function searchOf(query: string): Search {
  return Object.fromEntries(new URLSearchParams(query));
}
