import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { Button } from "../parts/button.js";
import { Dialog } from "../parts/dialog.js";
import { isPageKey } from "../parts/page-keys.js";
import { useRowKeys } from "../parts/row-keys.js";
import { useWords } from "../words/words.js";
import { useNavigation } from "./navigation.js";

const GO_MS = 1_500;
/** After `g`. */
const SCREENS_BY_KEY: Readonly<Record<string, string>> = { h: "", r: "readiness", s: "schedule", d: "domains" };

interface KeysProps {
  /** Whether the frame has a box to search in. */
  readonly hasSearch?: boolean;
}

/** `g` and a letter lead to a screen, others through the rows of lists; `?` shows all keys. */
export function Keys({ hasSearch = false }: KeysProps) {
  const { say } = useWords();
  const paths = useNavigation().map(({ screen }) => screen.path);
  const [isShown, setShown] = useState(false);
  useGoing(() => setShown(true));
  useRowKeys();
  if (!isShown) return null;
  const has = (path: string) => paths.includes(path);
  const keys = [
    hasSearch && ["/", say("consoleShortcut.search")],
    hasSearch && [say("consoleShortcut.ctrlK"), say("consoleShortcut.search")],
    has("") && ["g h", say("consoleShortcut.home")],
    has("readiness") && ["g r", say("consoleShortcut.readiness")],
    has("schedule") && ["g s", say("consoleShortcut.schedule")],
    has("domains") && ["g d", say("consoleShortcut.domains")],
    ["j k", say("consoleShortcut.rows")],
    [say("consoleSearch.keyEnter"), say("consoleShortcut.openRow")],
    ["x", say("consoleShortcut.selectRow")],
    has("requests") && ["a r", say("consoleShortcut.answerRow")],
    ["[ ]", say("consoleShortcut.turn")],
    ["?", say("consoleShortcut.keys")],
    [say("consoleSearch.keyEscape"), say("consoleShortcut.close")],
  ].filter((each): each is [string, string] => each !== false);
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
      if (!isPageKey(event)) return;
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
