import { useState } from "react";
import { nodesOf, useAct } from "../graphql/index.js";
import { Address } from "../parts/address.js";
import { Button } from "../parts/button.js";
import { Tag } from "../parts/chip.js";
import { type Column, DataTable } from "../parts/data-table.js";
import { type Outcome, OutcomeNotice, sentenceOf } from "../parts/outcome.js";
import { RowMenu } from "../parts/row-menu.js";
import { useWords, type Words } from "../words/words.js";
import { AddressesToSettle } from "./addresses-to-settle.js";
import { MISSING } from "./missing-ground.js";
import {
  type AddressToSettle,
  ASK_OWNER,
  type MailboxesPage,
  type MailboxToSettle,
  type MissingGround,
} from "./readiness.documents.js";
import { GrantDialog, SuspendDialog } from "./settle-dialogs.js";
import { NothingLeft, SettleCard } from "./tenants-to-settle.js";

interface MailboxesProps {
  readonly page: MailboxesPage;
  /** They are asked for again, with the figures above. */
  readonly onChanged: () => void;
}

/** Mailboxes whose mail would be refused, with the addresses that lack something; opened one by one. */
export function MailboxesToSettle({ page, onChanged }: MailboxesProps) {
  const words = useWords();
  const { say } = words;
  const rows = [...nodesOf(page)].sort((one, other) => other.unresolved - one.unresolved);
  const ask = useAct(ASK_OWNER);
  const [opened, setOpened] = useState<string | null>(null);
  const [granted, setGranted] = useState<{ row: MailboxToSettle; address: string } | null>(null);
  const [suspended, setSuspended] = useState<MailboxToSettle | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const shown = opened ?? rows[0]?.account.id ?? null;

  const done = (title: string) => {
    setOutcome({ tone: "ok", title });
    setGranted(null);
    setSuspended(null);
    onChanged();
  };
  const onAsk = async (row: MailboxToSettle, { address }: AddressToSettle) => {
    const answer = await ask.run({ input: { accountId: row.account.id, address } });
    if (answer !== null) done(say("consoleReadiness.askedTitle", { address }));
  };
  const failed: Outcome | null = ask.problem && {
    tone: "harm",
    title: say("consoleReadiness.notDone"),
    text: sentenceOf(ask.problem),
  };
  const columns = mailboxColumns(words, {
    shown,
    toggle: (row) => setOpened(shown === row.account.id ? "" : row.account.id),
    suspend: setSuspended,
  });
  return (
    <>
      <SettleCard isMore={page.pageInfo.hasNextPage} count={rows.length}>
        <div className="outcomes">
          <OutcomeNotice
            outcome={failed ?? outcome}
            onDismiss={() => {
              ask.forget();
              setOutcome(null);
            }}
          />
        </div>
        {rows.length === 0 ? (
          <NothingLeft />
        ) : (
          <DataTable
            columns={columns}
            rows={rows}
            rowId={({ account }) => account.id}
            isLoading={false}
            detail={(row) =>
              row.account.id === shown ? (
                <AddressesToSettle
                  row={row}
                  isBusy={ask.isBusy}
                  onAsk={(address) => void onAsk(row, address)}
                  onGrant={({ address }) => setGranted({ row, address })}
                />
              ) : null
            }
          />
        )}
      </SettleCard>
      {granted !== null && (
        <GrantDialog
          mailbox={granted.row.account}
          address={granted.address}
          onClose={() => setGranted(null)}
          onDone={() => done(say("consoleReadiness.grantedTitle", { address: granted.address }))}
        />
      )}
      {suspended !== null && (
        <SuspendDialog
          mailbox={suspended.account}
          onClose={() => setSuspended(null)}
          onDone={() => done(say("consoleReadiness.suspendedTitle", { address: suspended.account.address }))}
        />
      )}
    </>
  );
}

interface MailboxActs {
  readonly shown: string | null;
  readonly toggle: (row: MailboxToSettle) => void;
  readonly suspend: (row: MailboxToSettle) => void;
}

function mailboxColumns({ say, number }: Words, acts: MailboxActs): Column<MailboxToSettle>[] {
  return [
    {
      id: "mailbox",
      header: say("consoleReadiness.mailbox"),
      kind: "title",
      cell: ({ account }) => (
        <>
          <Address value={account.address} />{" "}
          {account.state === "SUSPENDED" && <Tag icon="lock">{say("consoleChip.suspended")}</Tag>}
        </>
      ),
    },
    {
      id: "messages",
      header: say("consoleReadiness.wouldBeRefused"),
      kind: "figure",
      cell: ({ unresolved }) => <b>{number(unresolved)}</b>,
    },
    {
      id: "addresses",
      header: say("consoleReadiness.addresses"),
      kind: "figure",
      cell: ({ addresses }) => number(addresses.length),
    },
    {
      id: "missing",
      header: say("consoleReadiness.missing"),
      kind: "plain",
      cell: ({ addresses }) =>
        countedReasons(addresses)
          .map(([reason, count]) => `${say(MISSING[reason])} (${number(count)})`)
          .join(", "),
    },
    {
      id: "acts",
      header: say("consoleList.actions"),
      kind: "answers",
      cell: (row) => (
        <div className="acts end">
          <Button isSmall aria-expanded={acts.shown === row.account.id} onClick={() => acts.toggle(row)}>
            {acts.shown === row.account.id ? say("consoleReadiness.hide") : say("consoleReadiness.show")}
          </Button>
          {row.account.state !== "SUSPENDED" && (
            <RowMenu
              about={row.account.address}
              actions={[
                {
                  label: say("consoleReadiness.suspend"),
                  icon: "lock",
                  isHarmful: true,
                  onSelect: () => acts.suspend(row),
                },
              ]}
            />
          )}
        </div>
      ),
    },
  ];
}

function countedReasons(addresses: readonly AddressToSettle[]): [MissingGround, number][] {
  const counts = new Map<MissingGround, number>();
  for (const { reason } of addresses) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}
