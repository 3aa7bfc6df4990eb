import { useNavigate } from "@tanstack/react-router";
import { useShownScope } from "../frame/scope.js";
import { useAct } from "../graphql/index.js";
import { Confirm } from "../parts/confirm.js";
import { sentenceOf } from "../parts/outcome.js";
import { useWords } from "../words/words.js";
import { DELETE_WEBHOOK } from "./webhooks.documents.js";

interface DeleteWebhookProps {
  readonly id: string;
  readonly name: string;
  /** How many messages of the last 30 days go with it. */
  readonly messages: number;
  readonly onClose: () => void;
}

/** For good, with what was sent and what waits; then back to the list. */
export function DeleteWebhook({ id, name, messages, onClose }: DeleteWebhookProps) {
  const { say, number } = useWords();
  const navigate = useNavigate();
  const { path } = useShownScope();
  const remove = useAct(DELETE_WEBHOOK);
  const onConfirm = async () => {
    if ((await remove.run({ id })) === null) return;
    void navigate({ to: `${path}/settings/webhooks` });
  };
  return (
    <Confirm
      title={say("consoleWebhooks.deleteTitle", { name })}
      verb={say("consoleWebhooks.delete")}
      isBusy={remove.isBusy}
      problem={remove.problem && <p className="err">{sentenceOf(remove.problem)}</p>}
      hasReason={false}
      onConfirm={() => void onConfirm()}
      onClose={onClose}
    >
      <p>{say("consoleWebhooks.deleteText", { count: messages, number: number(messages) })}</p>
    </Confirm>
  );
}
