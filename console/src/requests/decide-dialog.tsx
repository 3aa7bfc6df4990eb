import { useQuery } from "../graphql/index.js";
import { Address } from "../parts/address.js";
import { Confirm } from "../parts/confirm.js";
import { SenderChip } from "../parts/state-chip.js";
import { Touched } from "../parts/touched.js";
import { useAskedOnce } from "../parts/use-asked-once.js";
import { useWords } from "../words/words.js";
import { FIRST_WAITING, type Request } from "./requests.documents.js";
import { type Chosen, type Decision, type Decisions, isMuch } from "./use-decisions.js";

interface DecideDialogProps {
  readonly decision: Decision;
  readonly chosen: Chosen;
  /** Those that were selected one by one. */
  readonly rows: readonly Request[];
  readonly decisions: Decisions;
  readonly onClose: () => void;
}

/** What a decision would touch, asked of the server, before it is made. */
export function DecideDialog({ decision, chosen, rows, decisions, onClose }: DecideDialogProps) {
  const { say } = useWords();
  const count = useAskedOnce(() => decisions.rehearse(decision, chosen));
  const first = useFirst(chosen, rows);
  const isApproval = decision === "APPROVE";
  const seen = chosen.ids === undefined && count !== null ? { ...chosen, count } : chosen;
  return (
    <Confirm
      title={say(isApproval ? "consoleRequests.approveTitle" : "consoleRequests.refuseTitle", {
        count: count ?? chosen.count,
      })}
      verb={say(isApproval ? "consoleRequests.approve" : "consoleRequests.refuseVerb")}
      isHarmful={!isApproval}
      hasReason={!isApproval}
      isBusy={decisions.isBusy || (count === null && decisions.refusal === null)}
      problem={decisions.refusal && <p className="err">{decisions.refusal}</p>}
      onConfirm={(reason) =>
        void decisions.decide(decision, seen, reason).then((isDone) => {
          if (isDone) onClose();
        })
      }
      onClose={onClose}
    >
      <p>{say(isApproval ? "consoleRequests.approveText" : "consoleRequests.refuseText")}</p>
      {count !== null && (
        <Touched
          count={count}
          groups={[{ key: "waiting", label: <SenderChip state="APPROVAL" />, count }]}
          rows={first.map(({ id, authorization }) => ({
            key: id,
            label: (
              <>
                <Address value={authorization.identity.address} />{" "}
                <span className="sub">
                  <Address value={authorization.account.address} />
                </span>
              </>
            ),
          }))}
        />
      )}
      {isMuch(seen) && <p>{say("consoleJobs.afterwards")}</p>}
    </Confirm>
  );
}

/** Of everything in a domain the first, in the order in which they came. */
function useFirst(chosen: Chosen, rows: readonly Request[]): readonly Request[] {
  const [{ data }] = useQuery({
    query: FIRST_WAITING,
    variables: { filter: { state: "WAITING", domainId: chosen.domainId ?? null } },
    pause: chosen.domainId === undefined,
  });
  return chosen.domainId === undefined ? rows : (data?.approvals.edges.map(({ node }) => node) ?? []);
}
