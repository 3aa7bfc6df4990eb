import { useAct } from "../graphql/index.js";
import { useDraft } from "../parts/use-draft.js";
import { type PlatformBrand, SAVE_PLATFORM } from "./brand.documents.js";
import type { BrandAbove, BrandName } from "./brand-fields.js";
import { BrandForm } from "./brand-form.js";

const INPUT_NAMES: Readonly<Record<BrandName, string>> = {
  brandName: "name",
  contact: "helpContact",
  panelUrl: "panelUrl",
  colour: "colour",
  timeZone: "timeZone",
  language: "language",
};

interface PlatformBrandFormProps {
  readonly platform: PlatformBrand;
  readonly onSaved: () => void;
}

/** Below everybody's: what holds where no reseller says otherwise. */
export function PlatformBrandForm({ platform, onSaved }: PlatformBrandFormProps) {
  const { name, isNameSet, helpContact, panelUrl, language, timeZone, colour, updatedAt } = platform;
  const save = useAct(SAVE_PLATFORM);
  const draft = useDraft<BrandName>("brand.p", {
    brandName: isNameSet ? name : "",
    contact: helpContact ?? "",
    panelUrl: panelUrl ?? "",
    colour: colour ?? "",
    timeZone,
    language,
  });
  const above: BrandAbove = {
    name: isNameSet ? location.hostname : name,
    supportContact: null,
    panelUrl: null,
    language: "en",
    timeZone: "UTC",
    colour: null,
  };
  const onSave = async (changes: Readonly<Record<string, string | null>>) => {
    const isSaved = (await save.run({ input: { ...changes, ifUpdatedAt: updatedAt ?? null } })) !== null;
    if (isSaved) onSaved();
    return isSaved;
  };
  return (
    <BrandForm
      draft={draft}
      above={above}
      logo={platform.logo?.png ?? null}
      inputNames={INPUT_NAMES}
      isBusy={save.isBusy}
      problem={save.problem}
      onSave={onSave}
      onLook={() => {
        save.forget();
        onSaved();
      }}
    />
  );
}
