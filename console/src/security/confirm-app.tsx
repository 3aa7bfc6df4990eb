import { type FormEvent, useEffect, useState } from "react";
import type { Problem } from "../graphql/index.js";
import { Button } from "../parts/button.js";
import { CommandBox } from "../parts/command-box.js";
import { Field } from "../parts/field.js";
import { sentenceOf } from "../parts/outcome.js";
import { useWords } from "../words/words.js";

interface ConfirmAppProps {
  readonly enrolment: { readonly secret: string; readonly uri: string };
  readonly onConfirm: (code: string) => Promise<Problem | null>;
  readonly onClose: () => void;
}

/** The secret as a picture and in letters; the app's first code shows that it has it. */
export function ConfirmApp({ enrolment, onConfirm, onClose }: ConfirmAppProps) {
  const { say } = useWords();
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isLooked, setLooked] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setLooked(true);
    const typed = code.replace(/\s/g, "");
    if (isBusy || typed === "") return;
    setBusy(true);
    setProblem(await onConfirm(typed));
    setBusy(false);
  };
  return (
    <form className="form short" onSubmit={(event) => void submit(event)} noValidate>
      <h3>{say("consoleSecurity.scan")}</h3>
      <QrCode text={enrolment.uri} />
      <p className="soft">{say("consoleSecurity.orType")}</p>
      <CommandBox text={enrolment.secret} />
      <Field
        label={say("consoleSignIn.code")}
        name="first-code"
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        error={isLooked && code.trim() === "" ? say("consoleSignIn.codeMissing") : problem && sentenceOf(problem)}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <div className="acts">
        <Button kind="primary" type="submit" isBusy={isBusy}>
          {say("consoleSignIn.confirm")}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {say("consoleSecurity.cancel")}
        </Button>
      </div>
    </form>
  );
}

/** Drawn here: the secret goes nowhere else. Dark on light in both schemes, as cameras want it. */
function QrCode({ text }: { readonly text: string }) {
  const { say } = useWords();
  const [rows, setRows] = useState<readonly (readonly boolean[])[]>([]);
  useEffect(() => {
    void import("uqr").then(({ encode }) => setRows(encode(text, { ecc: "M", border: 2 }).data));
  }, [text]);
  const path = rows.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${rows.length || 1} ${rows.length || 1}`}
      role="img"
      aria-label={say("consoleSecurity.qr")}
    >
      <path d={path} />
    </svg>
  );
}
