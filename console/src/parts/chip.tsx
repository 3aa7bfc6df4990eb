import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.js";

/** Whose turn it is: `act` yours, `wait` somebody else's, `over` nobody's, `ok` it holds, `harm` harm now. */
export type Tone = "ok" | "wait" | "act" | "over" | "harm";

interface ChipProps {
  readonly tone: Tone;
  readonly icon: IconName;
  /** A setting, outlined, instead of a state. */
  readonly isMode?: boolean;
  readonly children: ReactNode;
}

export function Chip({ tone, icon, isMode = false, children }: ChipProps) {
  return (
    <span className={`chip ${isMode ? "mode " : ""}${tone}`}>
      <Icon name={icon} isSpinning={icon === "turning"} />
      {children}
    </span>
  );
}

interface TagProps {
  /** `foreign`: from outside; `default`: the one that is used unless another is chosen. */
  readonly kind?: "plain" | "foreign" | "default";
  readonly icon?: IconName;
  readonly children: ReactNode;
}

export function Tag({ kind = "plain", icon, children }: TagProps) {
  const classes = { plain: "tag", foreign: "tag for", default: "tag def" } as const;
  return (
    <span className={classes[kind]}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  );
}
