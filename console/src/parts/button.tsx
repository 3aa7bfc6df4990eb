import { type ButtonHTMLAttributes, forwardRef } from "react";
import { Icon, type IconName } from "./icon.js";

export type ButtonKind = "plain" | "primary" | "harm" | "harmFilled" | "quiet";

const CLASSES: Readonly<Record<ButtonKind, string>> = {
  plain: "",
  primary: "pri",
  harm: "harm",
  harmFilled: "harmfill",
  quiet: "quiet plain",
};

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly kind?: ButtonKind;
  readonly icon?: IconName;
  readonly isSmall?: boolean;
  readonly isWide?: boolean;
  /** Turns while the server is asked; pressing again does nothing. */
  readonly isBusy?: boolean;
}

/** Says a verb and its object. */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { kind = "plain", icon, isSmall = false, isWide = false, isBusy = false, className, children, onClick, ...rest },
  ref,
) {
  const classes = ["btn", CLASSES[kind], isSmall && "s", isWide && "wide", className].filter(Boolean).join(" ");
  return (
    <button
      ref={ref}
      type="button"
      {...rest}
      className={classes}
      aria-busy={isBusy || undefined}
      // Not `disabled`, which would take the focus away: who reads with their ears hears why nothing happens.
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
    >
      {isBusy ? <Icon name="turning" isSpinning /> : icon && <Icon name={icon} />}
      {children}
    </button>
  );
});

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly icon: IconName;
  readonly label: string;
}

export const IconButton = forwardRef<HTMLButtonElement, IconButtonProps>(function IconButton(
  { icon, label, className = "", ...rest },
  ref,
) {
  return (
    <button ref={ref} type="button" {...rest} className={`iconbtn ${className}`} aria-label={label}>
      <Icon name={icon} />
    </button>
  );
});
