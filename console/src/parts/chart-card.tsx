import { type ReactNode, useId, useState } from "react";
import { useWords } from "../words/words.js";
import { Button } from "./button.js";
import { type Column, DataTable } from "./data-table.js";

interface ChartCardProps<Row> {
  readonly title: string;
  readonly sub?: ReactNode;
  /** The same figures as rows, which are saved as CSV. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  /** The drawing and its legend. */
  readonly children: ReactNode;
}

/** A drawing, or the same as a table: whoever reads rather than looks misses nothing. */
export function ChartCard<Row>({ title, sub, columns, rows, rowId, children }: ChartCardProps<Row>) {
  const { say } = useWords();
  const [isTable, setTable] = useState(false);
  const id = useId();
  return (
    <section className="card" aria-labelledby={id}>
      <header>
        <div>
          <h2 id={id}>{title}</h2>
          {sub !== undefined && <p>{sub}</p>}
        </div>
        <div className="acts">
          <Button isSmall kind="quiet" icon={isTable ? "chart" : "list"} onClick={() => setTable(!isTable)}>
            {isTable ? say("consoleReadiness.asChart") : say("consoleReadiness.asTable")}
          </Button>
        </div>
      </header>
      {isTable ? (
        <DataTable columns={columns} rows={rows} rowId={rowId} isLoading={false} />
      ) : (
        <div className="pad">{children}</div>
      )}
    </section>
  );
}
