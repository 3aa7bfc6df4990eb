import { lazy, Suspense, useEffect, useState } from "react";
import { Icon } from "../parts/icon.js";
import { isPageKey } from "../parts/page-keys.js";
import { useWords } from "../words/words.js";

const load = () => import("./search-dialog.js");
const SearchDialog = lazy(load);

/** In the head of every administrator's page; `/` and Ctrl K open it too. */
export function SearchBox() {
  const { say } = useWords();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    // Before it is wanted, or what is typed meanwhile would be lost.
    void load();
    const onKey = (event: KeyboardEvent) => {
      const isSlash = event.key === "/" && isPageKey(event);
      const isCtrlK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey;
      if (!isSlash && !isCtrlK) return;
      event.preventDefault();
      setOpen(true);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  return (
    <>
      <button type="button" className="findbox" onClick={() => setOpen(true)}>
        <Icon name="search" />
        <span>{say("consoleSearch.hint")}</span>
        <kbd>/</kbd>
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <SearchDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
