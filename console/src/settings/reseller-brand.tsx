import { useAct } from "../graphql/index.js";
import { useDraft } from "../parts/use-draft.js";
import { type ResellerBrand, SAVE_RESELLER } from "./brand.documents.js";
import { BrandApproval } from "./brand-approval.js";
import type { BrandName } from "./brand-fields.js";
import { BrandForm } from "./brand-form.js";

const INPUT_NAMES: Readonly<Record<BrandName, string>> = {
  brandName: "brandName",
  contact: "supportContact",
  panelUrl: "panelUrl",
  colour: "colour",
  timeZone: "timeZone",
  language: "language",
};

interface ResellerBrandFormProps {
  readonly brand: ResellerBrand;
  readonly onSaved: () => void;
}

export function ResellerBrandForm({ brand, onSaved }: ResellerBrandFormProps) {
  const { reseller, shownBrand } = brand;
  const save = useAct(SAVE_RESELLER);
  const draft = useDraft<BrandName>(`brand.${reseller.id}`, {
    brandName: reseller.brandName ?? "",
    contact: reseller.supportContact ?? "",
    panelUrl: reseller.panelUrl ?? "",
    colour: reseller.colour ?? "",
    timeZone: reseller.timeZone ?? "",
    language: reseller.language ?? "",
  });
  const onSave = async (changes: Readonly<Record<string, string | null>>) => {
    const input = { ...changes, ifUpdatedAt: reseller.updatedAt };
    const isSaved = (await save.run({ id: reseller.id, input })) !== null;
    if (isSaved) onSaved();
    return isSaved;
  };
  return (
    <BrandForm
      draft={draft}
      above={shownBrand.above ?? shownBrand}
      logo={reseller.logo?.png ?? null}
      inputNames={INPUT_NAMES}
      isBusy={save.isBusy}
      problem={save.problem}
      onSave={onSave}
      onLook={() => {
        save.forget();
        onSaved();
      }}
    >
      <BrandApproval brand={brand} onDecided={onSaved} />
    </BrandForm>
  );
}
