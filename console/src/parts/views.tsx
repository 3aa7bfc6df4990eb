import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useAct } from "../graphql/index.js";
import { useWords } from "../words/words.js";
import { Button } from "./button.js";
import { searchOf } from "./list-state.js";
import { SaveView } from "./save-view.js";
import { REMOVE_VIEW } from "./saved-views.documents.js";
import { useCurrentInSight } from "./use-current-in-sight.js";
import { useSavedViews } from "./use-saved-views.js";

export interface View {
  /** In the address bar, as `view`; the first one is what is shown without. */
  readonly name: string;
  readonly label: string;
  readonly count?: number | null;
}

interface ViewsProps {
  readonly label: string;
  readonly views: readonly View[];
  readonly current: string;
  /** Of the list, where the viewer may keep views of their own. */
  readonly list?: string;
}

const WHOLE_QUERY = { exact: true, includeSearch: true, explicitUndefined: true } as const;

/** Views of one list, as tabs above it, the viewer's own behind them. Another view begins with its first page. */
export function Views({ label, views, current, list }: ViewsProps) {
  const { number } = useWords();
  const saved = useSavedViews(list);
  return (
    <div className="viewline">
      <nav ref={useCurrentInSight()} className="views" aria-label={label}>
        {views.map(({ name, label: text, count }, index) => (
          <Link
            key={name}
            to="."
            search={
              ((all: object) => ({
                ...all,
                after: undefined,
                before: undefined,
                from: undefined,
                view: index === 0 ? undefined : name,
              })) as never
            }
            // The router would call every view active whose query is part of the one shown; the first one's is of all.
            activeOptions={WHOLE_QUERY}
            activeProps={{}}
            aria-current={saved.shown === null && name === current ? "page" : undefined}
          >
            {text}
            {count !== undefined && count !== null && <span className="count">{number(count)}</span>}
          </Link>
        ))}
        {saved.all.map(({ id, name, query }) => (
          <Link
            key={id}
            to="."
            search={searchOf(query) as never}
            activeOptions={WHOLE_QUERY}
            activeProps={{}}
            aria-current={saved.shown?.id === id ? "page" : undefined}
          >
            <bdi>{name}</bdi>
          </Link>
        ))}
      </nav>
      {list !== undefined && <OwnViews list={list} saved={saved} />}
    </div>
  );
}

interface OwnViewsProps {
  readonly list: string;
  readonly saved: ReturnType<typeof useSavedViews>;
}

/** Keeps what is shown, or takes away the view that shows it: what is on the screen stays, and can be kept again. */
function OwnViews({ list, saved }: OwnViewsProps) {
  const { say } = useWords();
  const [isAsked, setAsked] = useState(false);
  const remove = useAct(REMOVE_VIEW);
  const { shown, canSave, query } = saved;
  return (
    <>
      {canSave && (
        <Button isSmall kind="quiet" icon="add" onClick={() => setAsked(true)}>
          {say("consoleViews.save")}
        </Button>
      )}
      {shown !== null && (
        <Button
          isSmall
          kind="quiet"
          icon="cross"
          isBusy={remove.isBusy}
          onClick={() => void remove.run({ id: shown.id })}
        >
          {say("consoleViews.remove")}
        </Button>
      )}
      {isAsked && <SaveView list={list} query={query} onClose={() => setAsked(false)} />}
    </>
  );
}
