import type { RefObject } from "react";
import { useWords } from "../words/words.js";
import { Button } from "./button.js";
import { saveCsv } from "./save-csv.js";
import { rowsOf } from "./table-rows.js";

/** Saves the rows that are seen; made here, nothing is asked for. */
export function CsvButton({ table }: { readonly table: RefObject<HTMLTableElement> }) {
  const { say } = useWords();
  const save = () => {
    if (table.current === null) return;
    saveCsv(location.pathname.split("/").filter(Boolean).at(-1) ?? "rows", rowsOf(table.current));
  };
  return (
    <Button isSmall kind="quiet" icon="download" onClick={save}>
      {say("consoleCsv.download")}
    </Button>
  );
}
