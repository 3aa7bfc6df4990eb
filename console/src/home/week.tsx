import { ownScope } from "../frame/next-date.js";
import { type FoundDomain } from "../frame/scope.js";
import { useStanding } from "../frame/viewer.js";
import { useQuery } from "../graphql/index.js";
import { useWords } from "../words/words.js";
import { WEEK } from "./home.documents.js";

/** Four figures of the last seven days. */
export function Week({ domain }: { readonly domain: FoundDomain | null }) {
  const { say, number, moment } = useWords();
  const { viewer } = useStanding();
  const scope = domain === null ? ownScope(viewer) : { domainId: domain.id };
  const [{ data }] = useQuery({ query: WEEK, variables: { scope } });
  if (data === undefined) return null;
  const { asOf, messages, unresolved } = data.readiness;
  const figures = [
    [say("consoleHome.messages"), messages],
    [say("consoleHome.unresolved"), unresolved.messages],
    [say("consoleHome.accounts"), unresolved.accounts],
    [say("consoleHome.addresses"), unresolved.addresses],
  ] as const;
  return (
    <section aria-labelledby="week">
      <h2 id="week" className="weekhead">
        {say("consoleHome.week")}
      </h2>
      <dl className="figs">
        {figures.map(([name, value]) => (
          <div key={name} className="card fig">
            <dt>{name}</dt>
            <dd className="v">{number(value)}</dd>
          </div>
        ))}
      </dl>
      <p className="asof">{say("consoleHome.asOf", { time: moment(asOf) })}</p>
    </section>
  );
}
