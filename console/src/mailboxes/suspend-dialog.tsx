import { useAct } from "../graphql/index.js";
import { Address } from "../parts/address.js";
import { Confirm } from "../parts/confirm.js";
import { sentenceOf } from "../parts/outcome.js";
import { around } from "../words/sentence.js";
import { useWords } from "../words/words.js";
import { SUSPEND_MAILBOX } from "./mailboxes.documents.js";

interface DialogProps {
  readonly mailbox: { readonly id: string; readonly address: string };
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** What it ends, and why; named by its verb. */
export function SuspendDialog({ mailbox, onClose, onDone }: DialogProps) {
  const { say } = useWords();
  const suspend = useAct(SUSPEND_MAILBOX);
  const onConfirm = async (reason: string) => {
    if ((await suspend.run({ id: mailbox.id, reason: reason || null })) !== null) onDone();
  };
  return (
    <Confirm
      title={around(
        (name) => say("consoleTenants.suspendTitle", { name }),
        <Address value={mailbox.address} isPlain />,
      )}
      verb={say("consoleTenants.suspendMailbox")}
      isBusy={suspend.isBusy}
      problem={suspend.problem && <p className="err">{sentenceOf(suspend.problem)}</p>}
      onConfirm={(reason) => void onConfirm(reason)}
      onClose={onClose}
    >
      <p>{say("consoleTenants.suspendMailboxText")}</p>
    </Confirm>
  );
}
