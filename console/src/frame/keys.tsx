import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { Button } from "../parts/button.js";
import { Dialog } from "../parts/dialog.js";
import { isTyping } from "../parts/is-typing.js";
import { useWords } from "../words/words.js";
import { useNavigation } from "./navigation.js";

const GO_MS = 1_500;
/** After `g`. */
const SCREENS_BY_KEY: Readonly<Record<string, string>> = { h: "", r: "readiness", s: "schedule", d: "domains" };

/** `g` and a letter lead to a screen, `?` shows all keys. */
export function Keys() {
  const { say } = useWords();
  const [isShown, setShown] = useState(false);
  useGoing(() => setShown(true));
  if (!isShown) return null;
  const keys = [
    ["/", say("consoleShortcut.search")],
    [say("consoleShortcut.ctrlK"), say("consoleShortcut.search")],
    ["g h", say("consoleShortcut.home")],
    ["g r", say("consoleShortcut.readiness")],
    ["g s", say("consoleShortcut.schedule")],
    ["g d", say("consoleShortcut.domains")],
    ["?", say("consoleShortcut.keys")],
    [say("consoleSearch.keyEscape"), say("consoleShortcut.close")],
  ] as const;
  return (
    <Dialog title={say("consoleShortcut.title")} onClose={() => setShown(false)}>
      <dl className="dl keys">
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <div className="acts">
        <Button onClick={() => setShown(false)}>{say("consoleShortcut.done")}</Button>
      </div>
    </Dialog>
  );
}

function useGoing(onKeys: () => void): void {
  const navigate = useNavigate();
  const entries = useNavigation();
  const begun = useRef(0);
  const latest = useRef({ entries, onKeys });
  latest.current = { entries, onKeys };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      const path = Object.hasOwn(SCREENS_BY_KEY, event.key) ? SCREENS_BY_KEY[event.key] : undefined;
      const isGoing = Date.now() - begun.current < GO_MS;
      begun.current = event.key === "g" ? Date.now() : 0;
      if (event.key === "?") latest.current.onKeys();
      const entry = isGoing ? latest.current.entries.find(({ screen }) => screen.path === path) : undefined;
      if (entry !== undefined) void navigate({ to: entry.to });
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [navigate]);
}
