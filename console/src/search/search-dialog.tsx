import { Modal } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type ClipboardEvent, type KeyboardEvent, useEffect, useMemo, useState } from "react";
import { useNavigation } from "../frame/navigation.js";
import { useShownScope } from "../frame/scope.js";
import { problemOf, useQuery } from "../graphql/index.js";
import { Icon } from "../parts/icon.js";
import { sentenceOf } from "../parts/outcome.js";
import { useWords } from "../words/words.js";
import { type Entry, type Group, groupsOf } from "./entries.js";
import { FoundGroups } from "./found-groups.js";
import { SEARCH } from "./search.documents.js";

const PAUSE_MS = 200;

/** One field over the page; a whole bounce may be pasted into it. */
export default function SearchDialog({ onClose }: { readonly onClose: () => void }) {
  const { say } = useWords();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const { groups, isNothing, isBusy, problem } = useFound(text);
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
    setText(pasted.replace(/\s+/g, " ").trim());
  };
  return (
    <Modal.Root opened lockScroll={false} onClose={onClose} transitionProps={{ duration: 0 }} yOffset={72}>
      <Modal.Overlay />
      <Modal.Content className="cmd" aria-label={say("consoleSearch.label")}>
        <Modal.Body>
          <div className="q">
            <Icon name={isBusy ? "turning" : "search"} isSpinning={isBusy} />
            <input
              role="combobox"
              aria-label={say("consoleSearch.label")}
              aria-expanded={entries.length > 0}
              aria-controls="found"
              aria-activedescendant={entries.length > 0 ? `found-${shown}` : undefined}
              placeholder={say("consoleSearch.hint")}
              spellCheck={false}
              autoComplete="off"
              autoCapitalize="none"
              data-autofocus
              value={text}
              onChange={(event) => {
                setText(event.currentTarget.value);
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
          <div role="status">
            {isNothing && <p className="none">{say("consoleSearch.nothing", { text: text.trim() })}</p>}
            {problem && <p className="none err">{sentenceOf(problem)}</p>}
          </div>
          <footer>
            <span>
              <kbd>↑</kbd> <kbd>↓</kbd> {say("consoleSearch.choose")}
            </span>
            <span>
              <kbd>{say("consoleSearch.keyEnter")}</kbd> {say("consoleSearch.open")}
            </span>
            <span>{say("consoleSearch.pasteHint")}</span>
          </footer>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** What the server finds once nobody types, and the screens whose names begin so. */
function useFound(text: string) {
  const words = useWords();
  const { path } = useShownScope();
  const screens = useNavigation();
  const wanted = text.trim();
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  const [{ data, error, fetching, stale }] = useQuery({
    query: SEARCH,
    variables: { text: asked },
    pause: asked === "",
  });
  const isCurrent = asked === wanted && asked !== "" && !fetching;
  const found = asked === "" || wanted === "" ? undefined : data?.search;
  const goTo: Group = {
    name: words.say("consoleSearch.goTo"),
    entries: screens
      .filter(({ screen }) => words.say(screen.title).toLowerCase().includes(wanted.toLowerCase()))
      .map(({ screen, to }) => ({
        key: to,
        icon: screen.icon,
        title: words.say(screen.title),
        sub: null,
        to,
      })),
  };
  const groups = found === undefined ? [] : groupsOf(found, { words, text: asked, path });
  return {
    groups: goTo.entries.length === 0 ? groups : [...groups, goTo],
    isBusy: asked !== "" && (fetching || stale),
    isNothing: isCurrent && found !== undefined && groups.length === 0 && goTo.entries.length === 0,
    problem: problemOf(error),
  };
}
