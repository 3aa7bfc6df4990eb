import { Button } from "../parts/button.js";
import { useWords } from "../words/words.js";

interface BulkBarProps {
  readonly count: number;
  readonly outside: number;
  /** Everything that matches, where that is more than what is selected and can be decided at once. */
  readonly allCount: number | null;
  readonly isAll: boolean;
  readonly isBusy: boolean;
  readonly onSelectAll: () => void;
  readonly onApprove: () => void;
  readonly onRefuse: () => void;
  readonly onClear: () => void;
}

/** What the selection is, and what it would do: the buttons carry the number. */
export function BulkBar(props: BulkBarProps) {
  const { count, outside, allCount, isAll, isBusy } = props;
  const { say } = useWords();
  const about = isAll
    ? say("consoleRequests.wholeView")
    : outside === 0
      ? say("consoleRequests.allYours")
      : say("consoleRequests.fromOutside", { count: outside });
  return (
    <section className="bulk" aria-label={say("consoleRequests.selection")}>
      <div className="what">
        <b>{say("consoleList.selected", { count })}</b>
        <small>{about}</small>
      </div>
      {allCount !== null && !isAll && (
        <button type="button" className="tx" onClick={props.onSelectAll}>
          {say("consoleList.selectAll", { count: allCount })}
        </button>
      )}
      <div className="acts">
        <Button kind="primary" icon="check" isBusy={isBusy} onClick={props.onApprove}>
          {say("consoleRequests.approveCount", { count })}
        </Button>
        <Button onClick={props.onRefuse}>{say("consoleRequests.refuseCount", { count })}</Button>
        <Button onClick={props.onClear}>{say("consoleList.clear")}</Button>
      </div>
    </section>
  );
}
