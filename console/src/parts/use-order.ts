import { useListState } from "./list-state.js";

export interface Order {
  /** Id of the column. */
  readonly column: string;
  readonly isDescending: boolean;
}

/** The order in the address bar: `sort=since`, `sort=-since`. */
export function useOrder() {
  const { search, change } = useListState();
  const { sort } = search;
  const order: Order | null =
    sort === undefined ? null : { column: sort.replace(/^-/, ""), isDescending: sort.startsWith("-") };
  /** Up, down, and back to the list's own. */
  const turn = (column: string) => {
    const next = order?.column !== column ? column : order.isDescending ? undefined : `-${column}`;
    change({ sort: next });
  };
  return { order, turn };
}

/** As the API takes it, by its name of each column; null is the list's own order. */
export function useOrderBy<Field extends string>(
  fields: Readonly<Record<string, Field>>,
): { field: Field; direction: "ASC" | "DESC" }[] | null {
  const { order } = useOrder();
  const field = order !== null && Object.hasOwn(fields, order.column) ? fields[order.column] : undefined;
  if (order === null || field === undefined) return null;
  return [{ field, direction: order.isDescending ? "DESC" : "ASC" }];
}
