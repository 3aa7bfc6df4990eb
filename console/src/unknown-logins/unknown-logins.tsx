import { Link } from "@tanstack/react-router";
import { NotFound } from "../frame/not-found.js";
import { useShownScope } from "../frame/scope.js";
import { type ScopeGiven, useScopeInput } from "../frame/scope-input.js";
import { useList } from "../graphql/index.js";
import { Address } from "../parts/address.js";
import { type Column, DataTable } from "../parts/data-table.js";
import { Icon } from "../parts/icon.js";
import { Empty, Failure } from "../parts/list-states.js";
import { PageHead } from "../parts/page-head.js";
import { Pager } from "../parts/pager.js";
import { Time } from "../parts/time.js";
import { useOrderBy } from "../parts/use-order.js";
import { usePageVariables } from "../parts/use-pages.js";
import { useWords, type Words } from "../words/words.js";
import { UNKNOWN_LOGINS, type UnknownLogin } from "./unknown-logins.documents.js";

/** By the columns' names. */
const ORDERS = { messages: "MESSAGES", seen: "LAST_SEEN_AT" } as const;

/** Stands for all logins that came after the ten thousandth of their day, and for addresses of a login after its twentieth. */
const FURTHER = "*";
/** Named in a row; the others are counted. */
const ADDRESSES_SHOWN = 3;

/** Who signed in at a server without being a mailbox here. */
export default function UnknownLogins() {
  const { say } = useWords();
  const { path } = useShownScope();
  const scope = useScopeInput();
  if (scope === undefined) return <NotFound />;
  return (
    <>
      <PageHead
        title={say("consolePage.unknownLogins")}
        actions={
          <Link className="btn" to={`${path}/alarms`}>
            <Icon name="octagon" />
            {say("consolePage.alarms")}
          </Link>
        }
      >
        {say("consoleUnknownLogins.lead")}
      </PageHead>
      {scope !== null && <LoginList scope={scope} />}
    </>
  );
}

function LoginList({ scope }: { readonly scope: ScopeGiven }) {
  const words = useWords();
  const { say } = words;
  const list = useList({
    document: UNKNOWN_LOGINS,
    variables: { scope, orderBy: useOrderBy(ORDERS), ...usePageVariables() },
    at: (data) => data.unknownLoginTotals,
  });
  const isEmpty = !list.isLoading && list.rows.length === 0 && list.problem === null;
  return (
    <section className="card" aria-labelledby="logins">
      <h2 className="vh" id="logins">
        {say("consoleUnknownLogins.list")}
      </h2>
      {list.problem && <Failure problem={list.problem} loadedAt={list.loadedAt} onRetry={list.refresh} />}
      {isEmpty ? (
        <Empty icon="checkRing" title={say("consoleUnknownLogins.emptyTitle")}>
          {say("consoleUnknownLogins.emptyText")}
        </Empty>
      ) : (
        <DataTable
          name="unknown-logins"
          columns={loginColumns(words)}
          rows={list.rows}
          rowId={({ id }) => id}
          isLoading={list.isLoading}
        />
      )}
      <Pager page={list.page} />
    </section>
  );
}

function loginColumns({ say, number }: Words): Column<UnknownLogin>[] {
  return [
    {
      id: "login",
      header: say("consoleUnknownLogins.login"),
      kind: "title",
      cell: ({ login }) =>
        login === FURTHER ? (
          <span className="muted">{say("consoleUnknownLogins.further")}</span>
        ) : (
          <Address value={login} />
        ),
    },
    {
      id: "addresses",
      header: say("consoleUnknownLogins.sentAs"),
      kind: "plain",
      cell: ({ addresses }) => <SentAs addresses={addresses} />,
    },
    {
      id: "messages",
      isSortable: true,
      header: say("consoleUnknownLogins.messages"),
      kind: "figure",
      cell: ({ messages }) => number(messages),
    },
    {
      id: "first",
      header: say("consoleUnknownLogins.firstSeen"),
      kind: "plain",
      cell: ({ firstSeenAt }) => <Time at={firstSeenAt} />,
    },
    {
      id: "seen",
      isSortable: true,
      header: say("consoleUnknownLogins.lastSeen"),
      kind: "plain",
      cell: ({ lastSeenAt }) => <Time at={lastSeenAt} />,
    },
  ];
}

function SentAs({ addresses }: Pick<UnknownLogin, "addresses">) {
  const { say } = useWords();
  const named = addresses.filter(({ address }) => address !== FURTHER);
  const shown = named.slice(0, ADDRESSES_SHOWN);
  const isMore = addresses.length > shown.length;
  // What was seen before addresses were kept has none.
  if (shown.length === 0) return <span className="muted">–</span>;
  return (
    <>
      {shown.map(({ address }) => (
        <div key={address}>
          <Address value={address} />
        </div>
      ))}
      {isMore && (
        <span className="sub">
          {named.length < addresses.length
            ? say("consoleUnknownLogins.manyMore")
            : say("consoleUnknownLogins.more", { count: named.length - shown.length })}
        </span>
      )}
    </>
  );
}
