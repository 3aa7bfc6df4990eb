import { type InputHTMLAttributes, type ReactNode, useId } from "react";
import { Icon } from "./icon.js";

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "id"> {
  readonly id?: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | null;
  /** A small button beside the label. */
  readonly beside?: ReactNode;
  /** Of one for a file: what its button says, in place of the browser's own, which speaks the browser's language. */
  readonly choose?: string;
}

/** Label, hint, field, error, in that order. */
export function Field({ id, label, hint, error = null, beside, choose, ...input }: FieldProps) {
  const made = useId();
  const own = id ?? made;
  const described = [hint !== undefined && `${own}-hint`, error !== null && `${own}-error`].filter(Boolean).join(" ");
  return (
    <div className={error === null ? "field" : "field bad"}>
      <div className="labelline">
        <label htmlFor={own}>{label}</label>
        {beside}
      </div>
      {hint !== undefined && (
        <div className="hint" id={`${own}-hint`}>
          {hint}
        </div>
      )}
      <input
        {...input}
        id={own}
        className={choose === undefined ? "input" : "vh"}
        aria-invalid={error !== null || undefined}
        aria-describedby={described || undefined}
      />
      {choose !== undefined && (
        <label className="btn choose" htmlFor={own}>
          {choose}
        </label>
      )}
      {error !== null && (
        <p className="err" id={`${own}-error`}>
          <Icon name="octagon" />
          {error}
        </p>
      )}
    </div>
  );
}
