/** Texts by name. */
export interface Kept {
  get(name: string): string | null;
  set(name: string, text: string): void;
  remove(name: string): void;
}

/** What this browser keeps. */
export const keptForGood = keptIn(() => localStorage);

/** What this tab keeps, also when the page is loaded anew. */
export const keptInTab = keptIn(() => sessionStorage);

/** A browser may deny its storage, as in the frame of another site: then as long as the page stands. */
function keptIn(open: () => Storage): Kept {
  const storage = openOrNull(open);
  const texts = new Map<string, string>();
  return {
    get: (name) => (storage === null ? (texts.get(name) ?? null) : storage.getItem(name)),
    set: (name, text) => void (storage === null ? texts.set(name, text) : storage.setItem(name, text)),
    remove: (name) => void (storage === null ? texts.delete(name) : storage.removeItem(name)),
  };
}

function openOrNull(open: () => Storage): Storage | null {
  try {
    return open();
  } catch {
    return null;
  }
}
