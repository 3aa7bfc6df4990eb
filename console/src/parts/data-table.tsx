import { getCoreRowModel, type RowSelectionState, useReactTable } from "@tanstack/react-table";
import { Fragment, type ReactNode, useRef } from "react";
import { useWords } from "../words/words.js";
import { ColumnsMenu } from "./columns-menu.js";
import { CsvButton } from "./csv-button.js";
import { useHiddenColumns } from "./hidden-columns.js";
import { SkeletonRows } from "./list-states.js";
import { isPageKey } from "./page-keys.js";
import { useFocusOnNext } from "./row-keys.js";
import { TableHead } from "./table-head.js";

/** How a cell is set; on a phone rows are cards, and it says where in the card it stands. */
export type CellKind = "title" | "state" | "quiet" | "by" | "plain" | "figure" | "menu" | "button" | "answers";

const CLASSES: Readonly<Record<CellKind, string | undefined>> = {
  title: undefined,
  state: "st",
  quiet: "q",
  by: "by",
  plain: undefined,
  figure: "r",
  menu: "menu",
  button: "menu b",
  answers: "ans",
};
const WITHOUT_LABEL: readonly CellKind[] = ["title", "menu", "button", "answers"];

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  /** By the row only where the header is for readers by ear alone. */
  readonly kind: CellKind | ((row: Row) => "menu" | "button" | "answers");
  readonly cell: (row: Row) => ReactNode;
  /** The screen asks for its list in the order of it (`useOrderBy`). */
  readonly isSortable?: boolean;
}

interface DataTableProps<Row> {
  /** Of the list, where its columns can be chosen: what was chosen is kept under it. */
  readonly name?: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  readonly isLoading: boolean;
  /** What a selected row is about, for its box. */
  readonly selectionLabel?: (row: Row) => string;
  readonly selected?: RowSelectionState;
  readonly onSelect?: (selected: RowSelectionState) => void;
  /** Opened below its row; null for what stays closed. */
  readonly detail?: (row: Row) => ReactNode | null;
  /** What single keys do with the row on which the focus is, beside those of every list (`useRowKeys`). */
  readonly keys?: Readonly<Record<string, (row: Row) => void>>;
}

/** Rows of a list; first the thing, last its menu. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { name, rows, rowId, isLoading, selected, onSelect, selectionLabel, detail, keys } = props;
  const { say } = useWords();
  const { hidden, toggle } = useHiddenColumns(name);
  const columns = props.columns.filter((column) => !isChoosable(column) || !hidden.includes(column.id));
  const isSelectable = selected !== undefined && onSelect !== undefined;
  const table = useReactTable({
    data: rows as Row[],
    columns: columns.map(({ id }) => ({ id })),
    getRowId: rowId,
    getCoreRowModel: getCoreRowModel(),
    enableRowSelection: isSelectable,
    state: { rowSelection: selected ?? {} },
    onRowSelectionChange: (change) => onSelect?.(typeof change === "function" ? change(selected ?? {}) : change),
  });
  const element = useRef<HTMLTableElement>(null);
  useFocusOnNext(element);
  return (
    <>
      <div className="tw">
        <table ref={element} className="stack tight">
          <TableHead
            columns={columns}
            pageBox={
              isSelectable
                ? {
                    isAll: table.getIsAllPageRowsSelected(),
                    isSome: table.getIsSomePageRowsSelected(),
                    onChange: () => table.toggleAllPageRowsSelected(),
                  }
                : null
            }
          />
          {isLoading ? (
            <SkeletonRows columns={columns.length + (isSelectable ? 1 : 0)} />
          ) : (
            <tbody>
              {table.getRowModel().rows.map((row) => {
                const opened = detail?.(row.original) ?? null;
                const classes = [row.getIsSelected() && "sel", opened !== null && "open"].filter(Boolean).join(" ");
                return (
                  <Fragment key={row.id}>
                    <tr
                      className={classes || undefined}
                      tabIndex={-1}
                      data-row={row.id}
                      onKeyDown={
                        keys &&
                        ((event) => {
                          const isOwn = event.target === event.currentTarget && isPageKey(event.nativeEvent);
                          if (!isOwn || !Object.hasOwn(keys, event.key)) return;
                          event.preventDefault();
                          keys[event.key]?.(row.original);
                        })
                      }
                    >
                      {isSelectable && (
                        <td className="cbx">
                          <input
                            type="checkbox"
                            className="cb"
                            aria-label={say("consoleList.select", { what: selectionLabel?.(row.original) ?? row.id })}
                            checked={row.getIsSelected()}
                            onChange={row.getToggleSelectedHandler()}
                          />
                        </td>
                      )}
                      {columns.map((column) => (
                        <Cell key={column.id} column={column} row={row.original} />
                      ))}
                    </tr>
                    {opened !== null && (
                      <tr className="detail">
                        <td colSpan={columns.length + (isSelectable ? 1 : 0)}>{opened}</td>
                      </tr>
                    )}
                  </Fragment>
                );
              })}
            </tbody>
          )}
        </table>
      </div>
      {!isLoading && rows.length > 0 && (
        <div className="csvline">
          {name !== undefined && (
            <ColumnsMenu columns={props.columns.filter(isChoosable)} hidden={hidden} onToggle={toggle} />
          )}
          <CsvButton table={element} />
        </div>
      )}
    </>
  );
}

/** What the row is about, and what can be done with it, is always there. */
function isChoosable<Row>({ kind }: Column<Row>): boolean {
  return typeof kind === "string" && !WITHOUT_LABEL.includes(kind);
}

function Cell<Row>({ column, row }: { readonly column: Column<Row>; readonly row: Row }) {
  const kind = typeof column.kind === "function" ? column.kind(row) : column.kind;
  return (
    <td className={CLASSES[kind]} data-l={WITHOUT_LABEL.includes(kind) ? undefined : column.header}>
      {column.cell(row)}
    </td>
  );
}
