import type { EntityManager } from "typeorm";
import { HelpScreen } from "./help-screen.js";
import { type HelpText, helpTextsIn } from "./help-texts.js";
import { resellersOnPaths } from "./reseller.queries.js";

/**
 * For Help itself and for each screen, of the nearest reseller, upwards, that wrote any: in the wanted language, else in the
 * one of the reseller, else in any. None where nobody wrote, and for the platform itself.
 */
export async function helpTextsFor(
  manager: EntityManager,
  resellerPath: string | null,
  language: string,
): Promise<HelpText[]> {
  if (resellerPath === null) return [];
  const nearestFirst = (await resellersOnPaths(manager, [resellerPath])).reverse();
  const written = nearestFirst.map(({ helpTexts, language: own }) => ({ own, texts: helpTextsIn(helpTexts) }));
  return [null, ...Object.values(HelpScreen)].flatMap((screen) => {
    for (const { own, texts } of written) {
      const ofScreen = texts.filter((text) => text.screen === screen);
      const found =
        ofScreen.find((text) => text.language === language) ??
        ofScreen.find((text) => text.language === own) ??
        ofScreen[0];
      if (found !== undefined) return [found];
    }
    return [];
  });
}
