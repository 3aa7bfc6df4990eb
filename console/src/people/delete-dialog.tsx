import { useNavigate } from "@tanstack/react-router";
import { useShownScope } from "../frame/scope.js";
import { useAct } from "../graphql/index.js";
import { Confirm } from "../parts/confirm.js";
import { sentenceOf } from "../parts/outcome.js";
import { useWords } from "../words/words.js";
import { DELETE, type OnePerson } from "./people.documents.js";

interface DeleteDialogProps {
  readonly person: Pick<OnePerson, "id" | "login">;
  readonly onClose: () => void;
}

/** For good; what they made stays. Then back to the list. */
export function DeleteDialog({ person, onClose }: DeleteDialogProps) {
  const { say } = useWords();
  const navigate = useNavigate();
  const { path } = useShownScope();
  const remove = useAct(DELETE);
  const onConfirm = async (reason: string) => {
    if ((await remove.run({ id: person.id, reason: reason || null })) === null) return;
    void navigate({ to: `${path}/settings/people` });
  };
  return (
    <Confirm
      title={say("consolePeople.deleteTitle", { login: person.login })}
      verb={say("consolePeople.delete")}
      isBusy={remove.isBusy}
      problem={remove.problem && <p className="err">{sentenceOf(remove.problem)}</p>}
      onConfirm={(reason) => void onConfirm(reason)}
      onClose={onClose}
    >
      <p>{say("consolePeople.deleteText")}</p>
    </Confirm>
  );
}
