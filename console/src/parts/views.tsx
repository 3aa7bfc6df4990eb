import { Link } from "@tanstack/react-router";
import { useWords } from "../words/words.js";
import { useCurrentInSight } from "./use-current-in-sight.js";

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
}

const WHOLE_QUERY = { exact: true, includeSearch: true, explicitUndefined: true } as const;

/** Views of one list, as tabs above it. Another view begins with its first page. */
export function Views({ label, views, current }: ViewsProps) {
  const { number } = useWords();
  return (
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
          aria-current={name === current ? "page" : undefined}
        >
          {text}
          {count !== undefined && count !== null && <span className="count">{number(count)}</span>}
        </Link>
      ))}
    </nav>
  );
}
