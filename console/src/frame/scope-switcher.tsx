import { lazy, type ReactNode, Suspense, useState } from "react";
import { Icon } from "../parts/icon.js";
import { useWords } from "../words/words.js";
import { ownScopeKind } from "./scope.js";
import { useStanding } from "./viewer.js";

const ScopeDialog = lazy(() => import("./scope-dialog.js"));

/** The last part of the trail: for operators and resellers the way to another reseller or domain. */
export function ScopeSwitcher({ children }: { readonly children: ReactNode }) {
  const { say } = useWords();
  const { viewer } = useStanding();
  const [isOpen, setOpen] = useState(false);
  const kind = ownScopeKind(viewer);
  if (kind !== "p" && kind !== "r") return <span className="strong here">{children}</span>;
  return (
    <>
      <button type="button" className="here" onClick={() => setOpen(true)}>
        <span className="t">{children}</span>
        <Icon name="down" />
        <span className="vh">{say("consoleJump.label")}</span>
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <ScopeDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
