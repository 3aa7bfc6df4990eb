import { Link } from "@tanstack/react-router";
import { NotFound } from "../frame/not-found.js";
import { type FoundDomain, useShownDomain, useShownScope } from "../frame/scope.js";
import { useScopeInput } from "../frame/scope-input.js";
import { nodesOf, problemOf, useQuery } from "../graphql/index.js";
import { Icon } from "../parts/icon.js";
import { Empty, Failure } from "../parts/list-states.js";
import { PageHead } from "../parts/page-head.js";
import { Time } from "../parts/time.js";
import { waitingFilter } from "../requests/use-waiting.js";
import { Traffic } from "../statistics/traffic.js";
import { around } from "../words/sentence.js";
import { useWords } from "../words/words.js";
import { FirstStartEntry, unfinishedStart } from "./first-start-entry.js";
import { HOME, type Hold, type LateEvent } from "./home.documents.js";
import { Lately, useLatelyFilter } from "./lately.js";
import { NeedEntries, useNeeds } from "./overview-entries.js";
import { Week } from "./week.js";

/** What needs this person, the most harmful first, and the figures of the week. */
export default function Home() {
  const { kind } = useShownScope();
  const domain = useShownDomain();
  if (kind === "d" && domain === undefined) return <NotFound />;
  if (kind === "d" && domain === null) return null;
  return <HomeOf domain={domain ?? null} />;
}

function HomeOf({ domain }: { readonly domain: FoundDomain | null }) {
  const { say } = useWords();
  const { kind } = useShownScope();
  const scope = useScopeInput();
  const [{ data, error }, ask] = useQuery({
    query: HOME,
    variables: {
      scope: scope ?? {},
      waiting: waitingFilter(domain),
      isPlatform: kind === "p",
      ...useLatelyFilter(domain),
    },
    pause: !scope,
  });
  const problem = problemOf(error);
  const waiting = data?.approvals.totalCount ?? null;
  const start = unfinishedStart(data?.firstStart);
  const holds = nodesOf<Hold>(data?.enforcementHolds).filter(
    (hold) => domain === null || hold.domain === null || hold.domain.id === domain.id,
  );
  const needs = useNeeds(data?.overview, error !== undefined);
  const isKnown = waiting !== null && data !== undefined && needs !== null;
  const isQuiet =
    isKnown &&
    start === null &&
    waiting === 0 &&
    holds.length === 0 &&
    needs.harmful.length === 0 &&
    needs.further.length === 0;
  return (
    <>
      <PageHead title={say("consolePage.home")}>{say("consoleHome.lead")}</PageHead>
      <section className="card" aria-labelledby="needs">
        <header>
          <h2 id="needs">{say("consoleHome.needsYou")}</h2>
        </header>
        <ul className="todo">
          {start !== null && <FirstStartEntry start={start} />}
          {needs !== null && <NeedEntries needs={needs.harmful} />}
          {holds.map((hold) => (
            <HeldEntry key={hold.id} hold={hold} />
          ))}
          {waiting !== null && waiting > 0 && <RequestsEntry count={waiting} />}
          {needs !== null && <NeedEntries needs={needs.further} />}
        </ul>
        {isQuiet && (
          <Empty icon="checkRing" title={say("consoleHome.quietTitle")}>
            {say("consoleHome.quietText")}
          </Empty>
        )}
      </section>
      <Week domain={domain} />
      {data && <Traffic data={data} />}
      {!data && problem && (
        <Failure problem={problem} loadedAt={null} onRetry={() => ask({ requestPolicy: "network-only" })} />
      )}
      <Lately events={nodesOf<LateEvent>(data?.auditEvents)} />
    </>
  );
}

function HeldEntry({ hold }: { readonly hold: Hold }) {
  const { say } = useWords();
  const scope = hold.domain?.name ?? hold.reseller?.name ?? "";
  const place = hold.domain ? `/d/${hold.domain.name}` : `/r/${hold.reseller?.slug ?? ""}`;
  return (
    <li>
      <span className="ic act">
        <Icon name="pause" isLarge />
      </span>
      <div>
        <h3>{say("consoleHome.held", { scope })}</h3>
        <p>
          {say("consoleHome.heldText", { count: hold.unresolved })}{" "}
          {around((time) => say("consoleHome.since", { time }), <Time at={hold.heldAt} as="day" />)}
        </p>
      </div>
      <div className="acts">
        <Link className="btn s" to={`${place}/schedule`}>
          {say("consoleHome.heldLink")}
        </Link>
      </div>
    </li>
  );
}

function RequestsEntry({ count }: { readonly count: number }) {
  const { say } = useWords();
  const { path } = useShownScope();
  return (
    <li>
      <span className="ic act">
        <Icon name="tray" isLarge />
      </span>
      <div>
        <h3>{say("consoleHome.requests", { count })}</h3>
        <p>{say("consoleHome.requestsText", { count })}</p>
      </div>
      <div className="acts">
        <Link className="btn s" to={`${path}/requests`}>
          {say("consoleHome.requestsLink")}
        </Link>
      </div>
    </li>
  );
}
