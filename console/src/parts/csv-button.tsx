import type { RefObject } from "react";
import { useWords } from "../words/words.js";
import { Button } from "./button.js";
import { toCsv } from "./csv.js";
import { rowsOf } from "./table-rows.js";

/** Saves the rows that are seen; made here, nothing is asked for. */
export function CsvButton({ table }: { readonly table: RefObject<HTMLTableElement> }) {
  const { say } = useWords();
  const save = () => {
    if (table.current === null) return;
    const address = URL.createObjectURL(new Blob([toCsv(rowsOf(table.current))], { type: "text/csv;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = `${location.pathname.split("/").filter(Boolean).at(-1) ?? "rows"}.csv`;
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <Button isSmall kind="quiet" icon="download" onClick={save}>
      {say("consoleCsv.download")}
    </Button>
  );
}
