import { Icon } from "../parts/icon.js";
import { Time } from "../parts/time.js";
import { ACTIONS, kindOf } from "../words/actions.js";
import { useWords } from "../words/words.js";
import type { Explained } from "./explain.documents.js";

/** What happened to the permission, newest first. */
export function History({ events }: { readonly events: Explained["history"] }) {
  const { say } = useWords();
  if (events.length === 0) return null;
  return (
    <section className="card gap" aria-labelledby="history">
      <header>
        <h2 id="history">{say("consoleExplain.historyTitle")}</h2>
      </header>
      <div className="pad">
        <ol className="tl">
          {events.map(({ id, at, action, actorLabel, reason }) => {
            const kind = kindOf(action);
            return (
              <li key={id}>
                <span className="b">
                  <Icon name="clock" />
                </span>
                <div>
                  <b className="strong">{kind === null ? action : say(ACTIONS[kind])}</b>
                  <div className="when">
                    <Time at={at} /> · <bdi>{actorLabel}</bdi>
                  </div>
                  {reason && <p className="small soft">{reason}</p>}
                </div>
              </li>
            );
          })}
        </ol>
      </div>
    </section>
  );
}
