import { Button } from "../parts/button.js";
import { CommandBox } from "../parts/command-box.js";
import { Notice } from "../parts/notice.js";
import { useWords } from "../words/words.js";

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly onDone: () => void;
}

/** Shown this once. */
export function RecoveryCodes({ codes, onDone }: RecoveryCodesProps) {
  const { say } = useWords();
  return (
    <Notice tone="act" icon="key" isResult title={say("consoleSecurity.codesTitle")}>
      <div className="form">
        <p>{say("consoleSecurity.codesText")}</p>
        <CommandBox text={codes.join("\n")} />
        <div className="acts">
          <Button isSmall kind="primary" onClick={onDone}>
            {say("consoleSecurity.codesKept")}
          </Button>
        </div>
      </div>
    </Notice>
  );
}
