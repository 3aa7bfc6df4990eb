import { useEffect, useRef } from "react";
import { useWords } from "../words/words.js";
import type { Column } from "./data-table.js";
import { Icon } from "./icon.js";
import { useOrder } from "./use-order.js";

interface TableHeadProps<Row> {
  readonly columns: readonly Column<Row>[];
  /** Null where rows are not selected. */
  readonly pageBox: Omit<PageBoxProps, "label"> | null;
}

/** Headers; those by which the list can be ordered turn it. */
export function TableHead<Row>({ columns, pageBox }: TableHeadProps<Row>) {
  const { say } = useWords();
  return (
    <thead>
      <tr>
        {pageBox !== null && (
          <th scope="col" className="cbx">
            <PageBox {...pageBox} label={say("consoleList.selectPage")} />
          </th>
        )}
        {columns.map((column) => (
          <Header key={column.id} column={column} />
        ))}
      </tr>
    </thead>
  );
}

function Header<Row>({ column }: { readonly column: Column<Row> }) {
  const { id, header, kind, isSortable = false } = column;
  const { order, turn } = useOrder();
  const className = kind === "figure" ? "r" : undefined;
  const isHidden = kind === "menu" || kind === "answers" || typeof kind === "function";
  if (!isSortable) {
    return (
      <th scope="col" className={className}>
        {isHidden ? <span className="vh">{header}</span> : header}
      </th>
    );
  }
  const isOwn = order?.column === id;
  const direction = order?.isDescending ? "descending" : "ascending";
  return (
    <th scope="col" className={className} aria-sort={isOwn ? direction : undefined}>
      <button type="button" className="sortbtn" onClick={() => turn(id)}>
        {header}
        {isOwn && <Icon name={order?.isDescending ? "fall" : "rise"} />}
      </button>
    </th>
  );
}

interface PageBoxProps {
  readonly isAll: boolean;
  readonly isSome: boolean;
  readonly label: string;
  readonly onChange: () => void;
}

function PageBox({ isAll, isSome, label, onChange }: PageBoxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = isSome && !isAll;
  }, [isSome, isAll]);
  return (
    <input
      ref={box}
      type="checkbox"
      className={isSome && !isAll ? "cb mixed" : "cb"}
      aria-label={label}
      checked={isAll}
      onChange={onChange}
    />
  );
}
