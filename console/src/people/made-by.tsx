import { useStanding } from "../frame/viewer.js";
import { nodesOf, useQuery } from "../graphql/index.js";
import { useWords } from "../words/words.js";
import { MADE } from "./people.documents.js";

/** What would end with a stolen login. */
export function MadeBy({ id }: { readonly id: string }) {
  const { say } = useWords();
  const isWithKeys = useStanding().viewer.role !== "DOMAIN_ADMIN";
  const [{ data }] = useQuery({ query: MADE, variables: { id, isWithKeys } });
  if (data === undefined) return null;
  const ended = say("consolePeople.ended");
  const lines = [
    ...nodesOf(data.administrators).map((each) => ({
      id: each.id,
      what: say("consolePeople.person"),
      name: each.login,
      isEnded: each.isDisabled,
    })),
    ...nodesOf(data.apiKeys ?? { edges: [] }).map((each) => ({
      id: each.id,
      what: say("consolePeople.key"),
      name: each.name,
      isEnded: each.revokedAt !== null,
    })),
    ...nodesOf(data.trustedIssuers ?? { edges: [] }).map((each) => ({
      id: each.id,
      what: say("consolePeople.issuer"),
      name: each.name,
      isEnded: each.isDisabled,
    })),
  ];
  return (
    <section className="card" aria-labelledby="made">
      <header>
        <div>
          <h2 id="made">{say("consolePeople.madeTitle")}</h2>
          <p>{say("consolePeople.madeHint")}</p>
        </div>
      </header>
      {lines.length === 0 ? (
        <p className="pad muted">{say("consolePeople.madeNothing")}</p>
      ) : (
        <dl className="dl pad">
          {lines.map(({ id: key, what, name, isEnded }) => (
            <div key={key} className="dlrow">
              <dt>{what}</dt>
              <dd>
                <bdi>{name}</bdi>
                {isEnded && <span className="muted">, {ended}</span>}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
