import { useWords } from "../words/words.js";
import { MISSING } from "./missing-ground.js";
import type { Report } from "./readiness.documents.js";

/** What is missing, the most mail first. */
export function Reasons({ report }: { readonly report: Report }) {
  const { say, number } = useWords();
  const { lacking, unresolved } = report;
  const most = Math.max(1, ...lacking.map(({ messages }) => messages));
  return (
    <section className="card" aria-labelledby="why">
      <header>
        <div>
          <h2 id="why">{say("consoleReadiness.why")}</h2>
          <p>{say("consoleReadiness.messages", { count: unresolved.messages, number: number(unresolved.messages) })}</p>
        </div>
      </header>
      <div className="pad">
        {lacking.length === 0 && <p className="muted">{say("consoleReadiness.nothingMissing")}</p>}
        <ul className="hbars">
          {lacking.map(({ reason, messages, addresses }) => (
            <li key={reason}>
              <span>{say(MISSING[reason])}</span>
              <b className="num">{number(messages)}</b>
              <div className="bar" aria-hidden="true">
                <i style={{ width: `${(100 * messages) / most}%` }} />
              </div>
              <span className="small muted">
                {say("consoleReadiness.addressCount", { count: addresses, number: number(addresses) })}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
