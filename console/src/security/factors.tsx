import { useState } from "react";
import { problemOf, useQuery } from "../graphql/index.js";
import { Button } from "../parts/button.js";
import { type Column, DataTable } from "../parts/data-table.js";
import { Failure } from "../parts/list-states.js";
import { type Outcome, OutcomeNotice } from "../parts/outcome.js";
import { RowMenu } from "../parts/row-menu.js";
import { Time } from "../parts/time.js";
import { useWords } from "../words/words.js";
import { AddFactor } from "./add-factor.js";
import { ProvenDialog } from "./proven-dialog.js";
import { RecoveryCodes } from "./recovery-codes.js";
import { FACTORS, type OwnFactor } from "./security.documents.js";

type Asked = { readonly act: "REMOVE"; readonly factor: OwnFactor } | { readonly act: "RENEW" };

/** What one signs in with besides the password, and the codes for the day on which it is lost. */
export function Factors() {
  const { say, number } = useWords();
  const [{ data, error }, ask] = useQuery({ query: FACTORS });
  const [isAdding, setAdding] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const refresh = () => ask({ requestPolicy: "network-only" });
  const problem = problemOf(error);
  const factors = data?.secondFactors ?? [];
  const left = data?.recoveryCodesLeft ?? 0;
  const columns: Column<OwnFactor>[] = [
    { id: "name", header: say("consoleSecurity.name"), kind: "title", cell: ({ name }) => <b>{name}</b> },
    {
      id: "kind",
      header: say("consoleSecurity.kind"),
      kind: "quiet",
      cell: ({ kind }) => say(kind === "TOTP" ? "consoleSecurity.app" : "consoleSecurity.passkey"),
    },
    {
      id: "since",
      header: say("consoleSecurity.since"),
      kind: "plain",
      cell: ({ createdAt }) => <Time at={createdAt} as="day" />,
    },
    {
      id: "used",
      header: say("consoleSecurity.used"),
      kind: "plain",
      cell: ({ lastUsedAt }) => <Time at={lastUsedAt} />,
    },
    {
      id: "acts",
      header: say("consoleList.actions"),
      kind: "menu",
      cell: (factor) => (
        <RowMenu
          about={factor.name}
          actions={[
            {
              label: say("consoleSecurity.remove"),
              icon: "cross",
              isHarmful: true,
              onSelect: () => setAsked({ act: "REMOVE", factor }),
            },
          ]}
        />
      ),
    },
  ];
  return (
    <section className="card" aria-labelledby="factors">
      <header>
        <div>
          <h2 id="factors">{say("consoleSecurity.factorsTitle")}</h2>
          <p>{say("consoleSecurity.factorsText")}</p>
        </div>
        <div className="acts">
          {!isAdding && data !== undefined && (
            <Button icon="add" onClick={() => setAdding(true)}>
              {say("consoleSecurity.add")}
            </Button>
          )}
        </div>
      </header>
      {problem && <Failure problem={problem} loadedAt={null} onRetry={refresh} />}
      {(outcome !== null || codes !== null || isAdding) && (
        <div className="pad form">
          <OutcomeNotice outcome={outcome} onDismiss={() => setOutcome(null)} />
          {codes !== null && <RecoveryCodes codes={codes} onDone={() => setCodes(null)} />}
          {isAdding && (
            <AddFactor
              factors={factors}
              onClose={() => setAdding(false)}
              onAdded={(name, given) => {
                setAdding(false);
                setOutcome({ tone: "ok", title: say("consoleSecurity.added", { name }) });
                if (given.length > 0) setCodes(given);
                refresh();
              }}
            />
          )}
        </div>
      )}
      {factors.length > 0 && (
        <DataTable columns={columns} rows={factors} rowId={({ id }) => id} isLoading={data === undefined} />
      )}
      {factors.length > 0 && (
        <footer>
          {say("consoleSecurity.codesLeft", { count: left, number: number(left) })}
          <Button isSmall onClick={() => setAsked({ act: "RENEW" })}>
            {say("consoleSecurity.renew")}
          </Button>
        </footer>
      )}
      {factors.length === 0 && data !== undefined && !isAdding && (
        <p className="pad muted">{say("consoleSecurity.noFactors")}</p>
      )}
      {asked !== null && (
        <ProvenDialog
          factors={factors}
          removed={asked.act === "REMOVE" ? asked.factor : null}
          onClose={() => setAsked(null)}
          onDone={(given) => {
            if (asked.act === "REMOVE") {
              setOutcome({ tone: "ok", title: say("consoleSecurity.removed", { name: asked.factor.name }) });
            }
            setCodes(given);
            setAsked(null);
            refresh();
          }}
        />
      )}
    </section>
  );
}
