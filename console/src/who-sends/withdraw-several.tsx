import { MOST_AT_ONCE } from "../jobs/start-jobs.js";
import { Address } from "../parts/address.js";
import { Confirm } from "../parts/confirm.js";
import { Mailbox } from "../parts/foreign-mailbox.js";
import { sentenceOf } from "../parts/outcome.js";
import { SenderChip } from "../parts/state-chip.js";
import { Touched } from "../parts/touched.js";
import { useAskedOnce } from "../parts/use-asked-once.js";
import { useWords } from "../words/words.js";
import { type Chosen, useSeveral, useWouldBeWithdrawn } from "./use-several.js";
import { useWithdrawLater } from "./use-withdraw-later.js";
import { STATES } from "./who-sends-columns.js";

interface WithdrawSeveralProps {
  readonly chosen: Chosen;
  /** How many were selected. */
  readonly selected: number;
  readonly domain: string;
  readonly onClose: () => void;
  /** How many were withdrawn; null where a worker does it. */
  readonly onDone: (count: number | null) => void;
}

/** How many of which state would be withdrawn, and the first by name; whoever withdraws everything types how much that is. */
export function WithdrawSeveral({ chosen, selected, domain, onClose, onDone }: WithdrawSeveralProps) {
  const { say } = useWords();
  const several = useSeveral();
  const later = useWithdrawLater();
  const count = useAskedOnce(() => several.rehearse(chosen));
  const touched = useWouldBeWithdrawn(chosen);
  const isMuch = (count ?? selected) > MOST_AT_ONCE;
  const problem = several.problem ?? later.problem;
  const onConfirm = async (reason: string) => {
    if (isMuch) {
      if (await later.start(chosen, count ?? 0, reason)) onDone(null);
      return;
    }
    const done = await several.withdraw(chosen, count ?? 0, reason);
    if (done !== null) onDone(done);
  };
  return (
    <Confirm
      title={say("consoleWhoSends.withdrawSeveralTitle", { count: count ?? selected })}
      verb={say("consoleWhoSends.withdrawVerb")}
      isBusy={several.isBusy || later.isBusy}
      typed={chosen.filter === undefined || count === null ? undefined : String(count)}
      problem={problem && <p className="err">{sentenceOf(problem)}</p>}
      onConfirm={(reason) => void onConfirm(reason)}
      onClose={onClose}
    >
      <p>{say("consoleWhoSends.withdrawSeveralText")}</p>
      {count !== null && touched !== null && (
        <Touched
          count={count}
          groups={touched.byState.map(({ state, count: ofState }) => ({
            key: state,
            label: <SenderChip state={STATES[state]} />,
            count: ofState,
          }))}
          rows={touched.first.map(({ id, identity, account }) => ({
            key: id,
            label: (
              <>
                <Address value={identity.address} />
                <span className="sub">
                  <Mailbox address={account.address} domain={domain} />
                </span>
              </>
            ),
          }))}
        />
      )}
      <p>{say("consoleWhoSends.withdrawSeveralBack")}</p>
      {isMuch && <p>{say("consoleJobs.afterwards")}</p>}
    </Confirm>
  );
}
