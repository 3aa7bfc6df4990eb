import { Address } from "../parts/address.js";
import type { Column } from "../parts/data-table.js";
import { Mailbox } from "../parts/foreign-mailbox.js";
import { RowMenu } from "../parts/row-menu.js";
import { Time } from "../parts/time.js";
import { UndoButton } from "../parts/undo-button.js";
import type { Words } from "../words/words.js";
import type { Request } from "./requests.documents.js";

export interface RequestActs {
  readonly approve: (request: Request) => void;
  readonly refuse: (request: Request) => void;
  readonly takeBack: (request: Request) => void;
}

export function requestColumns(
  { say }: Words,
  isWaiting: boolean,
  withDomain: boolean,
  acts: RequestActs,
): Column<Request>[] {
  const address: Column<Request> = {
    id: "address",
    header: say("consoleRequests.address"),
    kind: "title",
    cell: ({ authorization }) => <Address value={authorization.identity.address} />,
  };
  const domain: Column<Request> = {
    id: "domain",
    header: say("consoleRequests.domain"),
    kind: "plain",
    cell: ({ domain: { name } }) => <Address value={name} isPlain />,
  };
  const others: Column<Request>[] = [
    {
      id: "by",
      header: say("consoleRequests.askedBy"),
      kind: "by",
      cell: ({ authorization, domain: { name } }) => <Mailbox address={authorization.account.address} domain={name} />,
    },
    {
      id: "since",
      header: say("consoleRequests.since"),
      kind: "plain",
      cell: ({ createdAt }) => <Time at={createdAt} />,
    },
  ];
  const decided: Column<Request> = {
    id: "decided",
    header: say("consoleRequests.decided"),
    kind: "plain",
    cell: ({ decidedAt, decidedBy }) => (
      <>
        <Time at={decidedAt} />
        {decidedBy && <span className="sub">{decidedBy}</span>}
      </>
    ),
  };
  const menu: Column<Request> = {
    id: "acts",
    header: say("consoleList.actions"),
    kind: "menu",
    cell: (request) => (
      <RowMenu
        about={labelOf(say, request)}
        actions={[
          { label: say("consoleRequests.approve"), icon: "check", onSelect: () => acts.approve(request) },
          { label: say("consoleRequests.refuse"), icon: "bar", isHarmful: true, onSelect: () => acts.refuse(request) },
        ]}
      />
    ),
  };
  const undo: Column<Request> = {
    id: "acts",
    header: say("consoleList.actions"),
    kind: "answers",
    // What a rule or the owner has answered has no name beside it, and stands.
    cell: (request) => (
      <div className="acts end">
        <UndoButton
          decidedAt={request.decidedBy === null ? null : request.decidedAt}
          about={labelOf(say, request)}
          onUndo={() => acts.takeBack(request)}
        />
      </div>
    ),
  };
  return [address, ...(withDomain ? [domain] : []), ...others, ...(isWaiting ? [menu] : [decided, undo])];
}

export function labelOf(say: Words["say"], { authorization }: Request): string {
  return say("consoleRequests.requestOf", {
    address: authorization.identity.address,
    mailbox: authorization.account.address,
  });
}
