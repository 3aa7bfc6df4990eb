import { offsetName, parseTimeZone, placeName, type TimeZone } from "../../../src/kernel/time-zone.js";
import { SelectField } from "../parts/select-field.js";
import { useWords } from "../words/words.js";

interface ZoneFieldProps {
  readonly value: string;
  /** What holds where none is chosen. */
  readonly inherited: string;
  readonly error: string | null;
  readonly onChange: (value: string) => void;
}

/** Places by their IANA names, each with how far its clocks are from UTC today. */
export function ZoneField({ value, inherited, error, onChange }: ZoneFieldProps) {
  const { say } = useWords();
  const now = Date.now();
  const known = [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone"), ...(value === "" ? [] : [value])])];
  const zones = known.map((name) => parseTimeZone(name)).filter((zone): zone is TimeZone => zone !== null);
  const above = parseTimeZone(inherited);
  return (
    <SelectField
      label={say("consoleBrand.zone")}
      hint={say("consoleBrand.zoneHint")}
      name="zone"
      value={value}
      error={error}
      choices={[
        { value: "", label: say("consoleBrand.fromAbove", { value: above === null ? inherited : placeName(above) }) },
        ...zones.map((zone) => ({ value: zone, label: `${zone.replaceAll("_", " ")} (${offsetName(now, zone)})` })),
      ]}
      onChange={onChange}
    />
  );
}
