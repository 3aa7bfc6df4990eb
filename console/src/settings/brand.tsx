import { NotFound } from "../frame/not-found.js";
import { useShownScope } from "../frame/scope.js";
import { useShownReseller } from "../frame/shown-reseller.js";
import { problemOf, useQuery } from "../graphql/index.js";
import { Failure, Waiting } from "../parts/list-states.js";
import { useWords } from "../words/words.js";
import { PLATFORM_BRAND, RESELLER_BRAND } from "./brand.documents.js";
import { PlatformBrandForm } from "./platform-brand.js";
import { ResellerBrandForm } from "./reseller-brand.js";
import { SettingsHead } from "./settings-head.js";

/** What people see of the platform, or of a reseller. */
export default function Brand() {
  const { say } = useWords();
  const { kind } = useShownScope();
  const reseller = useShownReseller();
  if (kind === "r" && reseller === undefined) return <NotFound />;
  return (
    <>
      <SettingsHead lead={say("consoleBrand.lead")} />
      {kind === "r" ? reseller && <OfReseller id={reseller.id} /> : <OfPlatform />}
    </>
  );
}

function OfPlatform() {
  const [{ data, error }, ask] = useQuery({ query: PLATFORM_BRAND });
  const problem = problemOf(error);
  const refresh = () => ask({ requestPolicy: "network-only" });
  if (data === undefined)
    return problem ? <Failure problem={problem} loadedAt={null} onRetry={refresh} /> : <Waiting />;
  return <PlatformBrandForm platform={data.platform} onSaved={refresh} />;
}

function OfReseller({ id }: { readonly id: string }) {
  const [{ data, error }, ask] = useQuery({ query: RESELLER_BRAND, variables: { id } });
  const problem = problemOf(error);
  const refresh = () => ask({ requestPolicy: "network-only" });
  if (data === undefined)
    return problem ? <Failure problem={problem} loadedAt={null} onRetry={refresh} /> : <Waiting />;
  return <ResellerBrandForm key={id} brand={data} onSaved={refresh} />;
}
