import { type ChangeEvent, useState } from "react";
import { Button } from "../parts/button.js";
import { Field } from "../parts/field.js";
import { useWords } from "../words/words.js";

/** What the server takes; it looks for itself as well. */
const MAX_OCTETS = 256 * 1024;

interface LogoFieldProps {
  /** What is set, as it was redrawn, also before it is approved. */
  readonly png: string | null;
  readonly isBusy: boolean;
  readonly error: string | null;
  /** Base64 of the file; null removes the logo. */
  readonly onChange: (logo: string | null) => void;
}

/** Saved when a file is chosen: what is shown is what the server made of it. */
export function LogoField({ png, isBusy, error, onChange }: LogoFieldProps) {
  const { say } = useWords();
  const [isTooBig, setTooBig] = useState(false);
  const choose = async ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const file = currentTarget.files?.[0];
    if (file === undefined) return;
    setTooBig(file.size > MAX_OCTETS);
    if (file.size <= MAX_OCTETS) onChange(await base64Of(file));
    // So that the same file may be chosen again.
    currentTarget.value = "";
  };
  return (
    <div className="logofield">
      {png !== null && <img className="logoimage" src={pngAddress(png)} alt={say("consoleBrand.logoIs")} />}
      <Field
        type="file"
        name="logo"
        label={say("consoleBrand.logo")}
        hint={say("consoleBrand.logoHint")}
        choose={say("consoleBrand.logoChoose")}
        accept="image/png,image/jpeg,image/webp"
        disabled={isBusy}
        error={isTooBig ? say("consoleBrand.logoTooBig", { limit: MAX_OCTETS / 1024 }) : error}
        onChange={(event) => void choose(event)}
      />
      {png !== null && (
        <Button isSmall kind="quiet" isBusy={isBusy} onClick={() => onChange(null)}>
          {say("consoleBrand.logoRemove")}
        </Button>
      )}
    </div>
  );
}

export function pngAddress(png: string): string {
  return `data:image/png;base64,${png}`;
}

async function base64Of(file: File): Promise<string> {
  let octets = "";
  for (const octet of new Uint8Array(await file.arrayBuffer())) octets += String.fromCharCode(octet);
  return btoa(octets);
}
