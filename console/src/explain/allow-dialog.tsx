import { useAct } from "../graphql/index.js";
import { Address } from "../parts/address.js";
import { Confirm } from "../parts/confirm.js";
import { sentenceOf } from "../parts/outcome.js";
import { around } from "../words/sentence.js";
import { useWords } from "../words/words.js";
import { ALLOW } from "./explain.documents.js";

interface AllowDialogProps {
  readonly mailbox: { readonly id: string; readonly address: string };
  readonly address: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Allowed without its owner being asked, with a reason. */
export function AllowDialog({ mailbox, address, onClose, onDone }: AllowDialogProps) {
  const { say } = useWords();
  const allow = useAct(ALLOW);
  const onConfirm = async (reason: string) => {
    const done = await allow.run({ input: { accountId: mailbox.id, address, reason: reason || null } });
    if (done !== null) onDone();
  };
  return (
    <Confirm
      title={around(
        (value) => say("consoleExplain.allowTitle", { address: value }),
        <Address value={address} isPlain />,
      )}
      verb={say("consoleExplain.allowVerb")}
      isHarmful={false}
      isBusy={allow.isBusy}
      problem={allow.problem && <p className="err">{sentenceOf(allow.problem)}</p>}
      onConfirm={(reason) => void onConfirm(reason)}
      onClose={onClose}
    >
      <p>{say("consoleExplain.allowText", { mailbox: mailbox.address })}</p>
    </Confirm>
  );
}
