import { useAct } from "../graphql/index.js";
import { Address } from "../parts/address.js";
import { Confirm } from "../parts/confirm.js";
import { sentenceOf } from "../parts/outcome.js";
import { around } from "../words/sentence.js";
import { useWords } from "../words/words.js";
import { GRANT, SUSPEND } from "./readiness.documents.js";

interface DialogProps {
  readonly mailbox: { readonly id: string; readonly address: string };
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function GrantDialog({ mailbox, address, onClose, onDone }: DialogProps & { readonly address: string }) {
  const { say } = useWords();
  const grant = useAct(GRANT);
  const onConfirm = async (reason: string) => {
    const done = await grant.run({ input: { accountId: mailbox.id, address, reason: reason || null } });
    if (done !== null) onDone();
  };
  return (
    <Confirm
      title={around(
        (value) => say("consoleReadiness.grantTitle", { address: value }),
        <Address value={address} isPlain />,
      )}
      verb={say("consoleReadiness.grantVerb")}
      isHarmful={false}
      isBusy={grant.isBusy}
      problem={grant.problem && <p className="err">{sentenceOf(grant.problem)}</p>}
      onConfirm={(reason) => void onConfirm(reason)}
      onClose={onClose}
    >
      <p>{say("consoleReadiness.grantText", { mailbox: mailbox.address })}</p>
    </Confirm>
  );
}

export function SuspendDialog({ mailbox, onClose, onDone }: DialogProps) {
  const { say } = useWords();
  const suspend = useAct(SUSPEND);
  const onConfirm = async (reason: string) => {
    const done = await suspend.run({ id: mailbox.id, reason: reason || null });
    if (done !== null) onDone();
  };
  return (
    <Confirm
      title={around(
        (value) => say("consoleReadiness.suspendTitle", { address: value }),
        <Address value={mailbox.address} isPlain />,
      )}
      verb={say("consoleReadiness.suspend")}
      isBusy={suspend.isBusy}
      problem={suspend.problem && <p className="err">{sentenceOf(suspend.problem)}</p>}
      onConfirm={(reason) => void onConfirm(reason)}
      onClose={onClose}
    >
      <p>{say("consoleReadiness.suspendText")}</p>
    </Confirm>
  );
}
