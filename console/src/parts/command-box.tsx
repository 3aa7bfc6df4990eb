import { useState } from "react";
import { useWords } from "../words/words.js";
import { Button } from "./button.js";

/** What is to be pasted into a terminal or a file, as it is. */
export function CommandBox({ text }: { readonly text: string }) {
  const { say } = useWords();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <div className="codebox">
      <pre className="code wrap">{text}</pre>
      <Button isSmall icon={isCopied ? "check" : "copy"} onClick={() => void copy()}>
        {isCopied ? say("consoleGateways.copied") : say("consoleGateways.copy")}
      </Button>
    </div>
  );
}
