import { Link } from "@tanstack/react-router";
import { useWords } from "../words/words.js";
import { BrandMark } from "./brand-mark.js";
import { ownScopePath } from "./scope.js";
import { useStanding } from "./viewer.js";

export function BrandLine() {
  const { say } = useWords();
  const { frame, viewer } = useStanding();
  const first = viewer.scopeKind === "ACCOUNT" ? "/me/senders" : ownScopePath(viewer);
  return (
    <Link className="brandline" to={first}>
      <BrandMark logo={frame.logo} />
      <div>
        <b>{frame.brandName}</b> <span>{say("consoleFrame.product")}</span>
      </div>
    </Link>
  );
}
