import { type FormEvent, useState } from "react";
import { useClient } from "urql";
import { useStanding, VIEWER } from "../frame/viewer.js";
import { type Problem, useAct } from "../graphql/index.js";
import { Button } from "../parts/button.js";
import { Field } from "../parts/field.js";
import { FormProblem } from "../parts/form-problem.js";
import { problemAt } from "../parts/problem-at.js";
import { useWords } from "../words/words.js";
import { ConfirmApp } from "./confirm-app.js";
import { NO_PROOF, ProofFields, proofOf } from "./proof.js";
import { BEGIN_PASSKEY, BEGIN_TOTP, type OwnFactor } from "./security.documents.js";

interface AddFactorProps {
  readonly factors: readonly OwnFactor[];
  readonly onClose: () => void;
  /** With the recovery codes of the first one. */
  readonly onAdded: (name: string, codes: readonly string[]) => void;
}

const FIELDS = ["input.name", "input.proof.password", "input.proof.secondFactor"] as const;

/** A name and the proof; then the app shows its code, or the browser asks the passkey. */
export function AddFactor({ factors, onClose, onAdded }: AddFactorProps) {
  const { say } = useWords();
  const client = useClient();
  const { session } = useStanding();
  const totp = useAct(BEGIN_TOTP);
  const passkey = useAct(BEGIN_PASSKEY);
  const [name, setName] = useState("");
  const [draft, setDraft] = useState(NO_PROOF);
  const [isLooked, setLooked] = useState(false);
  const [app, setApp] = useState<{ id: string; secret: string; uri: string } | null>(null);
  const [refused, setRefused] = useState<Problem | null>(null);
  const problem = totp.problem ?? passkey.problem ?? refused;
  const isBusy = totp.isBusy || passkey.isBusy;

  const confirm = async (answer: Parameters<typeof session.confirmFactor>[0]) => {
    const done = await session.confirmFactor(answer);
    if (!Array.isArray(done)) return done as Problem;
    await client.query(VIEWER, {}, { requestPolicy: "network-only" }).toPromise();
    onAdded(name.trim(), done);
    return null;
  };
  const begin = async (kind: "TOTP" | "PASSKEY") => {
    setLooked(true);
    setRefused(null);
    totp.forget();
    passkey.forget();
    if (isBusy || draft.password === "" || name.trim() === "") return;
    const proof = await proofOf(client, draft, factors);
    if (proof === null) return;
    const input = { name: name.trim(), proof };
    if (kind === "TOTP") {
      setApp((await totp.run({ input }))?.beginTotp.totpEnrolment ?? null);
      return;
    }
    const begun = (await passkey.run({ input }))?.beginPasskey.passkeyEnrolment;
    if (begun) setRefused(await register(begun.id, begun.options));
  };
  const register = async (id: string, options: unknown): Promise<Problem | null> => {
    const { startRegistration } = await import("@simplewebauthn/browser");
    type Options = Parameters<typeof startRegistration>[0]["optionsJSON"];
    try {
      return await confirm({ id, passkey: await startRegistration({ optionsJSON: options as Options }) });
    } catch {
      return { code: "BAD_USER_INPUT", message: say("consoleSecurity.passkeyNotMade") };
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void begin("TOTP");
  };
  if (app !== null)
    return <ConfirmApp enrolment={app} onConfirm={(code) => confirm({ id: app.id, code })} onClose={onClose} />;
  return (
    <form className="form short" onSubmit={submit} noValidate>
      <Field
        label={say("consoleSecurity.factorName")}
        hint={say("consoleSecurity.factorNameHint")}
        name="factor-name"
        autoComplete="off"
        value={name}
        error={isLooked && name.trim() === "" ? say("consoleSecurity.nameMissing") : problemAt(problem, "input.name")}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <ProofFields
        value={draft}
        factors={factors}
        problem={problem}
        at="input.proof"
        isLooked={isLooked}
        onChange={setDraft}
      />
      <FormProblem problem={problem} fields={FIELDS} />
      <div className="acts">
        <Button kind="primary" type="submit" isBusy={totp.isBusy}>
          {say("consoleSecurity.addApp")}
        </Button>
        <Button icon="passkey" isBusy={passkey.isBusy} onClick={() => void begin("PASSKEY")}>
          {say("consoleSecurity.addPasskey")}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {say("consoleSecurity.cancel")}
        </Button>
      </div>
    </form>
  );
}
