import type { ReactNode } from "react";
import type { List } from "../graphql/index.js";
import { FindField } from "./find-field.js";
import type { IconName } from "./icon.js";
import { Empty, Failure } from "./list-states.js";
import { Pager } from "./pager.js";
import { type View, Views } from "./views.js";

interface FoundListProps {
  /** Under which views of it are kept. */
  readonly name: string;
  readonly title: string;
  /** Label of the views, and the views; the count of the one that is shown is the list's own. */
  readonly views: { readonly label: string; readonly current: string; readonly all: readonly View[] };
  readonly find: { readonly label: string; readonly hint: string };
  readonly list: List<unknown, unknown>;
  /** In place of a table without rows. */
  readonly empty: { readonly icon: IconName; readonly title: string; readonly text: string };
  /** The table. */
  readonly children: ReactNode;
}

/** A list with views above it, a field to find in it, and its pages; or why there is nothing, or not yet. */
export function FoundList({ name, title, views, find, list, empty, children }: FoundListProps) {
  const isEmpty = !list.isLoading && list.rows.length === 0 && list.problem === null;
  return (
    <section className="card" aria-labelledby="list">
      <h2 className="vh" id="list">
        {title}
      </h2>
      <Views list={name} label={views.label} current={views.current} views={views.all} />
      <FindField label={find.label} hint={find.hint} />
      {list.problem && <Failure problem={list.problem} loadedAt={list.loadedAt} onRetry={list.refresh} />}
      {isEmpty ? (
        <Empty icon={empty.icon} title={empty.title}>
          {empty.text}
        </Empty>
      ) : (
        children
      )}
      <Pager page={list.page} />
    </section>
  );
}
