import { type ReactNode, useState } from "react";
import { useWords } from "../words/words.js";
import { Button } from "./button.js";
import { Dialog } from "./dialog.js";
import { Field } from "./field.js";

interface ConfirmProps {
  /** Verb and object. */
  readonly title: ReactNode;
  /** Damage in figures, who is told, whether it can come back. */
  readonly children: ReactNode;
  readonly verb: string;
  readonly isBusy: boolean;
  readonly isHarmful?: boolean;
  /** False where nobody is told why. */
  readonly hasReason?: boolean;
  /** What has to be typed first: the number of what is touched, where it is much. */
  readonly typed?: string;
  readonly problem?: ReactNode;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
}

/** The one dialog: it confirms what refuses mail. Enter does not confirm. */
export function Confirm({
  title,
  children,
  verb,
  isBusy,
  isHarmful = true,
  hasReason = true,
  typed,
  problem,
  onConfirm,
  onClose,
}: ConfirmProps) {
  const { say } = useWords();
  const [reason, setReason] = useState("");
  const [entered, setEntered] = useState("");
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="form">
        <div className="damage">{children}</div>
        {hasReason && (
          <Field
            label={say("consoleList.reason")}
            hint={say("consoleList.reasonHint")}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        {typed !== undefined && (
          <Field
            label={say("consoleList.typeNumber", { number: typed })}
            name="typed-number"
            inputMode="numeric"
            autoComplete="off"
            value={entered}
            onChange={(event) => setEntered(event.currentTarget.value.trim())}
          />
        )}
        {problem}
        <div className="acts">
          <Button
            kind={isHarmful ? "harmFilled" : "primary"}
            isBusy={isBusy}
            disabled={typed !== undefined && entered !== typed}
            onClick={() => onConfirm(reason.trim())}
          >
            {verb}
          </Button>
          <Button onClick={onClose}>{say("consoleList.keepIt")}</Button>
        </div>
      </div>
    </Dialog>
  );
}
