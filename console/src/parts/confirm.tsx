import { Modal } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useWords } from "../words/words.js";
import { Button } from "./button.js";
import { Field } from "./field.js";

interface ConfirmProps {
  /** Verb and object. */
  readonly title: ReactNode;
  /** Damage in figures, who is told, whether it can come back. */
  readonly children: ReactNode;
  readonly verb: string;
  readonly isBusy: boolean;
  readonly isHarmful?: boolean;
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
  problem,
  onConfirm,
  onClose,
}: ConfirmProps) {
  const { say } = useWords();
  const [reason, setReason] = useState("");
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      lockScroll={false}
      centered
      closeButtonProps={{ "aria-label": say("consoleList.keepIt") }}
      transitionProps={{ duration: 0 }}
    >
      <div className="form">
        <div className="damage">{children}</div>
        <Field
          label={say("consoleList.reason")}
          hint={say("consoleList.reasonHint")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {problem}
        <div className="acts">
          <Button kind={isHarmful ? "harmFilled" : "primary"} isBusy={isBusy} onClick={() => onConfirm(reason.trim())}>
            {verb}
          </Button>
          <Button onClick={onClose}>{say("consoleList.keepIt")}</Button>
        </div>
      </div>
    </Modal>
  );
}
