import { useAct } from "../graphql/index.js";
import { Confirm } from "../parts/confirm.js";
import { sentenceOf } from "../parts/outcome.js";
import { useWords } from "../words/words.js";
import { DISABLE_WEBHOOK } from "./webhooks.documents.js";

interface DisableWebhookProps {
  readonly id: string;
  readonly name: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function DisableWebhook({ id, name, onClose, onDone }: DisableWebhookProps) {
  const { say } = useWords();
  const disable = useAct(DISABLE_WEBHOOK);
  const onConfirm = async (reason: string) => {
    if ((await disable.run({ id, reason: reason || null })) !== null) onDone();
  };
  return (
    <Confirm
      title={say("consoleWebhooks.disableTitle", { name })}
      verb={say("consoleWebhooks.disable")}
      isBusy={disable.isBusy}
      problem={disable.problem && <p className="err">{sentenceOf(disable.problem)}</p>}
      onConfirm={(reason) => void onConfirm(reason)}
      onClose={onClose}
    >
      <p>{say("consoleWebhooks.disableText")}</p>
    </Confirm>
  );
}
