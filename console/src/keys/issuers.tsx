import { useState } from "react";
import type { ScopeGiven } from "../frame/scope-input.js";
import { useAct, useList } from "../graphql/index.js";
import { Button } from "../parts/button.js";
import { Chip } from "../parts/chip.js";
import { type Column, DataTable } from "../parts/data-table.js";
import { Empty, Failure } from "../parts/list-states.js";
import { type Outcome, OutcomeNotice, sentenceOf } from "../parts/outcome.js";
import { Pager } from "../parts/pager.js";
import { RowMenu } from "../parts/row-menu.js";
import { usePageVariables } from "../parts/use-pages.js";
import { useWords, type Words } from "../words/words.js";
import { EndDialog } from "./end-dialog.js";
import { IssuerForm, ROLE_WORDS } from "./issuer-form.js";
import { ENABLE_ISSUER, ISSUERS, type IssuerRow } from "./keys.documents.js";

/** Panels and webmails whose signed tokens sign people in. */
export function Issuers({ scope }: { readonly scope: ScopeGiven }) {
  const words = useWords();
  const { say } = words;
  const list = useList({
    document: ISSUERS,
    variables: usePageVariables("issuers"),
    at: (data) => data.trustedIssuers,
  });
  const enable = useAct(ENABLE_ISSUER);
  const [edited, setEdited] = useState<IssuerRow | "NEW" | null>(null);
  const [ended, setEnded] = useState<IssuerRow | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const done = (title: string) => setOutcome({ tone: "ok", title });
  const rows = scope.platform ? list.rows : list.rows.filter(({ reseller }) => reseller?.id === scope.resellerId);
  const isEmpty = !list.isLoading && rows.length === 0 && list.problem === null;
  const columns = columnsOf(words, {
    onEdit: setEdited,
    onEnd: setEnded,
    onEnable: (row) =>
      void enable.run({ id: row.id }).then((each) => each && done(say("consoleKeys.enabledTitle", { name: row.name }))),
  });
  return (
    <section className="card" aria-labelledby="issuers">
      <header>
        <div>
          <h2 id="issuers">{say("consoleKeys.issuersTitle")}</h2>
          <p>{say("consoleKeys.issuersText")}</p>
        </div>
        <div className="acts">
          {edited === null && (
            <Button icon="add" onClick={() => setEdited("NEW")}>
              {say("consoleKeys.addIssuer")}
            </Button>
          )}
        </div>
      </header>
      {(outcome !== null || enable.problem !== null) && (
        <div className="pad">
          <OutcomeNotice
            outcome={
              enable.problem
                ? { tone: "harm", title: say("consoleTenants.notDone"), text: sentenceOf(enable.problem) }
                : outcome
            }
            onDismiss={() => {
              setOutcome(null);
              enable.forget();
            }}
          />
        </div>
      )}
      {edited !== null && (
        <IssuerForm
          key={edited === "NEW" ? "new" : edited.id}
          scope={scope}
          issuer={edited === "NEW" ? null : edited}
          onClose={() => setEdited(null)}
          onSaved={() => {
            setEdited(null);
            done(say("consoleForm.saved"));
          }}
        />
      )}
      {list.problem && <Failure problem={list.problem} loadedAt={list.loadedAt} onRetry={list.refresh} />}
      {isEmpty ? (
        edited === null && (
          <Empty icon="people" title={say("consoleKeys.noIssuers")}>
            {say("consoleKeys.noIssuersText")}
          </Empty>
        )
      ) : (
        <DataTable columns={columns} rows={rows} rowId={({ id }) => id} isLoading={list.isLoading} />
      )}
      <Pager page={list.page} list="issuers" />
      {ended !== null && (
        <EndDialog
          kind="ISSUER"
          id={ended.id}
          name={ended.name}
          onClose={() => setEnded(null)}
          onDone={() => {
            done(say("consoleKeys.disabledTitle", { name: ended.name }));
            setEnded(null);
          }}
        />
      )}
    </section>
  );
}

interface IssuerActs {
  readonly onEdit: (row: IssuerRow) => void;
  readonly onEnd: (row: IssuerRow) => void;
  readonly onEnable: (row: IssuerRow) => void;
}

function columnsOf({ say, number }: Words, { onEdit, onEnd, onEnable }: IssuerActs): Column<IssuerRow>[] {
  return [
    {
      id: "name",
      header: say("consoleKeys.issuer"),
      kind: "title",
      cell: ({ name, issuer }) => (
        <>
          <b>{name}</b>
          <span className="sub mono">{issuer}</span>
        </>
      ),
    },
    {
      id: "lets",
      header: say("consoleKeys.letsIn"),
      kind: "quiet",
      cell: ({ allowedRoles }) => allowedRoles.map((role) => say(ROLE_WORDS[role])).join(", "),
    },
    {
      id: "keys",
      header: say("consoleKeys.publicKeys"),
      kind: "plain",
      cell: ({ publicKeys, algorithm }) => `${number(publicKeys.length)} · ${algorithm}`,
    },
    {
      id: "state",
      header: say("consoleTenants.state"),
      kind: "state",
      cell: ({ isDisabled }) =>
        isDisabled ? (
          <Chip tone="over" icon="lock">
            {say("consolePeople.disabled")}
          </Chip>
        ) : (
          <span className="muted">{say("consoleKeys.inUse")}</span>
        ),
    },
    {
      id: "acts",
      header: say("consoleList.actions"),
      kind: "menu",
      cell: (row) => (
        <RowMenu
          about={row.name}
          actions={[
            { label: say("consoleKeys.changeKeys"), icon: "pencil", onSelect: () => onEdit(row) },
            row.isDisabled
              ? { label: say("consolePeople.enable"), icon: "checkRing", onSelect: () => onEnable(row) }
              : { label: say("consoleKeys.disable"), icon: "lock", isHarmful: true, onSelect: () => onEnd(row) },
          ]}
        />
      ),
    },
  ];
}
