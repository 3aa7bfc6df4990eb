import { brandColours, contrastRatio } from "../../../src/kernel/brand-colours.js";
import { Field } from "../parts/field.js";
import { useWords } from "../words/words.js";
import { colourFrom } from "./colour.js";

const WHITE = "#ffffff";
const DARK_SURFACE = "#171b21";

interface ColourFieldProps {
  readonly value: string;
  readonly inherited: string | null;
  readonly error: string | null;
  readonly onChange: (value: string) => void;
}

/** One colour as it is typed or picked, and what is made of it so that words in it can be read. */
export function ColourField({ value, inherited, error, onChange }: ColourFieldProps) {
  const { say } = useWords();
  const own = colourFrom(value);
  const isWrong = value.trim() !== "" && own === null;
  const colour = own ?? inherited;
  return (
    <>
      <div className="colourline">
        <Field
          label={say("consoleBrand.colour")}
          hint={say("consoleBrand.colourHint")}
          name="colour"
          autoComplete="off"
          spellCheck={false}
          value={value}
          error={isWrong ? say("consoleBrand.colourWrong") : error}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
        <input
          type="color"
          className="swatch"
          aria-label={say("consoleBrand.pick")}
          value={colour ?? "#3350c4"}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </div>
      {colour !== null && <Shades colour={colour} />}
    </>
  );
}

/** The raw colour and the two that words stand in, with their contrast. */
function Shades({ colour }: { readonly colour: string }) {
  const { say, number } = useWords();
  const { light, dark } = brandColours(colour);
  const ratio = (one: string, other: string) => number(Math.round(contrastRatio(one, other) * 10) / 10);
  const isMoved = light.brand !== colour;
  const rows = [
    { name: say("consoleBrand.raw"), hex: colour, text: say("consoleBrand.rawText") },
    {
      name: say("consoleBrand.light"),
      hex: light.brand,
      text: say("consoleBrand.toWhite", { ratio: ratio(light.brand, WHITE) }),
    },
    {
      name: say("consoleBrand.dark"),
      hex: dark.brand,
      text: say("consoleBrand.toDark", { ratio: ratio(dark.brand, DARK_SURFACE) }),
    },
  ];
  return (
    <div className="shades">
      <h3>{say(isMoved ? "consoleBrand.movedTitle" : "consoleBrand.keptTitle")}</h3>
      <p className="soft">
        {say(isMoved ? "consoleBrand.movedText" : "consoleBrand.keptText", { ratio: ratio(colour, WHITE) })}
      </p>
      <ul>
        {rows.map(({ name, hex, text }) => (
          <li key={name}>
            <span className="swatch" style={{ backgroundColor: hex }} />
            <div>
              <b>{name}</b> <span className="mono">{hex}</span>
              <div className="small soft">{text}</div>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
