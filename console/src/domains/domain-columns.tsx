import { Link } from "@tanstack/react-router";
import { Address } from "../parts/address.js";
import { Chip } from "../parts/chip.js";
import type { Column } from "../parts/data-table.js";
import { RowMenu } from "../parts/row-menu.js";
import { MODES, ModeChip, SenderChip } from "../parts/state-chip.js";
import { Time } from "../parts/time.js";
import type { Words } from "../words/words.js";
import type { DomainRow } from "./domains.documents.js";

interface DomainColumns {
  /** On the platform, where domains are of many. */
  readonly isResellerShown: boolean;
  readonly onSuspend: (row: DomainRow) => void;
  readonly onResume: (row: DomainRow) => void;
}

export function domainColumns(words: Words, acts: DomainColumns): Column<DomainRow>[] {
  const { say, number, day } = words;
  const columns: (Column<DomainRow> | null)[] = [
    {
      id: "name",
      isSortable: true,
      header: say("consoleTenants.domain"),
      kind: "title",
      // A domain alias has no mailboxes: those of the domain are shown, with what the alias lacks.
      cell: ({ name, aliasOf }) => (
        <>
          <Link to={`/d/${aliasOf?.name ?? name}/mailboxes`}>
            <Address value={name} />
          </Link>
          {aliasOf && <span className="sub">{say("consoleAliases.aliasOf", { name: aliasOf.name })}</span>}
        </>
      ),
    },
    acts.isResellerShown
      ? {
          id: "reseller",
          header: say("consoleTenants.reseller"),
          kind: "quiet",
          cell: ({ reseller }) => reseller && <Link to={`/r/${reseller.slug}/domains`}>{reseller.name}</Link>,
        }
      : null,
    {
      id: "mailboxes",
      header: say("consoleTenants.mailboxCount"),
      kind: "figure",
      cell: ({ aliasOf, accountCount }) => (aliasOf === null ? number(accountCount) : null),
    },
    {
      id: "mode",
      header: say("consoleTenants.nowAndNext"),
      kind: "state",
      cell: ({ mode, nextMode }) => (
        <>
          <ModeChip mode={mode} />
          {nextMode && (
            <span className="sub">
              {say("consoleTenants.nextMode", { mode: say(MODES[nextMode.mode].words), day: day(nextMode.at) })}
            </span>
          )}
        </>
      ),
    },
    {
      id: "state",
      header: say("consoleTenants.state"),
      kind: "state",
      cell: (row) => <DomainState row={row} words={words} />,
    },
    {
      id: "since",
      isSortable: true,
      header: say("consoleTenants.since"),
      kind: "plain",
      cell: ({ createdAt }) => <Time at={createdAt} as="day" />,
    },
    {
      id: "acts",
      header: say("consoleList.actions"),
      kind: "menu",
      cell: (row) =>
        row.aliasOf === null ? (
          <RowMenu
            about={row.name}
            actions={[
              row.state === "SUSPENDED"
                ? { label: say("consoleTenants.resume"), icon: "checkRing", onSelect: () => acts.onResume(row) }
                : {
                    label: say("consoleTenants.suspend"),
                    icon: "lock",
                    isHarmful: true,
                    onSelect: () => acts.onSuspend(row),
                  },
            ]}
          />
        ) : null,
    },
  ];
  return columns.filter((column) => column !== null);
}

/** The normal case is quiet: no chip. */
function DomainState({ row, words }: { readonly row: DomainRow; readonly words: Words }) {
  const { say } = words;
  if (row.state === "SUSPENDED") {
    return (
      <>
        <SenderChip state="SUSPENDED" />
        {row.suspendedReason && <span className="sub">{row.suspendedReason}</span>}
      </>
    );
  }
  if (row.proof === "UNPROVEN") {
    return (
      <Chip tone="act" icon="flag">
        {say("consoleTenants.unproven")}
      </Chip>
    );
  }
  return <span className="muted">{say("consoleTenants.activeWord")}</span>;
}
