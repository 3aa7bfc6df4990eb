import { useState } from "react";
import { brandColours } from "../../../src/kernel/brand-colours.js";
import { Address } from "../parts/address.js";
import { around } from "../words/sentence.js";
import { useWords } from "../words/words.js";
import { pngAddress } from "./logo-field.js";

const OWN_COLOUR = "#3350c4";
const ASKED_BY = "lena@inn.example";
const ADDRESS = "orders@shop.example";
const GROUNDS = {
  light: { page: "#f3f5f8", sheet: "#ffffff", text: "#171b22", quiet: "#596371" },
  dark: { page: "#0f1216", sheet: "#171b21", text: "#e9edf2", quiet: "#9ba7b5" },
} as const;

interface PreviewProps {
  readonly name: string;
  readonly contact: string | null;
  readonly colour: string | null;
  readonly logo: string | null;
}

/** The question to an owner as it will look, in the colours that the server makes. */
export function BrandPreview({ name, contact, colour, logo }: PreviewProps) {
  const { say } = useWords();
  const [scheme, setScheme] = useState<keyof typeof GROUNDS>("light");
  const shades = brandColours(colour ?? OWN_COLOUR)[scheme];
  const { page, sheet, text, quiet } = GROUNDS[scheme];
  return (
    <section className="card brandpreview" aria-labelledby="preview">
      <header>
        <h2 id="preview">{say("consoleBrand.preview")}</h2>
        <div className="acts">
          <fieldset className="seg">
            <legend className="vh">{say("consoleFrame.scheme")}</legend>
            {(["light", "dark"] as const).map((each) => (
              <button key={each} type="button" aria-pressed={each === scheme} onClick={() => setScheme(each)}>
                {say(each === "light" ? "consoleFrame.schemeLight" : "consoleFrame.schemeDark")}
              </button>
            ))}
          </fieldset>
        </div>
      </header>
      <div className="pad">
        <div className="mail" style={{ backgroundColor: page, color: text }}>
          <div className="sheet" style={{ backgroundColor: sheet, borderTopColor: colour ?? OWN_COLOUR }}>
            <p className="who2">
              {logo !== null && <img className="logoimage" src={pngAddress(logo)} alt="" />}
              {name}
            </p>
            <h3>
              {around(
                (asker) => say("consoleBrand.question", { asker, address: "\uE001" }).replace("\uE001", ADDRESS),
                <Address value={ASKED_BY} isPlain />,
              )}
            </h3>
            <p>{say("consoleBrand.questionText")}</p>
            <p>
              <span className="mbtn" style={{ backgroundColor: shades.brand, color: shades.onBrand }}>
                {say("consoleBrand.questionButton")}
              </span>
            </p>
          </div>
          <p className="mfoot" style={{ color: quiet }}>
            {name}
            {contact !== null && `. ${say("consoleFrame.help", { contact })}`}
          </p>
        </div>
      </div>
    </section>
  );
}
