import type { RowSelectionState } from "@tanstack/react-table";
import { useState } from "react";
import { useListState } from "./list-state.js";

/** Some rows of a list, also of pages that were left; or everything that its filter finds. */
export interface Selection<Row> {
  /** As `DataTable` takes it. */
  readonly selected: RowSelectionState;
  readonly ids: readonly string[];
  readonly rows: readonly Row[];
  /** Everything, also what nobody has looked at. */
  readonly isAll: boolean;
  readonly count: number;
  readonly onSelect: (selected: RowSelectionState) => void;
  readonly selectAll: () => void;
  readonly clear: () => void;
}

interface Kept<Row> {
  /** Of the list from which it is: under another filter it would be a selection of other things. */
  readonly query: string;
  readonly rows: ReadonlyMap<string, Row>;
  readonly isAll: boolean;
}

interface SelectableList<Row> {
  readonly shown: readonly Row[];
  readonly idOf: (row: Row) => string;
  /** Of everything that the filter finds. */
  readonly total: number;
}

export function useSelection<Row>({ shown, idOf, total }: SelectableList<Row>): Selection<Row> {
  const { query } = useListState();
  const nothing: Kept<Row> = { query, rows: new Map(), isAll: false };
  const [kept, setKept] = useState(nothing);
  const current = kept.query === query ? kept : nothing;
  const ids = [...current.rows.keys()];
  return {
    selected: Object.fromEntries((current.isAll ? shown.map(idOf) : ids).map((id) => [id, true])),
    ids,
    rows: [...current.rows.values()],
    isAll: current.isAll,
    count: current.isAll ? total : ids.length,
    onSelect: (next) => {
      const rows = new Map<string, Row>();
      for (const [id, isSelected] of Object.entries(next)) {
        const row = current.rows.get(id) ?? shown.find((each) => idOf(each) === id);
        if (isSelected && row !== undefined) rows.set(id, row);
      }
      setKept({ query, rows, isAll: false });
    },
    selectAll: () => setKept({ ...current, isAll: true }),
    clear: () => setKept(nothing),
  };
}
