import { useState } from "react";
import type { FoundDomain } from "../frame/scope.js";
import { useStanding } from "../frame/viewer.js";
import { useAct, useList } from "../graphql/index.js";
import { Address } from "../parts/address.js";
import { Button } from "../parts/button.js";
import { Confirm } from "../parts/confirm.js";
import { Empty, Failure } from "../parts/list-states.js";
import { type Outcome, OutcomeNotice, sentenceOf } from "../parts/outcome.js";
import { Pager } from "../parts/pager.js";
import { usePageVariables } from "../parts/use-pages.js";
import { around } from "../words/sentence.js";
import { useWords } from "../words/words.js";
import { AddDomainAlias } from "./add-domain-alias.js";
import { DomainAlias } from "./domain-alias.js";
import { DOMAIN_ALIASES, type DomainAliasRow, REMOVE_DOMAIN_ALIAS } from "./domain-aliases.documents.js";

/** The domains that stand for the shown one, each with what its proof lacks. */
export function DomainAliases({ domain }: { readonly domain: FoundDomain }) {
  const { say } = useWords();
  const { viewer } = useStanding();
  // As for domains: whoever administers one domain alone makes none.
  const mayChange = viewer.role !== "DOMAIN_ADMIN";
  const list = useList({
    document: DOMAIN_ALIASES,
    variables: { domainId: domain.id, ...usePageVariables("aliases") },
    at: (data) => data.domain?.domainAliases,
  });
  const [isAdding, setAdding] = useState(false);
  const [removed, setRemoved] = useState<DomainAliasRow | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const done = (title: string) => {
    setOutcome({ tone: "ok", title });
    list.refresh();
  };
  const isEmpty = !list.isLoading && list.rows.length === 0 && list.problem === null;
  return (
    <section className="card" aria-labelledby="domain-aliases">
      <header>
        <div>
          <h2 id="domain-aliases">{say("consoleAliases.title")}</h2>
          <p>{say("consoleAliases.lead", { name: domain.name })}</p>
        </div>
        <div className="acts">
          {mayChange && !isAdding && (
            <Button icon="add" onClick={() => setAdding(true)}>
              {say("consoleAliases.add")}
            </Button>
          )}
        </div>
      </header>
      {outcome !== null && (
        <div className="pad">
          <OutcomeNotice outcome={outcome} onDismiss={() => setOutcome(null)} />
        </div>
      )}
      {isAdding && (
        <AddDomainAlias
          domain={domain}
          onClose={() => setAdding(false)}
          onAdded={(name) => {
            setAdding(false);
            done(say("consoleAliases.added", { name }));
          }}
        />
      )}
      {list.problem && <Failure problem={list.problem} loadedAt={list.loadedAt} onRetry={list.refresh} />}
      {isEmpty && !isAdding && (
        <Empty icon="globe" title={say("consoleAliases.none")}>
          {say("consoleAliases.noneText")}
        </Empty>
      )}
      {list.rows.map((row) => (
        <DomainAlias
          key={row.id}
          row={row}
          onRemove={mayChange ? () => setRemoved(row) : null}
          onChanged={list.refresh}
        />
      ))}
      <Pager page={list.page} list="aliases" />
      {removed !== null && (
        <RemoveDialog
          row={removed}
          onClose={() => setRemoved(null)}
          onDone={() => {
            done(say("consoleAliases.removed", { name: removed.name }));
            setRemoved(null);
          }}
        />
      )}
    </section>
  );
}

interface DialogProps {
  readonly row: DomainAliasRow;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function RemoveDialog({ row, onClose, onDone }: DialogProps) {
  const { say } = useWords();
  const remove = useAct(REMOVE_DOMAIN_ALIAS);
  const onConfirm = async () => {
    if ((await remove.run({ id: row.id })) !== null) onDone();
  };
  return (
    <Confirm
      title={around((name) => say("consoleAliases.removeTitle", { name }), <Address value={row.name} isPlain />)}
      verb={say("consoleAliases.remove")}
      hasReason={false}
      isBusy={remove.isBusy}
      problem={remove.problem && <p className="err">{sentenceOf(remove.problem)}</p>}
      onConfirm={() => void onConfirm()}
      onClose={onClose}
    >
      <p>{say("consoleAliases.removeText")}</p>
    </Confirm>
  );
}
