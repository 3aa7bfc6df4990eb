import { type RefObject, useEffect, useRef } from "react";
import { isPageKey } from "./page-keys.js";

const ROW = "tr[data-row]";
const STEPS: Readonly<Record<string, 1 | -1>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
const TURNS: Readonly<Record<string, string>> = { "[": "previous", "]": "next" };
/** Where the focus goes on its own account, and comes back from. */
const PASSING = "[role=dialog], [role=menu]";

/**
 * Once a frame. `j` and `k` lead the focus through the rows of all tables on the page, arrows go on from a row; Enter and
 * `o` open it, `x` selects it; brackets turn the page.
 */
export function useRowKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isPageKey(event) && press(event.key)) event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}

/** False for a key that is the browser's here. */
function press(key: string): boolean {
  const { activeElement } = document;
  const row = activeElement?.closest<HTMLElement>(ROW) ?? null;
  const isOnRow = row !== null && row === activeElement;
  const step = Object.hasOwn(STEPS, key) ? STEPS[key] : undefined;
  if (step !== undefined) return (isOnRow || !key.startsWith("Arrow")) && go(row, step);
  if (Object.hasOwn(TURNS, key)) return click(document, `main .pager [data-turn=${TURNS[key]}]:enabled`);
  if (row === null) return false;
  if (key === "x") return click(row, ".cbx input");
  // On a button or link of the row Enter is its own.
  if (key === "o" || (key === "Enter" && isOnRow)) return click(row, "a[href]") || click(row, "button");
  return false;
}

function go(from: HTMLElement | null, step: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>(`main ${ROW}`)];
  const next = from === null ? rows[0] : rows[rows.indexOf(from) + step];
  next?.focus();
  return next !== undefined;
}

function click(within: ParentNode, selector: string): boolean {
  const found = within.querySelector<HTMLElement>(selector);
  found?.click();
  return found !== null;
}

/** When the row goes on which the focus is, the focus is on the one that takes its place. */
export function useFocusOnNext(table: RefObject<HTMLTableElement>): void {
  const last = useRef<{ readonly row: HTMLElement; readonly index: number } | null>(null);
  useEffect(() => {
    const element = table.current;
    const onFocus = ({ target }: FocusEvent) => {
      const row = target instanceof Element ? target.closest<HTMLElement>(ROW) : null;
      last.current = row && { row, index: rowsOf(element).indexOf(row) };
    };
    const onBlur = ({ relatedTarget: to }: FocusEvent) => {
      if (to instanceof Element && to.closest(PASSING) === null && !element?.contains(to)) last.current = null;
    };
    element?.addEventListener("focusin", onFocus);
    element?.addEventListener("focusout", onBlur);
    return () => {
      element?.removeEventListener("focusin", onFocus);
      element?.removeEventListener("focusout", onBlur);
    };
  }, [table]);
  useEffect(() => {
    if (last.current === null || last.current.row.isConnected || document.activeElement !== document.body) return;
    const rows = rowsOf(table.current);
    rows[Math.min(last.current.index, rows.length - 1)]?.focus();
  });
}

function rowsOf(table: HTMLTableElement | null): HTMLElement[] {
  return [...(table?.querySelectorAll<HTMLElement>(`:scope > tbody > ${ROW}`) ?? [])];
}
