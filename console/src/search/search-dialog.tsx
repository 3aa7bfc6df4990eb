import { useEffect, useState } from "react";
import { useNavigation } from "../frame/navigation.js";
import { useShownScope } from "../frame/scope.js";
import { problemOf, useQuery } from "../graphql/index.js";
import { sentenceOf } from "../parts/outcome.js";
import { useWords } from "../words/words.js";
import { type Group, groupsOf } from "./entries.js";
import { Palette } from "./palette.js";
import { SEARCH } from "./search.documents.js";

const PAUSE_MS = 200;

/** One field over the page; a whole bounce may be pasted into it. */
export default function SearchDialog({ onClose }: { readonly onClose: () => void }) {
  const { say } = useWords();
  const [text, setText] = useState("");
  const { groups, isNothing, isBusy, problem } = useFound(text);
  return (
    <Palette
      label={say("consoleSearch.label")}
      hint={say("consoleSearch.hint")}
      text={text}
      groups={groups}
      isBusy={isBusy}
      note={
        <>
          {isNothing && <p className="none">{say("consoleSearch.nothing", { text: text.trim() })}</p>}
          {problem && <p className="none err">{sentenceOf(problem)}</p>}
        </>
      }
      footnote={say("consoleSearch.pasteHint")}
      onText={setText}
      onClose={onClose}
    />
  );
}

/** A text once nobody types any more. */
export function useSettled(text: string): string {
  const wanted = text.trim();
  const [settled, setSettled] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSettled(wanted), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  return settled;
}

/** What the server finds, and the screens whose names hold the text. */
function useFound(text: string) {
  const words = useWords();
  const { path } = useShownScope();
  const screens = useNavigation();
  const wanted = text.trim();
  const asked = useSettled(text);
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
