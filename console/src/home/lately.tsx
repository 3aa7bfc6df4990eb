import { Link } from "@tanstack/react-router";
import { ACTION_GROUPS } from "../audit/action-groups.js";
import type { FoundDomain } from "../frame/scope.js";
import { useShownScope } from "../frame/scope.js";
import { useStanding } from "../frame/viewer.js";
import { Icon } from "../parts/icon.js";
import { SubjectLabel } from "../parts/subject-label.js";
import { Time } from "../parts/time.js";
import { ACTIONS, kindOf } from "../words/actions.js";
import { useWords } from "../words/words.js";
import type { LateEvent } from "./home.documents.js";

const ACTIONS_SHOWN = [...ACTION_GROUPS.permissions, ...ACTION_GROUPS.tenants, ...ACTION_GROUPS.rules];

/** Which part of the trail is asked for; of a reseller below none is shown. */
export function useLatelyFilter(domain: FoundDomain | null) {
  const { kind, name } = useShownScope();
  const { viewer } = useStanding();
  return {
    hasTrail: kind !== "r" || viewer.reseller?.slug === name,
    lately: { domainId: domain?.id, actions: ACTIONS_SHOWN },
  };
}

/** The last changes, without sign-ins; all of them are in the record. */
export function Lately({ events }: { readonly events: readonly LateEvent[] }) {
  const { say } = useWords();
  const { path } = useShownScope();
  if (events.length === 0) return null;
  return (
    <section className="card gap" aria-labelledby="lately">
      <header>
        <h2 id="lately">{say("consoleHome.lately")}</h2>
        <div className="acts">
          <Link className="tx" to={`${path}/audit`}>
            {say("consoleHome.everything")}
          </Link>
        </div>
      </header>
      <div className="pad">
        <ol className="tl">
          {events.map(({ id, at, action, actorLabel, subjectLabel }) => {
            const changeKind = kindOf(action);
            return (
              <li key={id}>
                <span className="b">
                  <Icon name="check" />
                </span>
                <div className="breaks">
                  <b className="strong">{changeKind === null ? action : say(ACTIONS[changeKind])}</b>{" "}
                  <SubjectLabel label={subjectLabel} />
                  <div className="when">
                    <Time at={at} /> · <bdi>{actorLabel}</bdi>
                  </div>
                </div>
              </li>
            );
          })}
        </ol>
      </div>
    </section>
  );
}
