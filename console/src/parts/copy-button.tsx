import { useState } from "react";
import { useWords } from "../words/words.js";
import { Button } from "./button.js";
import type { IconName } from "./icon.js";

interface CopyButtonProps {
  readonly label: string;
  readonly icon: IconName;
  /** What is copied, as it is when the button is pressed. */
  readonly textOf: () => string;
}

/** Copies a text, and says that it did. */
export function CopyButton({ label, icon, textOf }: CopyButtonProps) {
  const { say } = useWords();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(textOf());
    setCopied(true);
  };
  return (
    <Button icon={isCopied ? "check" : icon} onClick={() => void copy()}>
      <span aria-live="polite">{isCopied ? say("consoleExplain.copied") : label}</span>
    </Button>
  );
}
