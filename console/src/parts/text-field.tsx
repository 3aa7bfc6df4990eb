import { type ReactNode, type TextareaHTMLAttributes, useId } from "react";
import { Icon } from "./icon.js";

interface TextFieldProps extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "id"> {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | null;
}

/** Several lines, in the order of a `Field`. */
export function TextField({ label, hint, error = null, className = "", ...rest }: TextFieldProps) {
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
      <textarea
        {...rest}
        id={id}
        className={`input ${className}`}
        aria-invalid={error !== null || undefined}
        aria-describedby={described || undefined}
      />
      {error !== null && (
        <p className="err" id={`${id}-error`}>
          <Icon name="octagon" />
          {error}
        </p>
      )}
    </div>
  );
}
