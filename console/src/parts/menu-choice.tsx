import { Menu } from "@mantine/core";
import { type ComponentPropsWithoutRef, forwardRef, type ReactNode } from "react";
import { Icon } from "./icon.js";

type ItemProps = ComponentPropsWithoutRef<"button">;

// The menu calls each of its items a plain one, whatever role it is given; only what draws the item has the last word.
const OneOfSeveral = forwardRef<HTMLButtonElement, ItemProps>(({ "aria-checked": isOn, ...props }, ref) => (
  <button type="button" {...props} ref={ref} role="menuitemradio" aria-checked={isOn} />
));
const OnOrOff = forwardRef<HTMLButtonElement, ItemProps>(({ "aria-checked": isOn, ...props }, ref) => (
  <button type="button" {...props} ref={ref} role="menuitemcheckbox" aria-checked={isOn} />
));

interface MenuChoiceProps {
  /** One of several, or on and off by itself. */
  readonly kind: "radio" | "checkbox";
  readonly isOn: boolean;
  readonly lang?: string;
  readonly onChoose: () => void;
  readonly children: ReactNode;
}

/** An entry of a menu that is chosen or not, and says so to whoever does not see the mark. */
export function MenuChoice({ kind, isOn, lang, onChoose, children }: MenuChoiceProps) {
  return (
    <Menu.Item
      component={kind === "radio" ? OneOfSeveral : OnOrOff}
      aria-checked={isOn}
      lang={lang}
      leftSection={<span className="menumark">{isOn && <Icon name="check" />}</span>}
      onClick={onChoose}
    >
      {children}
    </Menu.Item>
  );
}
