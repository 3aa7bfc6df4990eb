/** Whether a key is meant for a field or a dialog, and not for the page. */
export function isTyping({ target }: KeyboardEvent): boolean {
  if (document.querySelector("[role=dialog]") !== null) return true;
  return target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable=true]") !== null;
}
