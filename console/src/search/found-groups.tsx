import { useEffect } from "react";
import { Icon } from "../parts/icon.js";
import { useWords } from "../words/words.js";
import type { Entry, Group } from "./entries.js";

interface FoundGroupsProps {
  readonly groups: readonly Group[];
  /** Number of the entry that Enter opens, over all groups. */
  readonly current: number;
  readonly onOpen: (entry: Entry) => void;
}

/** Results in groups; arrows go through all of them. */
export function FoundGroups({ groups, current, onOpen }: FoundGroupsProps) {
  const { say } = useWords();
  useEffect(() => {
    document.getElementById(`found-${current}`)?.scrollIntoView({ block: "nearest" });
  }, [current]);
  let number = -1;
  return (
    <div id="found" role="listbox" aria-label={say("consoleSearch.results")} className="found">
      {groups.map(({ name, entries }, index) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options within a list box has no element of its own.
        <div key={name} role="group" aria-labelledby={`found-group-${index}`}>
          <h3 id={`found-group-${index}`} role="presentation">
            {name}
          </h3>
          {entries.map((entry) => {
            number += 1;
            const isCurrent = number === current;
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and takes the keys.
              <div
                key={entry.key}
                id={`found-${number}`}
                role="option"
                tabIndex={-1}
                aria-selected={isCurrent}
                className={isCurrent ? "hit on" : "hit"}
                onClick={() => onOpen(entry)}
              >
                <Icon name={entry.icon} />
                <span>
                  {entry.title}
                  {entry.sub !== null && <span className="sub">{entry.sub}</span>}
                </span>
                {isCurrent && <kbd>{say("consoleSearch.keyEnter")}</kbd>}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}
