import type { Client } from "urql";
import type { Problem } from "../graphql/index.js";
import { Field } from "../parts/field.js";
import { PasswordField } from "../parts/password-field.js";
import { problemAt } from "../parts/problem-at.js";
import type { Proof } from "../session/session.js";
import { useWords } from "../words/words.js";
import { type OwnFactor, REQUEST_FACTOR } from "./security.documents.js";

const APP_CODE = /^\d{6}$/;

export interface ProofDraft {
  readonly password: string;
  readonly code: string;
}

export const NO_PROOF: ProofDraft = { password: "", code: "" };

interface ProofFieldsProps {
  readonly value: ProofDraft;
  readonly factors: readonly OwnFactor[];
  readonly problem: Problem | null;
  /** Where the proof is in the input. */
  readonly at: string;
  readonly isLooked: boolean;
  readonly onChange: (value: ProofDraft) => void;
}

/** That whoever sits here is who signed in: the password, and the second factor of whoever has one. */
export function ProofFields({ value, factors, problem, at, isLooked, onChange }: ProofFieldsProps) {
  const { say } = useWords();
  const missing = isLooked && value.password === "" ? say("consoleSignIn.passwordMissing") : null;
  const hasPasskey = factors.some(({ kind }) => kind === "PASSKEY");
  return (
    <>
      <PasswordField
        label={say("consoleSecurity.own")}
        name="own-password"
        autoComplete="current-password"
        value={value.password}
        error={missing ?? problemAt(problem, `${at}.password`)}
        onChange={(password) => onChange({ ...value, password })}
      />
      {factors.length > 0 && (
        <Field
          label={say("consoleSecurity.ownCode")}
          hint={say(hasPasskey ? "consoleSecurity.ownCodeOrPasskey" : "consoleSignIn.codeHint")}
          name="own-code"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          value={value.code}
          error={problemAt(problem, `${at}.secondFactor`)}
          onChange={(event) => onChange({ ...value, code: event.currentTarget.value })}
        />
      )}
    </>
  );
}

/** Asks the passkey where there is one and no code was typed; null where that was broken off. */
export async function proofOf(
  client: Client,
  { password, code }: ProofDraft,
  factors: readonly OwnFactor[],
): Promise<Proof | null> {
  const typed = code.replace(/\s/g, "");
  if (typed !== "") {
    return { password, secondFactor: APP_CODE.test(typed) ? { code: typed } : { recoveryCode: typed } };
  }
  if (!factors.some(({ kind }) => kind === "PASSKEY")) return { password };
  const { data } = await client.mutation(REQUEST_FACTOR, {}).toPromise();
  const challenge = data?.requestSecondFactor.secondFactorChallenge;
  if (!challenge?.passkeyOptions) return { password };
  const { startAuthentication } = await import("@simplewebauthn/browser");
  type Options = Parameters<typeof startAuthentication>[0]["optionsJSON"];
  try {
    const passkey = await startAuthentication({ optionsJSON: challenge.passkeyOptions as unknown as Options });
    return { password, secondFactor: { passkey, challenge: challenge.token } };
  } catch {
    return null;
  }
}
