import { type ReactNode, useState } from "react";
import { useWords } from "../words/words.js";
import { Field } from "./field.js";

interface PasswordFieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly name: string;
  readonly autoComplete: "current-password" | "new-password";
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (value: string) => void;
}

/** Hidden until it is asked to be shown. */
export function PasswordField({ onChange, ...rest }: PasswordFieldProps) {
  const { say } = useWords();
  const [isShown, setShown] = useState(false);
  return (
    <Field
      {...rest}
      type={isShown ? "text" : "password"}
      autoCapitalize="none"
      spellCheck={false}
      onChange={(event) => onChange(event.currentTarget.value)}
      beside={
        <button type="button" className="tx small" onClick={() => setShown(!isShown)}>
          {say(isShown ? "consoleSignIn.hide" : "consoleSignIn.show")}
        </button>
      }
    />
  );
}
