import { Bars } from "../parts/bars.js";
import { useWords } from "../words/words.js";
import { MISSING } from "./missing-ground.js";
import type { Report } from "./readiness.documents.js";

/** What is missing, the most mail first. */
export function Reasons({ report }: { readonly report: Report }) {
  const { say, number } = useWords();
  const { lacking, unresolved } = report;
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
        <Bars
          bars={lacking.map(({ reason, messages, addresses }) => ({
            key: reason,
            label: say(MISSING[reason]),
            value: messages,
            sub: say("consoleReadiness.addressCount", { count: addresses, number: number(addresses) }),
          }))}
        />
      </div>
    </section>
  );
}
