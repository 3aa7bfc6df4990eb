import { useStanding } from "../frame/viewer.js";
import { useAct } from "../graphql/index.js";
import { Button } from "../parts/button.js";
import { Notice } from "../parts/notice.js";
import { sentenceOf } from "../parts/outcome.js";
import { useWords } from "../words/words.js";
import { DECIDE_BRAND, type ResellerBrand } from "./brand.documents.js";

interface BrandApprovalProps {
  readonly brand: ResellerBrand;
  readonly onDecided: () => void;
}

/** Where strangers do not see the brand yet: why, what they see instead, and for the operator the decision. */
export function BrandApproval({ brand, onDecided }: BrandApprovalProps) {
  const { say } = useWords();
  const { viewer } = useStanding();
  const decide = useAct(DECIDE_BRAND);
  const { reseller, shownBrand } = brand;
  const { id, brandState, brandName, supportContact, panelUrl, logo } = reseller;
  if (brandState !== "WAITING" && brandState !== "REFUSED") return null;
  const onDecide = async (isApproved: boolean) => {
    const seen = { brandName, supportContact, panelUrl, logo: logo?.name ?? null };
    if ((await decide.run({ input: { resellerId: id, isApproved, ...seen } })) !== null) onDecided();
  };
  const isOperator = viewer.role === "OPERATOR";
  return (
    <Notice
      tone={isOperator && brandState === "WAITING" ? "act" : brandState === "WAITING" ? "wait" : "over"}
      title={say(brandState === "WAITING" ? "consoleBrand.waitingTitle" : "consoleBrand.refusedTitle")}
      actions={
        isOperator && (
          <>
            <Button isSmall kind="primary" isBusy={decide.isBusy} onClick={() => void onDecide(true)}>
              {say("consoleBrand.approve")}
            </Button>
            {brandState === "WAITING" && (
              <Button isSmall isBusy={decide.isBusy} onClick={() => void onDecide(false)}>
                {say("consoleBrand.refuse")}
              </Button>
            )}
          </>
        )
      }
    >
      <p>{say("consoleBrand.untilThen", { name: shownBrand.name })}</p>
      {decide.problem && <p className="err">{sentenceOf(decide.problem)}</p>}
    </Notice>
  );
}
