import { keptForGood } from "../kept.js";

const KEPT = "mayfrom.keys";
const OFF = "off";

/** What takes letters itself; a box that is ticked takes none. */
const TAKES_LETTERS =
  "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true], [role=menu]";

/** Whoever speaks to their computer can turn single keys off (WCAG 2.2, 2.1.4). */
export function areKeysOn(): boolean {
  return keptForGood.get(KEPT) !== OFF;
}

export function turnKeys(isOn: boolean): void {
  if (isOn) keptForGood.remove(KEPT);
  else keptForGood.set(KEPT, OFF);
}

/** Whether a single key is meant for the page, and not for a field, a menu, a dialog or the browser. */
export function isPageKey(event: KeyboardEvent): boolean {
  // On many keyboards brackets are typed with AltGr, which some systems report as Ctrl and Alt.
  const isModified = (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState("AltGraph");
  if (isModified || !areKeysOn() || document.querySelector("[role=dialog]") !== null) return false;
  return !(event.target instanceof Element && event.target.closest(TAKES_LETTERS) !== null);
}
