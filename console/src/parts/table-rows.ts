/** What is seen of a table: its columns with words, moments as ISO 8601, further lines of a cell after a dot. */
export function rowsOf(table: HTMLTableElement): string[][] {
  const headers = [...table.querySelectorAll<HTMLElement>("thead th")];
  const shown = headers.flatMap((header, index) => (header.matches(".cbx") || hasNoWords(table, index) ? [] : index));
  const body = [...table.querySelectorAll<HTMLTableRowElement>("tbody > tr:not(.detail)")];
  return [
    shown.map((index) => headers[index]?.textContent?.trim() ?? ""),
    ...body.map((row) => shown.map((index) => textOf(row.cells[index]))),
  ];
}

function hasNoWords(table: HTMLTableElement, index: number): boolean {
  const cell = table.querySelector<HTMLTableRowElement>("tbody > tr:not(.detail)")?.cells[index];
  return cell === undefined || cell.matches(".menu, .cbx, .ans");
}

function textOf(cell: HTMLTableCellElement | undefined): string {
  if (cell === undefined) return "";
  const copy = cell.cloneNode(true) as HTMLElement;
  for (const hidden of copy.querySelectorAll(".vh")) hidden.remove();
  for (const time of copy.querySelectorAll("time")) time.replaceWith(time.dateTime);
  for (const line of copy.querySelectorAll(".sub, .alabel, .look")) line.before(" · ");
  return (copy.textContent ?? "")
    .replace(/\s+/g, " ")
    .replace(/^(?: · )+|(?: · )+$/g, "")
    .trim();
}
