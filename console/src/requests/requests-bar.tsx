import { BulkBar } from "../parts/bulk-bar.js";
import { Button } from "../parts/button.js";
import { isOutside } from "../parts/foreign-mailbox.js";
import type { Selection } from "../parts/use-selection.js";
import { useWords } from "../words/words.js";
import type { Request } from "./requests.documents.js";

interface RequestsBarProps {
  readonly selection: Selection<Request>;
  readonly allCount: number | null;
  readonly isBusy: boolean;
  readonly onApprove: () => void;
  readonly onRefuse: () => void;
}

/** From where the selected requests are, and the answers to them. */
export function RequestsBar({ selection, allCount, isBusy, onApprove, onRefuse }: RequestsBarProps) {
  const { say } = useWords();
  const { count, rows, isAll, selectAll, clear } = selection;
  const outside = rows.filter(({ authorization, domain }) => isOutside(authorization.account.address, domain.name));
  const about = isAll
    ? say("consoleRequests.wholeView")
    : outside.length === 0
      ? say("consoleRequests.allYours")
      : say("consoleRequests.fromOutside", { count: outside.length });
  return (
    <BulkBar
      label={say("consoleRequests.selection")}
      count={count}
      about={about}
      allCount={allCount}
      onSelectAll={selectAll}
      onClear={clear}
    >
      <Button kind="primary" icon="check" isBusy={isBusy} onClick={onApprove}>
        {say(isAll ? "consoleRequests.approveAll" : "consoleRequests.approveCount", { count })}
      </Button>
      <Button onClick={onRefuse}>{say("consoleRequests.refuseCount", { count })}</Button>
    </BulkBar>
  );
}
