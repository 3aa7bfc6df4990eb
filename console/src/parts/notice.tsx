import { type ReactNode, useId } from "react";
import type { Tone } from "./chip.js";
import { Icon, type IconName } from "./icon.js";

const ICONS: Readonly<Record<Tone, IconName>> = {
  ok: "checkRing",
  wait: "clock",
  act: "look",
  over: "info",
  harm: "octagon",
};

interface NoticeProps {
  readonly tone: Tone;
  readonly title: ReactNode;
  readonly icon?: IconName;
  readonly actions?: ReactNode;
  /** Said by a screen reader as soon as it appears. */
  readonly isResult?: boolean;
  readonly children?: ReactNode;
}

/** Said where the act was done, until it is dismissed. */
export function Notice({ tone, title, icon, actions, isResult = false, children }: NoticeProps) {
  const id = useId();
  return (
    <section className={`note ${tone}`} aria-live={isResult ? "polite" : undefined} aria-labelledby={id}>
      <Icon name={icon ?? ICONS[tone]} isSpinning={icon === "turning"} />
      <h2 id={id}>{title}</h2>
      {children !== undefined && <div className="notetext">{children}</div>}
      {actions !== undefined && <div className="acts">{actions}</div>}
    </section>
  );
}
