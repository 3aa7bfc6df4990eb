import { type ReactNode, useId } from "react";
import { Icon } from "./icon.js";

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface SelectFieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | null;
  readonly name?: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly disabled?: boolean;
  readonly onChange: (value: string) => void;
}

/** One of several, in the order of a `Field`. */
export function SelectField({ label, hint, error = null, choices, onChange, ...rest }: SelectFieldProps) {
  const id = useId();
  const described = [hint !== undefined && `${id}-hint`, error !== null && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={error === null ? "field" : "field bad"}>
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <div className="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      <select
        {...rest}
        id={id}
        className="input"
        aria-invalid={error !== null || undefined}
        aria-describedby={described || undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
      {error !== null && (
        <p className="err" id={`${id}-error`}>
          <Icon name="octagon" />
          {error}
        </p>
      )}
    </div>
  );
}
