const endings: (() => Promise<void>)[] = [];

/**
 * Has something closed when the test file has ended, the newest first. For what several files share: a hook at the top
 * of a module would be registered by the first file that imports it, and by no other, for files share their modules.
 */
export function atEndOfFile(end: () => Promise<void>): void {
  endings.push(end);
}

export async function runEndings(): Promise<void> {
  for (const end of endings.splice(0).reverse()) await end();
}
