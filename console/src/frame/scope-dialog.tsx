import { useMatches } from "@tanstack/react-router";
import { useState } from "react";
import { problemOf, useQuery } from "../graphql/index.js";
import { sentenceOf } from "../parts/outcome.js";
import { SCREENS } from "../screens.js";
import { type Entry, type Group } from "../search/entries.js";
import { Palette } from "../search/palette.js";
import { SEARCH } from "../search/search.documents.js";
import { useSettled } from "../search/search-dialog.js";
import { useWords } from "../words/words.js";
import { ownScopeKind, ownScopePath, type ScopeKind } from "./scope.js";
import type { Screen } from "./screen.js";
import { useStanding } from "./viewer.js";

/** Resellers and domains by the beginning of their names; the screen stays, where it exists there. */
export default function ScopeDialog({ onClose }: { readonly onClose: () => void }) {
  const { say } = useWords();
  const { viewer } = useStanding();
  const [text, setText] = useState("");
  const asked = useSettled(text);
  const screenIn = useScreenIn();
  const [{ data, error, fetching }] = useQuery({ query: SEARCH, variables: { text: asked }, pause: asked === "" });
  const found = asked === "" ? undefined : data?.search;
  const entry = (kind: ScopeKind, path: string, title: string): Entry => {
    const screen = screenIn(kind);
    return {
      key: path,
      icon: kind === "d" ? "globe" : "people",
      title,
      sub: say("consoleJump.sameScreen", { screen: say(screen.title) }),
      to: [path, screen.path].filter(Boolean).join("/"),
    };
  };
  const own = viewer.scopeKind === "PLATFORM" ? say("consoleFrame.platform") : viewer.scopeName;
  const all: Group[] = [
    {
      name: say("consoleSearch.resellers"),
      entries: (found?.resellers ?? []).map(({ slug, name }) => entry("r", `/r/${slug}`, name)),
    },
    {
      name: say("consoleSearch.domains"),
      entries: (found?.domains ?? []).map(({ name }) => entry("d", `/d/${name}`, name)),
    },
    { name: say("consoleJump.own"), entries: [entry(ownScopeKind(viewer), ownScopePath(viewer), own ?? "")] },
  ];
  const problem = problemOf(error);
  const isNothing = found !== undefined && !fetching && found.resellers.length === 0 && found.domains.length === 0;
  return (
    <Palette
      label={say("consoleJump.label")}
      hint={say("consoleJump.hint")}
      text={text}
      groups={all.filter(({ entries }) => entries.length > 0)}
      isBusy={asked !== "" && fetching}
      note={
        <>
          {isNothing && <p className="none">{say("consoleJump.nothing", { text: asked })}</p>}
          {problem && <p className="none err">{sentenceOf(problem)}</p>}
        </>
      }
      footnote={say("consoleJump.typeHint")}
      onText={setText}
      onClose={onClose}
    />
  );
}

/** The screen that is shown, as it is in another kind of scope; where there is none, the first one there. */
function useScreenIn(): (kind: ScopeKind) => Screen {
  const matches = useMatches();
  const shown = (matches.at(-1)?.fullPath ?? "").split("/").at(-1) ?? "";
  return (kind) => {
    const there = SCREENS.filter(({ scopes, isInNavigation }) => scopes.includes(kind) && isInNavigation !== false);
    const found = there.find(({ path }) => path !== "" && path === shown) ?? there[0];
    if (found === undefined) throw new Error(`Nothing is shown in ${kind}`);
    return found;
  };
}
