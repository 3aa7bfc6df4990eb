import { expect, it } from "vitest";
import { brandColours, contrastRatio } from "../../../src/kernel/brand-colours.js";

const LIGHT_BACKGROUNDS = ["#ffffff", "#f6f7f9", "#f0f2f5", "#f3f5f8", "#f4f5f7", "#f5f7fa"];
const DARK_BACKGROUNDS = ["#14171b", "#1e2329", "#15181d", "#20242b", "#28303a", "#292e37"];
const ODD = [
  "#000000",
  "#ffffff",
  "#808080",
  "#010101",
  "#fefefe",
  "#ff0000",
  "#00ff00",
  "#0000ff",
  "#ffff00",
  "#00ffff",
];

it("can be read on every ground, whatever the colour was", () => {
  // Steps of a prime through all 2^24 colours: spread, and the same each time.
  const random = Array.from({ length: 1_000 }, (_, index) => {
    const drawn = (index * 7_368_787 + 1_234_567) % 0x1000000;
    return `#${drawn.toString(16).padStart(6, "0")}`;
  });
  for (const colour of [...ODD, ...random]) {
    const { light, dark } = brandColours(colour);
    const worst = Math.min(
      ...LIGHT_BACKGROUNDS.map((background) => contrastRatio(light.brand, background)),
      ...DARK_BACKGROUNDS.map((background) => contrastRatio(dark.brand, background)),
      contrastRatio(light.brand, light.onBrand),
      contrastRatio(dark.brand, dark.onBrand),
      contrastRatio(light.text, light.soft),
      contrastRatio(dark.text, dark.soft),
    );
    expect(worst, colour).toBeGreaterThanOrEqual(4.5);
  }
});

it("keeps its hue: of a yellow that nobody could read comes a dark and a light one", () => {
  const { light, dark } = brandColours("#f5b301");
  expect(contrastRatio("#f5b301", "#ffffff")).toBeCloseTo(1.9, 1);
  expect(contrastRatio(light.brand, "#ffffff")).toBeCloseTo(5.1, 1);
  const [red, green, blue] = [1, 3, 5].map((start) => Number.parseInt(light.brand.slice(start, start + 2), 16));
  expect(red! > green! && green! > blue!).toBe(true);
  expect(contrastRatio(dark.brand, dark.onBrand)).toBeGreaterThan(9);
});

it("leaves a colour as it is that can be read already, and makes neutral shades of grey", () => {
  expect(brandColours("#1757c2").light.brand).toBe("#1757c2");
  for (const colour of ["#000000", "#777777", "#ffffff"]) {
    const { light, dark } = brandColours(colour);
    for (const shade of [light.brand, light.soft, dark.brand, dark.soft]) {
      const channels = [1, 3, 5].map((start) => Number.parseInt(shade.slice(start, start + 2), 16));
      expect(Math.max(...channels) - Math.min(...channels), shade).toBeLessThanOrEqual(1);
    }
  }
});
