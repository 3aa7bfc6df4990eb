import type { Column } from "../parts/data-table.js";
import { Icon } from "../parts/icon.js";
import { SubjectLabel } from "../parts/subject-label.js";
import { Time } from "../parts/time.js";
import { ACTIONS, kindOf } from "../words/actions.js";
import type { ConsoleKey, Words } from "../words/words.js";
import type { AuditRow } from "./audit.documents.js";

/** States that have a word; what else was changed stands in what happened. */
const STATES: Readonly<Record<string, Extract<ConsoleKey, `consoleChip.${string}`>>> = {
  PENDING: "consoleChip.waitingAnswer",
  AUTHORIZED: "consoleChip.maySend",
  PAUSED: "consoleChip.paused",
  DENIED: "consoleChip.denied",
  REVOKED: "consoleChip.revoked",
  EXPIRED: "consoleChip.expired",
  SUSPENDED: "consoleChip.suspended",
};

export function auditColumns({ say }: Words): Column<AuditRow>[] {
  return [
    { id: "when", header: say("consoleAudit.when"), kind: "quiet", cell: ({ at }) => <Time at={at} /> },
    {
      id: "what",
      header: say("consoleAudit.what"),
      kind: "title",
      cell: ({ action, subjectLabel }) => {
        const kind = kindOf(action);
        return (
          <>
            <span className="strong">{kind === null ? action : say(ACTIONS[kind])}</span>
            <span className="sub breaks">
              <SubjectLabel label={subjectLabel} />
            </span>
          </>
        );
      },
    },
    {
      id: "who",
      header: say("consoleAudit.who"),
      kind: "plain",
      cell: ({ actorLabel, remoteAddress }) => (
        <>
          <bdi className="breaks">{actorLabel}</bdi>
          {remoteAddress && <span className="sub">{remoteAddress}</span>}
        </>
      ),
    },
    {
      id: "change",
      header: say("consoleAudit.change"),
      kind: "plain",
      cell: ({ before, after, reason }) => {
        const [was, is] = [stateIn(before), stateIn(after)];
        const hasMoved = is !== null && is !== was;
        return (
          <>
            {hasMoved && (
              <>
                {was !== null && (
                  <>
                    <span className="muted">{say(was)}</span> <Icon name="next" />{" "}
                  </>
                )}
                <span className="strong">{say(is)}</span>
              </>
            )}
            {reason && <span className={hasMoved ? "sub breaks" : "sub breaks alone"}>{reason}</span>}
          </>
        );
      },
    },
  ];
}

function stateIn(values: unknown) {
  if (typeof values !== "object" || values === null || !("state" in values)) return null;
  const { state } = values;
  return typeof state === "string" && Object.hasOwn(STATES, state) ? (STATES[state] ?? null) : null;
}
