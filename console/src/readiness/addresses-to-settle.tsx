import { Address } from "../parts/address.js";
import { Button } from "../parts/button.js";
import { type Column, DataTable } from "../parts/data-table.js";
import { Time } from "../parts/time.js";
import { useWords } from "../words/words.js";
import { CAN_BE_ASKED, isAddress, MISSING } from "./missing-ground.js";
import type { AddressToSettle, MailboxToSettle } from "./readiness.documents.js";

interface AddressesProps {
  readonly row: MailboxToSettle;
  readonly isBusy: boolean;
  readonly onAsk: (address: AddressToSettle) => void;
  readonly onGrant: (address: AddressToSettle) => void;
}

/** What one mailbox was seen to send as, with what each address lacks and the next step. */
export function AddressesToSettle({ row, isBusy, onAsk, onGrant }: AddressesProps) {
  const { say, number } = useWords();
  const columns: Column<AddressToSettle>[] = [
    {
      id: "address",
      header: say("consoleReadiness.address"),
      kind: "title",
      cell: ({ address }) => <ShownAddress address={address} />,
    },
    {
      id: "messages",
      header: say("consoleReadiness.messagesSeen"),
      kind: "figure",
      cell: ({ messages }) => number(messages),
    },
    {
      id: "seen",
      header: say("consoleReadiness.lastSeen"),
      kind: "plain",
      cell: ({ lastSeenAt }) => <Time at={lastSeenAt} as="day" />,
    },
    {
      id: "missing",
      header: say("consoleReadiness.missing"),
      kind: "plain",
      cell: ({ reason }) => say(MISSING[reason]),
    },
    {
      id: "answers",
      header: say("consoleList.actions"),
      kind: "answers",
      cell: (address) =>
        isAddress(address.address) && (
          <div className="acts end">
            {CAN_BE_ASKED.includes(address.reason) && (
              <Button isSmall icon="envelope" disabled={isBusy} onClick={() => onAsk(address)}>
                {say("consoleReadiness.ask")}
              </Button>
            )}
            <Button isSmall kind="quiet" onClick={() => onGrant(address)}>
              {say("consoleReadiness.grant")}
            </Button>
          </div>
        ),
    },
  ];
  return <DataTable columns={columns} rows={row.addresses} rowId={({ address }) => address} isLoading={false} />;
}

function ShownAddress({ address }: { readonly address: string }) {
  const { say } = useWords();
  if (address === "") return say("consoleReadiness.nullSender");
  if (address === "?") return say("consoleReadiness.noAddress");
  if (address === "*") return say("consoleReadiness.furtherAddresses");
  return <Address value={address} />;
}
