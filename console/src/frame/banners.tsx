import { useEffect, useState } from "react";
import { Notice } from "../parts/notice.js";
import { useWords } from "../words/words.js";
import { useStanding } from "./viewer.js";

/** Before the heading, as long as they are true: the worst first. */
export function Banners() {
  const { say, clockTime } = useWords();
  const { viewer } = useStanding();
  const offlineSince = useOfflineSince();
  return (
    <>
      {offlineSince !== null && (
        <Notice
          tone="act"
          icon="offline"
          isResult
          title={say("consoleFrame.offlineTitle", { time: clockTime(offlineSince) })}
        >
          <p>{say("consoleFrame.offlineText")}</p>
        </Notice>
      )}
      {viewer.lacksSecondFactor && <Notice tone="harm" icon="key" title={say("consoleSignIn.lacksFactor")} />}
      {viewer.viewedBy !== null && (
        <Notice tone="act" icon="eye" title={say("consoleFrame.viewedTitle", { name: viewer.viewedBy })}>
          <p>{say("consoleFrame.viewedText")}</p>
        </Notice>
      )}
    </>
  );
}

function useOfflineSince(): number | null {
  const [since, setSince] = useState<number | null>(navigator.onLine ? null : Date.now());
  useEffect(() => {
    const lost = () => setSince((before) => before ?? Date.now());
    const found = () => setSince(null);
    addEventListener("offline", lost);
    addEventListener("online", found);
    return () => {
      removeEventListener("offline", lost);
      removeEventListener("online", found);
    };
  }, []);
  return since;
}
