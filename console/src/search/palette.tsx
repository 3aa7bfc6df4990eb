import { Modal } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type ClipboardEvent, type KeyboardEvent, type ReactNode, useMemo, useState } from "react";
import { Icon } from "../parts/icon.js";
import { useWords } from "../words/words.js";
import type { Entry, Group } from "./entries.js";
import { FoundGroups } from "./found-groups.js";

interface PaletteProps {
  readonly label: string;
  readonly hint: string;
  readonly text: string;
  readonly groups: readonly Group[];
  readonly isBusy: boolean;
  /** Said where nothing was found, or something went wrong. */
  readonly note: ReactNode;
  readonly footnote: string;
  readonly onText: (text: string) => void;
  readonly onClose: () => void;
}

/** A field over the page, and what was found below it; arrows choose, Enter leads there. */
export function Palette({ label, hint, text, groups, isBusy, note, footnote, onText, onClose }: PaletteProps) {
  const { say } = useWords();
  const navigate = useNavigate();
  const entries = useMemo(() => groups.flatMap((group) => group.entries), [groups]);
  const [current, setCurrent] = useState(0);
  const shown = Math.min(current, Math.max(0, entries.length - 1));
  const open = ({ to, search }: Entry) => {
    onClose();
    void navigate({ to, search: (search ?? {}) as never });
  };
  const onKey = (event: KeyboardEvent) => {
    const entry = entries[shown];
    if (event.key === "Enter" && entry !== undefined) open(entry);
    else if (event.key === "ArrowDown") setCurrent(Math.min(shown + 1, entries.length - 1));
    else if (event.key === "ArrowUp") setCurrent(Math.max(shown - 1, 0));
    else return;
    event.preventDefault();
  };
  // A field of one line would join the lines of a bounce without anything between them.
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = event.clipboardData.getData("text");
    if (!/[\r\n]/.test(pasted)) return;
    event.preventDefault();
    onText(pasted.replace(/\s+/g, " ").trim());
  };
  return (
    <Modal.Root opened lockScroll={false} onClose={onClose} transitionProps={{ duration: 0 }} yOffset={72}>
      <Modal.Overlay />
      <Modal.Content className="cmd" aria-label={label}>
        <Modal.Body>
          <div className="q">
            <Icon name={isBusy ? "turning" : "search"} isSpinning={isBusy} />
            <input
              role="combobox"
              aria-label={label}
              aria-expanded={entries.length > 0}
              aria-controls="found"
              aria-activedescendant={entries.length > 0 ? `found-${shown}` : undefined}
              placeholder={hint}
              spellCheck={false}
              autoComplete="off"
              autoCapitalize="none"
              data-autofocus
              value={text}
              onChange={(event) => {
                onText(event.currentTarget.value);
                setCurrent(0);
              }}
              onKeyDown={onKey}
              onPaste={onPaste}
            />
            <button type="button" className="escape" onClick={onClose}>
              <kbd>{say("consoleSearch.keyEscape")}</kbd> <span className="vh">{say("consoleSearch.close")}</span>
            </button>
          </div>
          <FoundGroups groups={groups} current={shown} onOpen={open} />
          <div role="status">{note}</div>
          <footer>
            <span>
              <kbd>↑</kbd> <kbd>↓</kbd> {say("consoleSearch.choose")}
            </span>
            <span>
              <kbd>{say("consoleSearch.keyEnter")}</kbd> {say("consoleSearch.open")}
            </span>
            <span>{footnote}</span>
          </footer>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
